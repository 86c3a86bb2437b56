"""Whom a set of proposals falls on: by patch and its deprivation, and by who uses the services it touches.

A start to an equality analysis, with evidence, and not the analysis: it says who is likely to notice, not
what it means to them. Changes by patch are results of the model; users are counted in the council's lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinedup.council._model import levers, measures, ratios
from joinedup.council._ranges import Range, ranges
from joinedup.council._session import Ready
from joinedup.council.portfolios._series import FIVE_YEARS
from joinedup.council.portfolios._user_lists import USER_LISTS, UserList
from joinedup.council.portfolios._users import Counted, CountsOfUsers
from joinedup.council.portfolios._worth import Worth
from joinedup.council.proposals import Proposal
from joinedup.declared import Measure
from joinedup.store import Store, own_data
from joinedup.vocabulary import ADULT_BANDS, AGES, SMALL_SUM, Directorate, Pot

_CHILDREN = "population.children"
_ABOUT_CHILDREN = {Directorate.CHILDREN, Directorate.EDUCATION}
_NOT_PEOPLE = {"pounds", "ratio", "posts", "homes", "places", "applications", "claims", "years"}
# What a reader is told has moved: a whole person or more, and more than this share of how many there are.
_LEAST_SHARE = 0.002
_PER = 1000.0
_PEOPLE_OF = {
    "youth": ("Young people who use youth services", "no list of them is read"),
    "communities": ("People who use libraries, leisure centres and groups", "no list of them is read"),
    "adults": ("Adults with care and support", "no list of them is read"),
    "housing": ("Households that are homeless or at risk of it", "no list of them is read"),
    "public_health": ("People who use public health services", "no list of them is read"),
    "corporate": ("Residents who make claims and requests", "no list of them is read"),
    "money": ("Households who pay council tax or have help with it", "no list of them is read"),
    "growth": ("People who will live in new homes", "nobody knows yet who they will be"),
    "budget": ("People who use what these budget lines pay for", "no list of them is read"),
}
_OF_LEVERS = {
    "transport.mainstream_eligibility": ("Other pupils taken to school", "no list of them is read"),
    "attendance.support": (
        "Pupils who miss school",
        "absence is held by school and year group and not by pupil",
    ),
}
_NEVER_HELD = (
    ("Religion or belief", "no return that JoinedUp reads holds it"),
    ("Sexual orientation", "no return that JoinedUp reads holds it"),
    ("Gender reassignment", "no return that JoinedUp reads holds it"),
    ("Pregnancy and maternity", "no return that JoinedUp reads holds it"),
    ("Marriage and civil partnership", "no return that JoinedUp reads holds it"),
    ("Staff whose posts change", "JoinedUp holds posts and not who fills them"),
)


@dataclass(frozen=True)
class PatchProfile:
    """A patch and how deprived it is.

    Args:
        patch: its identifier.
        name: its name.
        children: children living there in the last planned year without the proposals, mean of the model.
        people: people living there as last counted; None where that is not held by patch.
        deprivation: how deprived it is, on the scale that `Distribution.deprivation_is` names; None where
            nothing tells.
    """

    patch: str
    name: str
    children: float
    people: float | None
    deprivation: float | None


@dataclass(frozen=True)
class PatchMoney:
    """What the set changes in one pot's spending in one patch, five years added up.

    Args:
        pot: the pot.
        patch: identifier of the patch.
        change: net spending in pounds; positive, more is spent there.
        a_person: the mean change for each person living there, in pounds; None where people are not known.
    """

    pot: str
    patch: str
    change: Range
    a_person: float | None


@dataclass(frozen=True)
class PatchPeople:
    """What the set changes for people in one patch in the last planned year.

    Args:
        measure: what is counted.
        patch: identifier of the patch.
        without: without the set.
        change: with the set.
        per_thousand: the mean change for every 1,000 children, or people, living there; None where people
            are not known.
        of: `children` or `people`.
    """

    measure: Measure
    patch: str
    without: Range
    change: Range
    per_thousand: float | None
    of: str


@dataclass(frozen=True)
class TouchedUsers:
    """The users of a service that the set touches.

    Args:
        counted: who they are today; counts of real people.
        because: identifiers of the proposals that change their service; empty where it only moves with
            others.
        measure: measure that counts them; None where none does.
        change: how many more or fewer there are to be in the last planned year; None where that is not moved
            by as much as one.
    """

    counted: Counted
    because: tuple[str, ...]
    measure: Measure | None
    change: Range | None


@dataclass(frozen=True)
class NotShown:
    """Somebody, or something about people, that the data do not allow to be shown.

    Args:
        who: who or what.
        why: why not.
    """

    who: str
    why: str


@dataclass(frozen=True)
class Distribution:
    """Whom a set of proposals falls on.

    Args:
        year: the last planned year, of which people are told.
        patches: the patches, the most deprived first where that is known.
        deprivation_is: what `PatchProfile.deprivation` is, in words; "" where nothing tells.
        money: by pot and patch, five years added up.
        people: by main measure that moves and patch.
        users: users of services that the set touches, with who they are.
        not_shown: what the data do not allow to be shown, and why.
        beside: users of services that the set does not touch, on lists that hold a list above or are held by
            one. They are not shown, but judged with it what may be shown: another set's page shows them.
    """

    year: str
    patches: tuple[PatchProfile, ...]
    deprivation_is: str
    money: tuple[PatchMoney, ...]
    people: tuple[PatchPeople, ...]
    users: tuple[TouchedUsers, ...]
    not_shown: tuple[NotShown, ...]
    beside: tuple[Counted, ...] = ()


def distribution(asked: Ready, worth: Worth, chosen: int) -> Distribution:
    """Return whom a set of proposals falls on.

    Args:
        asked: the council.
        worth: what sets of its proposals do.
        chosen: the set, as a bit mask.

    Raises:
        StoreRefused: a file that the store's manifest names is missing.
    """
    proposals = worth.members(chosen)
    with own_data(Store(asked.council.workings), asked.council) as own:
        counts = CountsOfUsers(own)
        of_patches = counts.in_most_deprived_fifth()
        has_deprivation = counts.has_deprivation()
        users, absent = _users(counts, worth, chosen, proposals)
        beside = _beside(counts, users)
    patches, says = _profiles(asked, worth, of_patches)
    return Distribution(
        worth.series.planned[-1],
        patches,
        says,
        tuple(_money(worth, chosen, patches)),
        tuple(_people(worth, chosen, patches)),
        users,
        (*_unlisted(proposals), *absent, *_characteristics_lacking(users, has_deprivation)),
        beside,
    )


def _profiles(
    asked: Ready, worth: Worth, of_patches: dict[str, float]
) -> tuple[tuple[PatchProfile, ...], str]:
    """Return the patches from the most deprived to the least, and what says how deprived they are."""
    known = {patch.id: _of_figure(asked, "deprivation", patch.id) for patch in asked.council.patches}
    says = "mean score of its small areas on the Index of Multiple Deprivation 2025"
    if None in known.values():
        known = {patch.id: of_patches.get(patch.id) for patch in asked.council.patches}
        says = "share of its pupils who live in the most deprived fifth of England's small areas"
    if None in known.values():
        known, says = dict.fromkeys(known, None), ""
    last = worth.series.planned[-1]
    children = worth.without.mean(axis=0)
    found = [
        PatchProfile(
            patch.id,
            patch.name,
            float(children[worth.series.place(_CHILDREN, last, patch.id)]),
            _people_of(asked, patch.id),
            known[patch.id],
        )
        for patch in asked.council.patches
    ]
    return tuple(sorted(found, key=lambda one: -(one.deprivation or 0.0))), says


def _of_figure(asked: Ready, figure: str, area: str, band: str = "") -> float | None:
    held = asked.figures.latest(figure, band, area)
    return held.value if held else None


def _people_of(asked: Ready, patch: str) -> float | None:
    bands = [_of_figure(asked, "people", patch, band) for band in (*AGES, *ADULT_BANDS)]
    known = [one for one in bands if one is not None]
    return sum(known) if len(known) == len(bands) else None


def _money(worth: Worth, chosen: int, patches: Iterable[PatchProfile]) -> Iterator[PatchMoney]:
    change = worth.change(chosen)
    for pot in Pot:
        by_patch = {one: worth.series.money(pot, FIVE_YEARS, patch=one.patch).of(change) for one in patches}
        if not any(np.abs(draws).max() >= SMALL_SUM for draws in by_patch.values()):
            continue
        for one, draws in by_patch.items():
            found = _range(draws)
            yield PatchMoney(pot, one.patch, found, found.mean / one.people if one.people else None)


def _people(worth: Worth, chosen: int, patches: Iterable[PatchProfile]) -> Iterator[PatchPeople]:
    change, without, last = worth.change(chosen), worth.without, worth.series.planned[-1]
    for measure in measures().values():
        if not measure.is_main or measure.unit in _NOT_PEOPLE or measure.name in ratios():
            continue
        if not _is_moved(worth, chosen, measure.name):
            continue
        of_children = measure.directorate in _ABOUT_CHILDREN
        for one in patches:
            place = worth.series.place(measure.name, last, one.patch)
            found, everyone = _range(change[:, place]), one.children if of_children else one.people
            yield PatchPeople(
                measure,
                one.patch,
                _range(without[:, place]),
                found,
                _PER * found.mean / everyone if everyone else None,
                "children" if of_children else "people",
            )


def _is_moved(worth: Worth, chosen: int, measure: str) -> bool:
    """Whether a measure of the whole council moves by a whole person or more, and is not lost in how many."""
    place = worth.series.place(measure, worth.series.planned[-1])
    moved, level = float(worth.mean(chosen)[place]), float(worth.without[:, place].mean())
    return abs(moved) >= max(1.0, _LEAST_SHARE * abs(level))


def _range(draws: NDArray[np.float64]) -> Range:
    return ranges(draws[:, None])[0]


def _users(
    counts: CountsOfUsers, worth: Worth, chosen: int, proposals: list[Proposal]
) -> tuple[tuple[TouchedUsers, ...], tuple[NotShown, ...]]:
    """Return the users of services that a set touches, and those whose list is not held."""
    found, absent = [], []
    for one in USER_LISTS:
        because = tuple(proposal.id for proposal in proposals if _touches(proposal, one))
        moved = bool(one.measure) and _is_moved(worth, chosen, one.measure)
        if not because and not moved:
            continue
        counted = counts.counted(one)
        if counted is None:
            absent.append(NotShown(one.says, f"the council's own list is not loaded ({one.source})"))
            continue
        change = None
        if moved:
            place = worth.series.place(one.measure, worth.series.planned[-1])
            change = _range(worth.change(chosen)[:, place])
        found.append(TouchedUsers(counted, because, measures().get(one.measure), change))
    return tuple(found), tuple(absent)


def _beside(counts: CountsOfUsers, users: tuple[TouchedUsers, ...]) -> tuple[Counted, ...]:
    """Return the users on lists that are not touched, but hold or are held by one that is."""
    touched = {one.counted.users.key for one in users}
    holding = {one.counted.users.within for one in users}
    lists = [one for one in USER_LISTS if one.key in holding or one.within in touched]
    found = [counts.counted(one) for one in lists if one.key not in touched]
    return tuple(one for one in found if one is not None)


def _touches(proposal: Proposal, users: UserList) -> bool:
    return any(change.lever.startswith(users.levers) for change in proposal.changes)


def _unlisted(proposals: list[Proposal]) -> tuple[NotShown, ...]:
    """Return the people whose services a set touches and of whom no list is read."""
    named = sorted({change.lever for proposal in proposals for change in proposal.changes} & set(levers()))
    found = [_OF_LEVERS.get(name) or _PEOPLE_OF.get(name.split(".")[0]) for name in named]
    return tuple(NotShown(*one) for one in dict.fromkeys(found) if one)


def _characteristics_lacking(users: tuple[TouchedUsers, ...], has_deprivation: bool) -> tuple[NotShown, ...]:
    lacking = [NotShown(*one) for one in _NEVER_HELD]
    if users:
        why = "only the children in need census holds it, so users cannot be held against all children"
        lacking.append(NotShown("Disability of all children", why))
    if users and not has_deprivation:
        why = "needs the indices of deprivation by small area and the postcode directory"
        lacking.append(NotShown("Deprivation of the place where users live", why))
    return tuple(lacking)
