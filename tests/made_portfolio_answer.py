"""Portfolios made by hand: what each proposal and each pair does to each line is given, and the rest follows.

A pair's extra is shared in halves, which is its fair share in a game of pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from made_results import YEARS, made_manifest, made_proposal, made_range

from joinedup.council import measures
from joinedup.council.portfolios import (
    ALL_YEARS,
    FIVE_YEARS,
    PRESENT_VALUE,
    Bears,
    Counted,
    Distribution,
    GroupOfUsers,
    LineShare,
    MeasureShare,
    MeasureTotal,
    NotShown,
    OrganisationBears,
    Pair,
    PairInPot,
    PairLine,
    PairMoved,
    PatchMoney,
    PatchPeople,
    PatchProfile,
    Portfolio,
    PotShare,
    PotTotal,
    TouchedUsers,
    Tried,
    UserList,
    UsersBy,
)
from joinedup.council.portfolios._user_lists import USER_LISTS
from joinedup.council.proposals import Proposal
from joinedup.declared import Better
from joinedup.vocabulary import SPENDING_LINES

LAST = YEARS[4]
WHENS = (LAST, FIVE_YEARS, ALL_YEARS, PRESENT_VALUE)
# How much each sum holds of what is given, which is for five years.
_OF_FIVE = {LAST: 0.25, FIVE_YEARS: 1.0, ALL_YEARS: 3.0, PRESENT_VALUE: 2.0}
_LINES = {line.code: line for line in SPENDING_LINES}
Alone = Mapping[str, Mapping[str, int]]
Pairs = Mapping[tuple[str, str], Mapping[str, int]]


def proposals_of(names: Mapping[str, str]) -> list[Proposal]:
    """Return proposals by identifier, each of the directorate given."""
    return [
        replace(made_proposal(name, title=name.replace("-", " ").capitalize()), directorate=directorate)
        for name, directorate in sorted(names.items())
    ]


def made_portfolio(
    directorates: Mapping[str, str],
    proposed: Mapping[str, int],
    alone: Alone,
    pairs: Pairs | None = None,
    *,
    is_exact: bool = True,
    moved: Mapping[str, float] | None = None,
) -> Portfolio:
    """Return a portfolio.

    Args:
        directorates: the directorate of each proposal, by identifier.
        proposed: what each owner says it saves in the General Fund over five years; a saving is positive.
        alone: what each does alone to each line over five years; a cost is positive.
        pairs: what each pair does to each line beyond that.
        is_exact: whether every set was run.
        moved: change of measures by name, on a level of 1,000; each proposal's part is as large.
    """
    held = pairs or {}
    ids = sorted(directorates)
    lines = [
        LineShare(one, directorates[one], code, _LINES[code].says, _LINES[code].directorate,
                  _LINES[code].pot, when, pounds)
        for when in WHENS
        for one in ids
        for code, pounds in _fair(one, alone, held, when).items()
        if pounds
    ]  # fmt: skip
    pots = list(dict.fromkeys([*(one.pot for one in lines), "general_fund"]))
    error = 0.0 if is_exact else 4_000.0
    shares = [
        _share(one, pot, when, proposed, alone, held, lines, error)
        for pot in pots
        for when in WHENS
        for one in ids
    ]
    return Portfolio(
        manifest=made_manifest(ids),
        proposals=tuple(proposals_of(directorates)),
        years=YEARS,
        draws=64,
        whens=WHENS,
        tried=Tried(2 ** len(ids) if is_exact else 420, is_exact, 0 if is_exact else 10, 0, True),
        shares=tuple(shares),
        totals=tuple(_total(pot, when, shares, error) for pot in pots for when in WHENS),
        measure_shares=tuple(_measure_shares(ids, moved or {})),
        measure_totals=tuple(
            MeasureTotal(measures()[name], LAST, 1000.0, change, change, 0.0, change, made_range(change, 3.0))
            for name, change in (moved or {}).items()
        ),
        pairs=tuple(_pair(first, second, alone, extra) for (first, second), extra in held.items()),
        lines=tuple(lines),
        bears=tuple(_bears(lines)),
        organisations=tuple(_organisations(lines)),
        warnings=(),
    )


def _fair(one: str, alone: Alone, pairs: Pairs, when: str) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for code, pounds in alone.get(one, {}).items():
        found[code] += round(pounds * _OF_FIVE[when])
    for pair, extra in pairs.items():
        for code, pounds in extra.items():
            whole = round(pounds * _OF_FIVE[when])
            if one == pair[0]:
                found[code] += whole // 2
            elif one == pair[1]:
                found[code] += whole - whole // 2
    return found


def _in_pot(by_line: Mapping[str, int], pot: str, when: str) -> int:
    return sum(round(pounds * _OF_FIVE[when]) for code, pounds in by_line.items() if _LINES[code].pot == pot)


def _share(
    one: str,
    pot: str,
    when: str,
    proposed: Mapping[str, int],
    alone: Alone,
    pairs: Pairs,
    lines: Sequence[LineShare],
    error: float,
) -> PotShare:
    by_itself = _in_pot(alone.get(one, {}), pot, when)
    extra = sum(_in_pot(by_line, pot, when) for pair, by_line in pairs.items() if one in pair)
    fair = sum(line.pounds for line in lines if (line.proposal, line.pot, line.when) == (one, pot, when))
    said = -round(proposed.get(one, 0) * _OF_FIVE[when]) if pot == "general_fund" else 0
    return PotShare(one, pot, when, said, by_itself, by_itself + extra, fair, error, fair, error)


def _total(pot: str, when: str, shares: Sequence[PotShare], error: float) -> PotTotal:
    held = [one for one in shares if (one.pot, one.when) == (pot, when)]
    together, alone = sum(one.fair_share for one in held), sum(one.alone for one in held)
    likely = made_range(together, 0.3 * abs(together))
    return PotTotal(
        pot, when, sum(one.proposed for one in held), alone, together, together - alone, together, together,
        likely, 0.9 if together < 0 else 0.1, 20_000.0, error,
    )  # fmt: skip


def _measure_shares(ids: Sequence[str], moved: Mapping[str, float]) -> list[MeasureShare]:
    return [
        MeasureShare(
            one,
            measures()[name],
            change / len(ids),
            change / len(ids),
            change / len(ids),
            0.0,
            change / len(ids),
        )
        for name, change in moved.items()
        for one in ids
    ]


def _pair(first: str, second: str, alone: Alone, extra: Mapping[str, int]) -> Pair:
    pots = list(dict.fromkeys(_LINES[code].pot for code in extra))
    in_pots = []
    for pot in pots:
        for when in (LAST, FIVE_YEARS, PRESENT_VALUE):
            apart = _in_pot(alone[first], pot, when) + _in_pot(alone[second], pot, when)
            beyond = _in_pot(extra, pot, when)
            likely = made_range(beyond, 0.4 * abs(beyond))
            in_pots.append(PairInPot(pot, when, apart, apart + beyond, likely, 0.95, 5_000.0, None))
    lines = [
        PairLine(code, _LINES[code].says, _LINES[code].directorate, _LINES[code].pot, pounds)
        for code, pounds in extra.items()
    ]
    worse = sum(extra.values()) > 0
    moved = PairMoved(
        "workforce.load", "Cases against what is manageable (1 = full)", "share of capacity", "children",
        True, 0.97, 0.02, 0.03, 0.07, Better.LOWER, "Cases stay open longer and more social workers leave.",
    )  # fmt: skip
    why = "Both take room from social workers, who are nearly full already." if worse else ""
    return Pair(first, second, tuple(in_pots), tuple(lines), (moved,), not worse, False, why)


def _bears(lines: Sequence[LineShare]) -> list[Bears]:
    held: dict[tuple[str, str, str, str], int] = defaultdict(int)
    for one in lines:
        held[one.proposing, one.bearing, one.pot, one.when] += one.pounds
    return [Bears(*key, pounds) for key, pounds in held.items()]


def _organisations(lines: Sequence[LineShare]) -> list[OrganisationBears]:
    held: dict[tuple[str, str, str], int] = defaultdict(int)
    for one in lines:
        held[one.proposing, one.pot, one.when] += one.pounds
    return [
        OrganisationBears(proposing, "", "the council itself", pot, when, pounds)
        for (proposing, pot, when), pounds in held.items()
    ]


TWO = {"youth-trim": "children", "social-work-trim": "children", "attendance-trim": "education"}


def small_portfolio(*, is_exact: bool = True) -> Portfolio:
    """Return three proposals of two directorates, two of which stand in each other's way."""
    return made_portfolio(
        TWO,
        {"youth-trim": 3_000_000, "social-work-trim": 5_000_000, "attendance-trim": 2_000_000},
        {
            "youth-trim": {
                "youth_services": -3_000_000,
                "youth_justice": 400_001,
                "police_partners": 300_000,
            },
            "social-work-trim": {"social_work": -4_500_000, "looked_after_placements": 1_000_001},
            "attendance-trim": {"attendance": -2_000_000, "youth_justice": 100_000, "high_needs": 600_000},
        },
        {
            ("social-work-trim", "youth-trim"): {"looked_after_placements": 800_001},
            ("attendance-trim", "youth-trim"): {"youth_justice": 20_000},
        },
        is_exact=is_exact,
        moved={"care.looked_after": 21.0, "attendance.absent": 140.0},
    )


def made_counted(
    counts: Mapping[str, Mapping[str, int]], total: int, users: UserList = USER_LISTS[3]
) -> Counted:
    """Return users counted by characteristic and group, 20,000 of everybody in each group."""
    by = tuple(
        UsersBy(name, tuple(GroupOfUsers(group, count, 20_000) for group, count in groups.items()),
                "all pupils in the school census", "Not known")
        for name, groups in counts.items()
    )  # fmt: skip
    return Counted(users, date(2026, 3, 31), total, by)


def made_distribution(*users: TouchedUsers, not_shown: Sequence[NotShown] = ()) -> Distribution:
    """Return a distribution over two patches in which looked-after children and money move."""
    measure = measures()["care.looked_after"]
    return Distribution(
        LAST,
        (
            PatchProfile("north", "North", 20_000.0, 110_000.0, 0.34),
            PatchProfile("south", "South", 18_000.0, 100_000.0, 0.05),
        ),
        "share of its pupils who live in the most deprived fifth of England's small areas",
        (
            PatchMoney("general_fund", "north", made_range(-2.2e6, 1e5), -20.0),
            PatchMoney("general_fund", "south", made_range(-1.0e6, 1e5), -10.0),
        ),
        (
            PatchPeople(measure, "north", made_range(200, 20), made_range(14, 3), 0.7, "children"),
            PatchPeople(measure, "south", made_range(150, 20), made_range(7, 3), 0.39, "children"),
        ),
        users or (looked_after_users(),),
        tuple(not_shown) or (NotShown("Religion or belief", "no return that JoinedUp reads holds it"),),
    )


def looked_after_users() -> TouchedUsers:
    """Return 320 looked-after children, of whom few are in some groups, and 21 more to come."""
    counted = made_counted(
        {
            "Sex": {"Male": 190, "Female": 127, "Not known": 3},
            "Ethnic group": {"White British": 240, "Asian or Asian British": 60, "Other ethnic group": 20},
        },
        320,
    )
    return TouchedUsers(counted, ("social-work-trim",), measures()["care.looked_after"], made_range(21, 5))
