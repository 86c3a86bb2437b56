"""Parts of a page of a decision for the steps from proposing to collaborating."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.access.rules import may_on
from joinedup.errors import StoreRefused
from joinedup.folder import Council
from joinedup.register.collaborating import (
    OPEN_STAGES,
    PartyStanding,
    changes_since,
    may_answer,
    missing_before_test,
    options_in_order,
    require_whole,
    standing,
    why_reason_is_needed,
)
from joinedup.register.collaborating import consultations as consultations_of
from joinedup.register.collaborating import equality as equality_of
from joinedup.register.models import (
    Collaboration,
    ConsultationKind,
    Decision,
    FrozenTest,
    Option,
    OptionKind,
    Position,
    Stage,
)
from joinedup.web.decisions._people import person_of
from joinedup.web.jobs.models import Job, State
from joinedup.web.shell import Panel, council

_POSITION_COLOURS = {
    Position.SUPPORT: "green",
    Position.MITIGATE: "yellow",
    Position.OBJECT: "red",
    Position.HELP: "purple",
}


@dataclass(frozen=True)
class ShownOption:
    """An option and what its last test says of it.

    Args:
        option: the option.
        test: its last test; None where it was never tested.
        earlier: the tests before that.
        refused: why what was frozen is not shown; "" where it is whole.
        differs: how its proposals differ from what was tested.
    """

    option: Option
    test: FrozenTest | None
    earlier: tuple[FrozenTest, ...]
    refused: str
    differs: tuple[str, ...]


def options(request: HttpRequest, decision: Decision) -> Panel:
    """Return the options side by side, with what may be done to them."""
    may_edit = _may_edit(person_of(request), decision)
    context = {
        "decision": decision,
        "options": options_in_order(decision),
        "missing": missing_before_test(decision),
        "may_edit": may_edit,
        "removable": {
            one.pk
            for one in decision.options.all()
            if may_edit and one.kind == OptionKind.ALTERNATIVE and not one.tests.exists()
        },
    }
    return Panel("Options", "decisions/options.html", context, 20, "options")


def test(request: HttpRequest, decision: Decision) -> Panel:
    """Return what the tests of the options say, each held against what was frozen."""
    here, person = council(), person_of(request)
    shown = [_shown(here, one) for one in options_in_order(decision)]
    under_way = Job.objects.filter(
        kind="test_decision", asked_for__decision=decision.pk, state__in=[State.WAITING, State.RUNNING]
    ).first()
    context = {
        "decision": decision,
        "options": shown,
        "is_tested": any(one.test for one in shown),
        "is_whole": any(one.test for one in shown) and not any(one.refused for one in shown),
        "missing": missing_before_test(decision),
        "job": under_way,
        "may_test": decision.stage in OPEN_STAGES and may_on(person, Needs.RUN_MODEL, decision),
    }
    return Panel("What the model says", "decisions/test.html", context, 30, "test")


def _shown(here: Council, option: Option) -> ShownOption:
    # Of the last test alone is the content read, two megabytes, to see that it is whole.
    last = option.tests.select_related("findings", "made_by").first()
    earlier = option.tests.defer("content").exclude(pk=last.pk) if last else ()
    refused = ""
    differs: tuple[str, ...] = ()
    if last is not None:
        try:
            require_whole(last)
            differs = changes_since(here, last.findings)
        except StoreRefused as refusal:
            refused = str(refusal)
    return ShownOption(option, last, tuple(earlier), refused, differs)


@dataclass(frozen=True)
class ShownParty:
    """A party with what the person who looks may do.

    Args:
        standing: what it answered, and until when.
        colour: colour of its answer.
        may_answer: whether the person may answer for it now.
    """

    standing: PartyStanding
    colour: str
    may_answer: bool


def parties(request: HttpRequest, decision: Decision) -> Panel | None:
    """Return who must be asked, what they answered and who is silent."""
    person, on = person_of(request), timezone.localdate()
    where = standing(decision, on)
    is_open = decision.stage == Stage.COLLABORATING
    collaboration = Collaboration.objects.filter(decision=decision).select_related("closed_by").first()
    shown = [
        ShownParty(
            one,
            _POSITION_COLOURS[Position(one.answer.position)] if one.answer else "",
            is_open and not one.is_left_out and may_answer(person, one.party),
        )
        for one in where.parties
    ]
    context = {
        "decision": decision,
        "parties": shown,
        "standing": where,
        "collaboration": collaboration,
        "is_open": is_open,
        "may_ask": _may_edit(person, decision),
        "may_open": decision.stage in {Stage.TESTED, Stage.READY},
        "warning": why_reason_is_needed(where) if collaboration else "",
    }
    return Panel("Who is affected, and their answers", "decisions/parties.html", context, 40, "answers")


def consultations(request: HttpRequest, decision: Decision) -> Panel:
    """Return the consultations of the public and of the workforce, apart."""
    found = consultations_of(decision, timezone.localdate())
    context = {
        "decision": decision,
        "kinds": [(kind.value, kind.label, found[kind.value]) for kind in ConsultationKind],
        "may_edit": _may_edit(person_of(request), decision),
    }
    return Panel("Consultations", "decisions/consultations.html", context, 45, "consultations")


def equality(request: HttpRequest, decision: Decision) -> Panel:
    """Return how far the equality analysis is."""
    context = {"decision": decision, "standing": equality_of(decision)}
    return Panel("Equality analysis", "decisions/equality_panel.html", context, 50, "equality")


def _may_edit(person: Account, decision: Decision) -> bool:
    return decision.stage in OPEN_STAGES and may_on(person, Needs.PROPOSE, decision)
