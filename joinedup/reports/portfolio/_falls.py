"""Whom the set falls on: patches from the most deprived, and who uses the services it touches.

Counts of users are of real people: small ones are hidden, together with whatever would give them away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from joinedup.council.portfolios import (
    CHARACTERISTICS,
    Counted,
    Distribution,
    GroupOfUsers,
    PatchMoney,
    PatchProfile,
    TouchedUsers,
    UsersBy,
)
from joinedup.reports._parts import Cell, DataTable, Row
from joinedup.reports._wording import (
    day,
    listed,
    lower_first,
    percent,
    pot_phrase,
    pounds_change,
    quantity,
    quantity_change,
    upper_first,
)
from joinedup.reports.suppression import HIDDEN_SHOWN_AS, SMALL_SHOWN_AS, Sum, suppress
from joinedup.reports.suppression import shown as shown_count
from joinedup.vocabulary import MINUS, Pot

_HIDDEN = (HIDDEN_SHOWN_AS, SMALL_SHOWN_AS)
# A group is named where its share of users is this many times its share of everybody, and not tiny.
_OVER, _LEAST = 1.25, 0.01
_NAMED = 3


@dataclass(frozen=True)
class ShownGroup:
    """One group of a service's users as it may be shown.

    Args:
        characteristic: what tells the groups apart.
        group: the group.
        users: how many, or that it is hidden.
        share: its share of the users of whom it is known; None where the count is hidden.
        of_everyone: its share of those they are held against; None where that is not known.
        expected: how many of those more or fewer, if they are as users are today, such as `23 fewer`; ""
            where nothing moves or the count is hidden.
    """

    characteristic: str
    group: str
    users: str
    share: float | None
    of_everyone: float | None
    expected: str


@dataclass(frozen=True)
class ShownUsers:
    """The users of a service as they may be shown.

    Args:
        touched: who they are.
        total: how many, or that it is hidden.
        groups: by characteristic and group.
        says: who they are and which groups are more of them than of everybody.
        moved: what is to change, in words; "" where nothing moves.
        table: the groups.
    """

    touched: TouchedUsers
    total: str
    groups: tuple[ShownGroup, ...]
    says: str
    moved: str
    table: DataTable


def shown_users(found: Distribution) -> tuple[ShownUsers, ...]:
    """Return the users of every service touched, with small numbers hidden across all of them at once."""
    words = _hidden([*(one.counted for one in found.users), *found.beside])
    return tuple(
        _shown(one, total, iter(groups))
        for one in found.users
        for total, *groups in [words[one.counted.users.key]]
    )


def _hidden(users: Sequence[Counted]) -> dict[str, list[str]]:
    """Return every count as it may be shown: for each service its total, then its groups in order.

    One service's users may all be another's too. Those of the larger who are not in the smaller can then be
    worked out group by group, so that they are judged as if they were shown. In whatever order services come,
    the same counts are hidden, so that two pages tell no more than one.
    """
    ordered = sorted(users, key=lambda one: one.users.key)
    counts: list[int] = []
    sums: list[Sum] = []
    places: dict[str, dict[tuple[str, str], int]] = {}
    for one in ordered:
        first = len(counts)
        counts.append(one.total)
        held = {("", ""): first}
        for by in one.by:
            parts = tuple(range(len(counts), len(counts) + len(by.groups)))
            counts += [group.users for group in by.groups]
            sums.append(Sum(first, parts))
            held |= {(by.name, group.group): part for group, part in zip(by.groups, parts, strict=True)}
        places[one.users.key] = held
    for one in ordered:
        whole = places.get(one.users.within, {})
        for key, part in places[one.users.key].items():
            if key in whole:
                sums.append(Sum(whole[key], (part, len(counts))))
                counts.append(counts[whole[key]] - counts[part])
    words = suppress(counts, sums)
    return {key: [words[place] for place in held.values()] for key, held in places.items()}


def _shown(one: TouchedUsers, total: str, words: Iterator[str]) -> ShownUsers:
    groups: list[ShownGroup] = []
    for by in one.counted.by:
        said = [next(words) for _ in by.groups]
        base = _base(one, by, total, said)
        shares = _of_everybody(by)
        groups += [
            _group(one, by, group, word, base, shares.get(group.group))
            for group, word in zip(by.groups, said, strict=True)
        ]
    held = tuple(groups)
    return ShownUsers(one, total, held, _says(one, total, held), _moved(one), _table(one, held))


def _base(one: TouchedUsers, by: UsersBy, total: str, said: Sequence[str]) -> int:
    """Return how many a share is of: those of whom it is known, unless that gives a small number away.

    Nought, of which nothing is a share, where the total itself is hidden.
    """
    if total in _HIDDEN:
        return 0
    unknown = [
        group.users
        for group, word in zip(by.groups, said, strict=True)
        if group.group == by.not_known and word not in _HIDDEN
    ]
    return one.counted.total - sum(unknown)


def _group(
    one: TouchedUsers, by: UsersBy, group: GroupOfUsers, word: str, base: int, everyone: float | None
) -> ShownGroup:
    is_told = word not in _HIDDEN and group.group != by.not_known and base > 0
    share = group.users / base if is_told else None
    expected = ""
    if one.change and one.measure and share is not None:
        size = round(abs(one.change.mean) * share)
        expected = f"{shown_count(size)} {'more' if one.change.mean > 0 else 'fewer'}" if size else "none"
    return ShownGroup(by.name, group.group, word, share, everyone, expected)


def _of_everybody(by: UsersBy) -> dict[str, float]:
    """Return each group's share among those of everybody of whom it is known.

    A group that is small there is left out, and so is another that would give it away: all shares make one.
    """
    counts = {one.group: one.everyone or 0 for one in by.groups if one.group != by.not_known}
    known = sum(counts.values())
    if not known:
        return {}
    parts = tuple(range(1, len(counts) + 1))
    words = suppress([known, *counts.values()], [Sum(0, parts)])[1:]
    return {
        group: count / known
        for (group, count), word in zip(counts.items(), words, strict=True)
        if word not in _HIDDEN
    }


def over_represented(groups: Sequence[ShownGroup]) -> list[ShownGroup]:
    """Return the groups that are clearly more of the users than of everybody, the most first."""
    held = [
        one
        for one in groups
        if one.share is not None
        and one.of_everyone
        and one.share >= max(_OVER * one.of_everyone, one.of_everyone + _LEAST)
    ]
    return sorted(held, key=lambda one: -(one.share or 0.0) / (one.of_everyone or 1.0))


def _says(one: TouchedUsers, total: str, groups: Sequence[ShownGroup]) -> str:
    told = [group for group in groups if group.characteristic != one.counted.users.told_by]
    over = over_represented(told)[:_NAMED]
    who = f"{total} on {day(one.counted.as_at)}"
    if not over:
        return f"{who}. No group is clearly a larger share of them than of everybody."
    said = listed([f"{_in_words(group)} ({_against(group)})" for group in over])
    return f"{who}. A larger share of them than of everybody: {said}."


def _in_words(group: ShownGroup) -> str:
    if group.characteristic == "Age":
        return f"aged {group.group}"
    is_name = group.characteristic in ("Ethnic group", "Sex", "Special educational need")
    return group.group if is_name else lower_first(group.group)


def _against(group: ShownGroup) -> str:
    return f"{percent(group.share or 0.0)} against {percent(group.of_everyone or 0.0)}"


def _moved(one: TouchedUsers) -> str:
    if not one.change or not one.measure:
        return ""
    size = quantity(abs(one.change.mean), one.measure.unit)
    return f"{size} {'more' if one.change.mean > 0 else 'fewer'} are to be expected."


def _table(one: TouchedUsers, groups: Sequence[ShownGroup]) -> DataTable:
    has_change = bool(one.change)
    columns = ("Users", "Share of users", "Share of everybody", *(["Of those more or fewer"] * has_change))
    everyone = listed(list(dict.fromkeys(by.everyone for by in one.counted.by if by.everyone)))
    return DataTable(
        f"{one.counted.users.says}, {day(one.counted.as_at)}",
        f"{one.counted.users.source}. Everybody: {everyone or 'not known'}. Shares are of those of whom it "
        "is known. Numbers from 1 to 5 are not shown, nor what would give them away.",
        "Group",
        columns,
        tuple(_table_row(group, has_change) for group in groups),
    )


def _table_row(group: ShownGroup, has_change: bool) -> Row:
    shares = [_percent(group.share), _percent(group.of_everyone)]
    expected = [group.expected] if has_change else []
    cells = [group.users, *shares, *expected]
    return Row(f"{group.characteristic}: {group.group}", tuple(Cell(text) for text in cells))


def _percent(share: float | None) -> str:
    return "" if share is None else percent(share)


def overview(users: Sequence[ShownUsers]) -> DataTable | None:
    """Return each group's share of the users of every service touched, beside its share of everybody."""
    if not users:
        return None
    held = {
        (one.touched.counted.users.key, group.characteristic, group.group): group
        for one in users
        for group in one.groups
    }
    order = [(one.name, group) for one in CHARACTERISTICS for group in one.groups]
    rows = [row for row in order if any((one.touched.counted.users.key, *row) in held for one in users)]
    keys = [one.touched.counted.users.key for one in users]
    # Most services are for children: ages are held against residents who are.
    first = sorted(users, key=lambda one: one.touched.counted.users.oldest)
    oldest = first[0].touched.counted.users.oldest
    by_age = [one.touched.counted.users.key for one in first]
    return DataTable(
        "Who uses the services that the set touches: share of users in each group",
        "Below a share: how many of those more or fewer, if they are as users are today. A dot where a "
        "number is too small to show or nothing is known. Everybody: for age, residents aged 0 to "
        f"{oldest}; for the rest, all pupils in the school census.",
        "Group",
        ("Everybody", *(one.touched.counted.users.says for one in users)),
        tuple(
            Row(
                f"{characteristic}: {group}",
                (
                    Cell(_everybody([held.get((key, characteristic, group)) for key in by_age])),
                    *(_overview_cell(held.get((key, characteristic, group))) for key in keys),
                ),
            )
            for characteristic, group in rows
            if any((one := held.get((key, characteristic, group))) and one.share is not None for key in keys)
        ),
    )


def _everybody(groups: Sequence[ShownGroup | None]) -> str:
    """Return a group's share of everybody, as the first list has it that knows."""
    known = (one.of_everyone for one in groups if one)
    return _percent(next((one for one in known if one is not None), None))


def _overview_cell(group: ShownGroup | None) -> Cell:
    return Cell("·") if group is None or group.share is None else Cell(percent(group.share), group.expected)


def patches_table(found: Distribution, pots: Sequence[str]) -> DataTable | None:
    """Return what the set changes in each pot's spending in each patch; None where nothing."""
    held = {(one.pot, one.patch): one for one in found.money}
    spoken = [pot for pot in pots if any((pot, patch.patch) in held for patch in found.patches)]
    if not spoken:
        return None
    return DataTable(
        f"Spending by patch, all years to {found.year} added up",
        "A minus is spent less there, a plus more; below each sum, for each person living there."
        f"{_deprived_is(found)}",
        "Patch, the most deprived first" if found.deprivation_is else "Patch",
        ("How deprived", *(Pot(pot).says for pot in spoken)),
        tuple(
            Row(
                patch.name,
                (
                    Cell(deprivation_said(patch, found)),
                    *(_spent(held.get((pot, patch.patch))) for pot in spoken),
                ),
            )
            for patch in found.patches
        ),
    )


def _deprived_is(found: Distribution) -> str:
    return f" How deprived: {found.deprivation_is}." if found.deprivation_is else ""


def _spent(one: PatchMoney | None) -> Cell:
    if one is None:
        return Cell("£0")
    return Cell(pounds_change(one.change.mean), "" if one.a_person is None else _a_person(one.a_person))


def _a_person(pounds: float) -> str:
    size = f"£{abs(pounds):,.2f}"
    return size if size == "£0.00" else f"{MINUS if pounds < 0 else '+'}{size}"


def deprivation_said(patch: PatchProfile, found: Distribution) -> str:
    """Return how deprived a patch is, as it is measured here."""
    if patch.deprivation is None:
        return "not known"
    return percent(patch.deprivation) if "share" in found.deprivation_is else f"{patch.deprivation:.1f}"


def people_by_patch(found: Distribution) -> DataTable | None:
    """Return what the set changes for people in each patch; None where nothing moves."""
    names = list(dict.fromkeys(one.measure.name for one in found.people))
    if not names:
        return None
    held = {(one.measure.name, one.patch): one for one in found.people}
    first = found.patches[0].patch
    return DataTable(
        f"People and services by patch, {found.year}",
        "What the set changes; below each, for every 1,000 children or people living there.",
        "Measure",
        tuple(patch.name for patch in found.patches),
        tuple(
            Row(
                f"{held[name, first].measure.says} ({held[name, first].measure.unit})",
                tuple(
                    Cell(
                        quantity_change(one.change.mean, one.measure.unit),
                        _per_thousand(one.per_thousand, one.of),
                    )
                    for patch in found.patches
                    for one in [held[name, patch.patch]]
                ),
            )
            for name in names
        ),
    )


def _per_thousand(rate: float | None, of: str) -> str:
    if rate is None:
        return ""
    return f"{MINUS if rate < 0 else '+'}{abs(rate):.2f} per 1,000 {of}"


def falls_on(found: Distribution, pots: Sequence[str]) -> str:
    """Return which patches bear most and least of the pot that changes most; "" where that is not known."""
    names = {patch.patch: patch.name for patch in found.patches}
    held = [
        (one.a_person, names[one.patch])
        for one in found.money
        if one.a_person is not None and one.pot == next(iter(pots), None) and one.pot != Pot.PARTNERS
    ]
    if not held:
        return ""
    (least, there), (most, here) = min(held), max(held)
    if _a_person(least) == _a_person(most):
        return ""
    between = "; other patches lie between" if len(held) > 2 else ""
    return (
        f"{upper_first(pot_phrase(pots[0]))}, all years to {found.year} added up, for each person living "
        f"there: {_a_person(least)} in {there}, {_a_person(most)} in {here}{between}."
    )
