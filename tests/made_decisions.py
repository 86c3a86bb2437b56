"""Decisions made by hand, for tests of the register and of its pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from made_results import made_projection, made_ripple

from joinedup.access.models import Account
from joinedup.access.roles import Role
from joinedup.council import Affected, Projection
from joinedup.folder import Council
from joinedup.register._proposing import add_alternative, proposals_of, take_up, write_variant
from joinedup.register._testing import Tested, keep_tests, tested_of, written_now
from joinedup.register.models import Decision, OptionKind


def made_account(role: Role = Role.HEAD_OF_SERVICE, post: str = "", **place: str) -> Account:
    """Return somebody who holds a role and a post; a new one each time."""
    number = Account.objects.count() + 1
    account = Account.objects.create_user(f"person{number}@testshire.example", f"Person {number}")
    account.appointments.create(role=role, post=post, **place)
    return account


def made_decision(by: Account | None = None, **more: Any) -> Decision:
    """Return a decision of the children's directorate about Family Help, in the north."""
    held: dict[str, Any] = {
        "title": "Trim Family Help",
        "summary": "Leave vacancies unfilled.",
        "owner_post": "Director of Family Help",
        "directorate": "children",
        "directorates": ["children"],
        "patches": ["north"],
        "services": ["family_help"],
    }
    return Decision.objects.create(**(held | more), made_by=by or made_account(directorate="children"))


ON = date(2026, 11, 22)
WHO = Affected("patch", "north", "North Middleshire", "more children in need", 0.97)


def says(result: object) -> str:
    """Say what came of an option, as the pages do but in three words."""
    return "nothing is decided" if isinstance(result, Projection) else "it saves money"


def put_forward(council: Council, by: Account | None = None, name: str = "family-help-trim") -> Decision:
    """Return a decision with one alternative, half as large, that can be tested."""
    who = by or made_account(directorate="children")
    decision = take_up(council, who, "Trim Family Help", [name])
    add_alternative(council, decision, who, [write_variant(council, name, 0.5, 0).id])
    return decision


def keep_a_test(
    council: Council, decision: Decision, affected: tuple[Affected, ...] = (WHO,), run: str = "run1"
) -> bool:
    """Keep a test of every option that was made by hand, as the job does with one that was run."""
    tested = {}
    for option in decision.options.all():
        if option.kind == OptionKind.NOTHING:
            projection = made_projection()
            manifest = replace(projection.manifest, run=f"{run}-nothing")
            tested[option.pk] = Tested((), nothing=replace(projection, manifest=manifest))
            continue
        proposals = proposals_of(council, option)
        ripple = made_ripple(
            {"family_help": -1_000_000.0},
            proposals=proposals,
            affected=affected if option.kind == OptionKind.PROPOSED else (),
            moved={"children_in_need.in_need": 50.0},
        )
        ripple = replace(ripple, manifest=replace(ripple.manifest, run=f"{run}-{option.pk}"))
        tested[option.pk] = tested_of(ripple, written_now(council, option.proposals))
    return keep_tests(council, decision, decision.made_by, tested, says, ON)
