"""The page of an equality analysis: what the model tells to start with, and what people found from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from joinedup.council.portfolios import Distribution
from joinedup.reports._parts import DataTable, Page, shown
from joinedup.reports._wording import day, listed, percent
from joinedup.reports.portfolio import (
    ShownGroup,
    ShownUsers,
    falls_on,
    patches_table,
    people_by_patch,
    shown_users,
)

# What lists of users tell about each protected characteristic, by the names the groups have there.
_TOLD_BY: dict[str, tuple[str, ...]] = {
    "age": ("Age",),
    "disability": ("Disability", "Special educational need"),
    "race": ("Ethnic group",),
    "sex": ("Sex",),
}


@dataclass(frozen=True)
class Found:
    """One protected characteristic and what people found for it.

    Args:
        key: its identifier, `age`.
        name: its name in the Act.
        effect: which way the decision falls; "" where nobody has looked at it.
        evidence: what that rests on.
        mitigation: what would lessen it.
        by: who found it, and when.
    """

    key: str
    name: str
    effect: str = ""
    evidence: str = ""
    mitigation: str = ""
    by: str = ""


@dataclass(frozen=True)
class EqualityPage(Page):
    """What a decision means for people who share a protected characteristic."""

    template: ClassVar[str] = "equality.html"

    title: str = field(metadata=shown("What is to be decided."))
    council: str = field(metadata=shown("Name of the council."))
    says: str = field(metadata=shown("How far the analysis is."))
    regard: str = field(metadata=shown("Who had due regard to it and what they said; empty until signed."))
    problem: str = field(metadata=shown("Why the model's part is not shown; empty where it is or is absent."))
    found: tuple[Found, ...] = field(metadata=shown("Each protected characteristic, and what people found."))
    told: tuple[tuple[str, tuple[str, ...]], ...] = field(
        metadata=shown("What the council's own lists tell of each characteristic, by its identifier.")
    )
    falls_on: str = field(metadata=shown("Which patches bear most and least, in a sentence."))
    money: DataTable | None = field(metadata=shown("What changes in each patch's spending."))
    people: DataTable | None = field(metadata=shown("What changes for people in each patch."))
    users: tuple[ShownUsers, ...] = field(
        metadata=shown("Who uses the services it touches, small numbers hidden.")
    )
    not_shown: tuple[tuple[str, str], ...] = field(metadata=shown("What the data do not allow, and why."))

    def told_of(self, key: str) -> tuple[str, ...]:
        """Return what the lists tell of one characteristic."""
        return dict(self.told).get(key, ())


def equality_page(
    title: str,
    council: str,
    says: str,
    found: Sequence[Found],
    spread: Distribution | None,
    regard: str = "",
    problem: str = "",
) -> EqualityPage:
    """Return the page of an equality analysis.

    Args:
        title: what is to be decided.
        council: name of the council.
        says: how far it is.
        found: what people found.
        spread: whom the model says it falls on; None where that was not worked out.
        regard: who had due regard, and what they said.
        problem: why the model's part cannot be shown.
    """
    users = shown_users(spread) if spread else ()
    pots = list(dict.fromkeys(one.pot for one in spread.money)) if spread else []
    return EqualityPage(
        title=title,
        council=council,
        says=says,
        regard=regard,
        problem=problem,
        found=tuple(found),
        told=tuple((one.key, _told(users, one.key)) for one in found),
        falls_on=falls_on(spread, pots) if spread else "",
        money=patches_table(spread, pots) if spread else None,
        people=people_by_patch(spread) if spread else None,
        users=users,
        not_shown=tuple((one.who, one.why) for one in spread.not_shown) if spread else (),
    )


def _told(users: Sequence[ShownUsers], key: str) -> tuple[str, ...]:
    """Return what lists of users tell of one characteristic, a sentence for each list that knows it."""
    told = []
    for one in users:
        for name in _TOLD_BY.get(key, ()):
            groups = [
                group for group in one.groups if group.characteristic == name and group.share is not None
            ]
            if groups:
                counted = one.touched.counted
                said = listed([_share(group) for group in groups])
                told.append(f"{counted.users.says}, {day(counted.as_at)}, {name.lower()}: {said}.")
    return tuple(told)


def _share(group: ShownGroup) -> str:
    beside = "" if group.of_everyone is None else f" ({percent(group.of_everyone)} of everybody)"
    return f"{group.group} {percent(group.share or 0.0)}{beside}"
