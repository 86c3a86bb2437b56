"""Whom the set falls on: patches from the most deprived, and who uses the services it touches.

Counts of users are of real people: small ones are hidden, together with whatever would give them away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from joinedup.council.portfolios import (
    CHARACTERISTICS,
    Distribution,
    GroupOfUsers,
    PatchProfile,
    TouchedUsers,
    UsersBy,
)
from joinedup.reports._parts import Cell, DataTable, Row, range_cell
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
from joinedup.reports.suppression import HIDDEN_SHOWN_AS, SMALL, SMALL_SHOWN_AS, Sum, suppress
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
    words = iter(_hidden(found.users))
    return tuple(_shown(one, next(words), words) for one in found.users)


def _hidden(users: Sequence[TouchedUsers]) -> list[str]:
    """Return every count as it may be shown: for each service its total, then its groups in order.

    One service's users may all be another's too. Those of the larger who are not in the smaller can then be
    worked out group by group, so that they are judged as if they were shown.
    """
    counts: list[int] = []
    sums: list[Sum] = []
    places: dict[str, dict[tuple[str, str], int]] = {}
    for one in users:
        first = len(counts)
        counts.append(one.counted.total)
        held = {("", ""): first}
        for by in one.counted.by:
            parts = tuple(range(len(counts), len(counts) + len(by.groups)))
            counts += [group.users for group in by.groups]
            sums.append(Sum(first, parts))
            held |= {(by.name, group.group): part for group, part in zip(by.groups, parts, strict=True)}
        places[one.counted.users.key] = held
    n_shown = len(counts)
    for one in users:
        whole = places.get(one.counted.users.within, {})
        for key, part in places[one.counted.users.key].items():
            if key in whole:
                sums.append(Sum(whole[key], (part, len(counts))))
                counts.append(counts[whole[key]] - counts[part])
    return list(suppress(counts, sums))[:n_shown]


def _shown(one: TouchedUsers, total: str, words: Iterator[str]) -> ShownUsers:
    groups: list[ShownGroup] = []
    for by in one.counted.by:
        said = [next(words) for _ in by.groups]
        base = _base(one, by, total, said)
        groups += [_group(one, by, group, word, base) for group, word in zip(by.groups, said, strict=True)]
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


def _group(one: TouchedUsers, by: UsersBy, group: GroupOfUsers, word: str, base: int) -> ShownGroup:
    is_told = word not in _HIDDEN and group.group != by.not_known and base > 0
    share = group.users / base if is_told else None
    everyone = _of_known(by, group)
    expected = ""
    if one.change and one.measure and share is not None:
        size = round(abs(one.change.mean) * share)
        expected = f"{shown_count(size)} {'more' if one.change.mean > 0 else 'fewer'}" if size else "none"
    return ShownGroup(by.name, group.group, word, share, everyone, expected)


def _of_known(by: UsersBy, group: GroupOfUsers) -> float | None:
    """Return a group's share among those of everybody of whom it is known; None where it is tiny there."""
    if group.everyone is None or group.group == by.not_known or 1 <= group.everyone <= SMALL:
        return None
    known = sum(one.everyone or 0 for one in by.groups if one.group != by.not_known)
    return group.everyone / known if known else None


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
    return DataTable(
        "Who uses the services that the set touches: share of users in each group",
        "Below a share: how many of those more or fewer, if they are as users are today. A dot where a "
        "number is too small to show or nothing is known. Everybody: residents of the same ages for age, all "
        "pupils in the school census for the rest.",
        "Group",
        ("Everybody", *(one.touched.counted.users.says for one in users)),
        tuple(
            Row(
                f"{characteristic}: {group}",
                (
                    Cell(_everybody([held.get((key, characteristic, group)) for key in keys])),
                    *(_overview_cell(held.get((key, characteristic, group))) for key in keys),
                ),
            )
            for characteristic, group in rows
            if any((one := held.get((key, characteristic, group))) and one.share is not None for key in keys)
        ),
    )


def _everybody(groups: Sequence[ShownGroup | None]) -> str:
    known = [one.of_everyone for one in groups if one and one.of_everyone is not None]
    said = list(dict.fromkeys(percent(one) for one in known))
    # Services open to other ages are held against other residents: the table of each has its own.
    return said[0] if len(said) == 1 else " or ".join(said[:2])


def _overview_cell(group: ShownGroup | None) -> Cell:
    return Cell("·") if group is None or group.share is None else Cell(percent(group.share), group.expected)


def patches_table(found: Distribution, pot: str) -> DataTable | None:
    """Return what the set changes in a pot's spending in each patch; None where nothing."""
    held = {one.patch: one for one in found.money if one.pot == pot}
    if not held:
        return None
    has_heads = all(one.a_person is not None for one in held.values())
    columns = ("How deprived", "Five years", *(["For each person living there"] * has_heads))
    rows = []
    for patch in found.patches:
        one = held[patch.patch]
        cells = [Cell(deprivation_said(patch, found)), range_cell(one.change, pounds_change)]
        if one.a_person is not None and has_heads:
            cells.append(Cell(_a_person(one.a_person)))
        rows.append(Row(patch.name, tuple(cells)))
    return DataTable(
        f"{Pot(pot).says}: spending by patch, {_measured(found)}",
        "Five years added up; a minus is spent less there, a plus more; 80 of 100 futures tried lie in the "
        "range below each.",
        "Patch, the most deprived first" if found.deprivation_is else "Patch",
        columns,
        tuple(rows),
    )


def _a_person(pounds: float) -> str:
    size = f"£{abs(pounds):,.2f}"
    return size if size == "£0.00" else f"{MINUS if pounds < 0 else '+'}{size}"


def _measured(found: Distribution) -> str:
    return f"with each patch's {found.deprivation_is}" if found.deprivation_is else "deprivation not known"


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


def falls_on(found: Distribution) -> list[str]:
    """Return in a few sentences which patches bear most, pot by pot, for each person living there."""
    said = []
    names = {patch.patch: patch.name for patch in found.patches}
    for pot in dict.fromkeys(one.pot for one in found.money):
        held = [one for one in found.money if one.pot == pot and one.a_person is not None]
        if pot == Pot.PARTNERS or len(held) < 2:
            continue
        least, most = (f(held, key=lambda one: one.a_person or 0.0) for f in (min, max))
        if _a_person(least.a_person or 0.0) == _a_person(most.a_person or 0.0):
            continue
        said.append(
            f"From {pot_phrase(pot)}, {names[least.patch]} has {_a_person(least.a_person or 0.0)} for each "
            f"person over five years, {names[most.patch]} {_a_person(most.a_person or 0.0)}."
        )
    return [upper_first(one) for one in said]
