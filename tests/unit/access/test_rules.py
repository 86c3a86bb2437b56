"""Who may act on one thing: both the act and the place must be allowed by one role, and doubt refuses."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from joinedup.access.accounts import Place, give_role
from joinedup.access.models import Account
from joinedup.access.roles import Needs, Role
from joinedup.access.rules import may_on, require_on
from joinedup.errors import InputRefused

pytestmark = [pytest.mark.unit, pytest.mark.django_db]


@dataclass
class Thing:
    directorates: Any = field(default_factory=lambda: ["children"])
    patches: Any = field(default_factory=lambda: ["north"])
    organisations: Any = field(default_factory=lambda: ["health-board"])


def somebody(role: Role, **place: str) -> Account:
    made = Account.objects.create_user("a@testshire.example", "Someone")
    made.appointments.create(role=role.value, **place)
    return made


COVERING: list[dict[str, str]] = [
    {},
    {"directorate": "children"},
    {"patch": "north"},
    {"organisation": "health-board"},
    {"directorate": "children", "patch": "north", "organisation": "health-board"},
]
ELSEWHERE: list[dict[str, str]] = [
    {"directorate": "adults"},
    {"patch": "east"},
    {"organisation": "police"},
    {"directorate": "children", "patch": "east"},
    {"directorate": "adults", "patch": "north"},
    {"directorate": "child"},
]


@pytest.mark.parametrize("role", list(Role))
def test_each_role_does_what_it_allows_where_it_holds_and_nothing_elsewhere(role: Role) -> None:
    person = somebody(role)
    held = person.appointments.get()
    for (place, covers), needs in product(
        [*((one, True) for one in COVERING), *((one, False) for one in ELSEWHERE)], Needs
    ):
        held.directorate, held.patch, held.organisation = (
            place.get(one, "") for one in ("directorate", "patch", "organisation")
        )
        held.save()
        person = Account.objects.get(pk=person.pk)
        expected = covers and needs in role.allows
        assert may_on(person, needs, Thing()) is expected, (place, needs)
        if expected:
            require_on(person, needs, Thing())
        else:
            with pytest.raises(PermissionDenied):
                require_on(person, needs, Thing())


def test_two_roles_do_not_make_one_that_reaches_further() -> None:
    person = somebody(Role.DIRECTOR, directorate="adults")
    person.appointments.create(role=Role.INSPECTOR.value)
    assert not may_on(person, Needs.DECIDE, Thing())  # decides elsewhere, and may only see here


@pytest.mark.parametrize("name", ["directorates", "patches", "organisations"])
@pytest.mark.parametrize(
    "lies", [None, "children", {"children": 1}, {"children"}, 1, ["children", 1], [None]]
)
def test_a_thing_that_does_not_say_where_it_lies_is_refused(name: str, lies: Any) -> None:
    person = somebody(Role.CHIEF_EXECUTIVE)
    assert may_on(person, Needs.DECIDE, Thing())
    assert not may_on(person, Needs.DECIDE, Thing(**{name: lies}))


@pytest.mark.parametrize("thing", [None, object(), "children", 1, []])
def test_what_lies_nowhere_is_refused(thing: object) -> None:
    assert not may_on(somebody(Role.CHIEF_EXECUTIVE), Needs.DECIDE, thing)


def test_a_thing_in_no_place_is_for_those_whose_role_holds_everywhere() -> None:
    nowhere = Thing([], [], [])
    person = somebody(Role.DIRECTOR, directorate="children")
    assert not may_on(person, Needs.DECIDE, nowhere)
    person.appointments.create(role=Role.CHIEF_EXECUTIVE.value)
    assert may_on(Account.objects.get(pk=person.pk), Needs.DECIDE, nowhere)


def test_somebody_inactive_unknown_or_without_a_role_is_refused() -> None:
    person = somebody(Role.CHIEF_EXECUTIVE)
    assert may_on(person, Needs.DECIDE, Thing())
    person.is_active = False
    assert not may_on(person, Needs.DECIDE, Thing())
    assert not person.may(Needs.DECIDE) and not person.may(Needs.SIGNED_IN)
    for nobody in (AnonymousUser(), None, "a@testshire.example"):
        assert not may_on(nobody, Needs.DECIDE, Thing())
    other = Account.objects.create_user("b@testshire.example", "Other")
    assert not may_on(other, Needs.DECIDE, Thing())
    assert [needs for needs in Needs if other.may(needs)] == [Needs.NOTHING, Needs.SIGNED_IN]


def test_a_role_that_this_version_does_not_know_allows_nothing() -> None:
    person = somebody(Role.CHIEF_EXECUTIVE)
    person.appointments.update(role="mayor_of_the_moon")
    person = Account.objects.get(pk=person.pk)
    assert person.held() == ()
    assert not may_on(person, Needs.DECIDE, Thing())


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.PARTNER, Place()),
        (Role.PARTNER, Place(directorate="children", patch="north")),
        (Role.PATCH_LEAD, Place()),
        (Role.PATCH_LEAD, Place(organisation="health-board")),
    ],
)
def test_nobody_is_a_partner_of_everything_or_leads_every_patch(role: Role, place: Place) -> None:
    made = Account.objects.create_user("a@testshire.example", "Someone")
    with pytest.raises(InputRefused):
        give_role(made, role, place, None)
    assert not made.appointments.exists()


@pytest.mark.parametrize(
    ("first", "second"),
    [(Role.MONITORING_OFFICER, Role.SECTION_151), (Role.SECTION_151, Role.MONITORING_OFFICER)],
)
def test_nobody_is_both_monitoring_officer_and_chief_finance_officer(first: Role, second: Role) -> None:
    """The Local Government and Housing Act 1989, section 5(1)."""
    made = Account.objects.create_user("a@testshire.example", "Someone")
    give_role(made, first, Place(), None)
    with pytest.raises(InputRefused, match=r"may not also be .* section 5\(1\)"):
        give_role(made, second, Place(), None)
    give_role(made, Role.FINANCE, Place(), None)
    assert [one.kind for one in made.appointments.order_by("pk")] == [first, Role.FINANCE]


def test_two_posts_that_bring_the_same_role_there_are_both_kept() -> None:
    made = Account.objects.create_user("a@testshire.example", "Someone")
    for post in ("Head of SEND", "Head of Admissions", "Head of SEND"):
        give_role(made, Role.HEAD_OF_SERVICE, Place("children", post=post), None)
    assert [one.post for one in made.appointments.order_by("pk")] == ["Head of SEND", "Head of Admissions"]
