"""Accounts of the fictional county, one for each role, with one password that everybody is told.

For the demonstration alone: a real council makes accounts with `joinedup account add` and in the application.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from joinedup.errors import InputRefused
from joinedup.folder import Council

if TYPE_CHECKING:
    from joinedup.access.models import Account

MARK = ".joinedup-demo"
PASSWORD = "four patches one county"  # noqa: S105 -- of people who do not exist, printed by the demo
_DOMAIN = "middleshire.example"


@dataclass(frozen=True)
class DemoAccount:
    """Somebody in the fictional county who may sign in.

    Args:
        email: the address they sign in with.
        name: their name in the county's leadership files.
        post: their post or seat there.
        role: value of their role.
    """

    email: str
    name: str
    post: str
    role: str


@dataclass(frozen=True)
class _Wanted:
    login: str
    role: str
    held: str
    directorate: str = ""
    post: str = ""
    patch: str = ""
    organisation: str = ""


def _patch_lead(patch: str, name: str) -> _Wanted:
    return _Wanted(f"{patch}.lead", "patch_lead", f"Patch Lead, {name}", patch=patch)


# Whoever holds the post in the county's files today has the account.
_OF_POSTS = (
    _Wanted("chief.executive", "chief_executive", "Chief Executive"),
    _Wanted("director.children", "director", "Executive Director of Children and Families", "children"),
    _Wanted("director.education", "director", "Director of Education and Inclusion", "education"),
    _Wanted("director.adults", "director", "Executive Director of Adults and Communities", "adults"),
    _Wanted("director.place", "director", "Executive Director of Place", "place"),
    _Wanted("director.public.health", "director", "Director of Public Health", "public_health"),
    _Wanted("housing", "head_of_service", "Head of Housing", "housing"),
    _Wanted("send", "head_of_service", "Head of SEND", "education"),
    _Wanted("fostering", "head_of_service", "Head of Fostering", "children"),
    _Wanted("finance", "section_151_officer", "Executive Director of Resources"),
    _Wanted("monitoring.officer", "monitoring_officer", "Director of Law and Governance"),
    _patch_lead("north", "North Middleshire"),
    _patch_lead("east", "Eastern Towns"),
)
# By portfolio or committee, since several members hold a seat of one name.
_OF_MEMBERS = (
    _Wanted("leader", "cabinet_member", "Leader of the Council"),
    _Wanted("lead.member", "cabinet_member", "Lead Member for Children's Services", "children"),
    _Wanted(
        "cabinet.housing",
        "cabinet_member",
        "Housing and Growth",
        "housing",
        "Cabinet Member for Housing and Growth",
    ),
    _Wanted(
        "scrutiny",
        "scrutiny_member",
        "Children and Families Scrutiny Committee",
        post="Chair, Children and Families Scrutiny Committee",
    ),
)
# Nobody in the files: the county's own officers below heads of service, and people from outside.
_OTHERS = (
    (_Wanted("analyst", "analyst", "Performance Analyst"), "Priya Underleigh"),
    (_Wanted("accountant", "finance", "Strategic Finance Partner"), "Tobias Wrenfield"),
    (_Wanted("democratic.services", "democratic_services", "Democratic Services Officer"), "Hugh Marlwick"),
    (
        _Wanted(
            "health.board", "partner", "Integrated Care Board, children's lead", organisation="health-board"
        ),
        "Ngozi Ferncote",
    ),
    (_Wanted("inspector", "inspector", "Visiting inspector"), "Ingrid Sallowby"),
    (_Wanted("administrator", "administrator", "Systems Administrator"), "Callum Otterham"),
)


def make_demo_accounts(here: Council) -> tuple[DemoAccount, ...]:
    """Make the accounts of the fictional county, each with `PASSWORD`; Django must be ready (`prepare`).

    One that is there already keeps its roles and is given the password anew. One-time codes are asked of
    nobody, so that the demonstration can be tried without a telephone.

    Raises:
        InputRefused: the folder is not one that the demo made, or has accounts of real people.
    """
    from django.db import transaction

    from joinedup.access.accounts import require_codes
    from joinedup.access.models import Account

    if not (here.folder / MARK).is_file():
        raise InputRefused(
            f"{here.folder} was not made by the demo, so it gets no accounts whose password everybody knows.",
            "Make accounts with: joinedup account add",
        )
    if Account.objects.exclude(email__endswith=f"@{_DOMAIN}").exists():
        raise InputRefused(
            "Somebody real has an account here already.", "Make a new demonstration: joinedup demo DIR"
        )
    posts = {row["Post"]: row["Person"] for row in _rows(here, "posts.csv") if not row["To"]}
    members: dict[str, str] = {}
    for row in _rows(here, "members.csv"):
        for key in (row["Role"], row["Portfolio"], row["Committee"]):
            members.setdefault(key, row["Member"])
    wanted = [(one, _named(posts, one.held)) for one in _OF_POSTS]
    wanted += [(one, _named(members, one.held)) for one in _OF_MEMBERS]
    with transaction.atomic():
        made = tuple(_make(one, name) for one, name in (*wanted, *_OTHERS))
        require_codes(set(), None)
    return made


def _rows(here: Council, name: str) -> list[dict[str, str]]:
    with (here.folder / "leadership" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _named(people: dict[str, str], post: str) -> str:
    if post not in people:
        raise InputRefused(f"The leadership files name nobody as {post!r}.", "Make the demonstration anew.")
    return people[post]


def _make(wanted: _Wanted, name: str) -> DemoAccount:
    from joinedup.access.accounts import Place, add_account, give_role
    from joinedup.access.models import Account
    from joinedup.access.roles import Role

    email = f"{wanted.login}@{_DOMAIN}"
    found: Account = Account.objects.filter(email=email).first() or add_account(email, name, None)
    post = wanted.post or wanted.held
    place = Place(wanted.directorate, wanted.patch, wanted.organisation, post)
    give_role(found, Role(wanted.role), place, None)
    found.set_password(PASSWORD)
    found.save(update_fields=["password"])
    return DemoAccount(email, name, post, wanted.role)


__all__ = ["PASSWORD", "DemoAccount", "make_demo_accounts"]
