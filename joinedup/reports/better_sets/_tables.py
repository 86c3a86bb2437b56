"""The tables of better sets."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.council.better_sets import BetterSets, SetShown
from joinedup.reports._parts import Cell, DataTable, Row, range_cell
from joinedup.reports._wording import SMALL_SUM, percent, pounds, pounds_change, quantity, quantity_change
from joinedup.reports.better_sets._words import (
    Called,
    bound_cell,
    called,
    pick_cell,
    points_cell,
    pot_name,
    room_cell,
    value_cell,
)
from joinedup.vocabulary import Directorate

OURS, SLICES = "Officers’ list", "Equal shares"
_WHENS = {"five_years": "Five years", "all_years": "Whole plan", "present_value": "Present value"}
# Less than this share of a level is told as none of it.
_SMALL_SHARE = 0.0005
_SAVED = "a saving is positive, a cost negative"


def beside(found: BetterSets) -> list[Called]:
    """Return what is set beside the sets found: the officers' list and equal shares, where there are any."""
    others = [Called(OURS, "", found.officers)] if found.officers else []
    return others + ([Called(SLICES, "", found.salami.shown)] if found.salami else [])


def nearest(found: BetterSets) -> list[Called]:
    """Return the sets that break least, where none keeps everything."""
    return [Called(f"Nearest {place}", "", one) for place, one in enumerate(found.nearest, start=1)]


def sets_table(found: BetterSets) -> DataTable:
    """Return the sets found, beside the officers' list and equal shares, by what they are compared by."""
    return DataTable(
        "The sets, most saved first",
        f"{_SAVED}; likely range below; a point is 1% on the weighted mean of the outcomes",
        "Set",
        ("Saved", "Worst 1 in 20 futures", "Outcome, points", "Limits kept", "Proposals"),
        tuple(_set_row(one, found) for one in (*called(found), *beside(found))),
    )


def _set_row(one: Called, found: BetterSets) -> Row:
    shown = one.shown
    kept = sum(test.is_kept for test in shown.tested)
    rules = len(shown.broken_rules)
    broken = f"{rules} {'rule' if rules == 1 else 'rules'} broken" if rules else ""
    return Row(
        f"{one.name}: {one.role}" if one.role else one.name,
        (
            _saved_cell(shown),
            Cell(pounds(shown.worst)),
            Cell(points_cell(shown.outcome)),
            Cell(f"{kept} of {len(shown.tested)}", broken),
            Cell(f"{len(shown.picks)}"),
        ),
        is_total=found.chosen is not None and shown.picks == found.chosen.picks,
    )


def _saved_cell(one: SetShown) -> Cell:
    low, high = pounds(-one.cash.high_80), pounds(-one.cash.low_80)
    return Cell(pounds(one.saves), f"{low} to {high}")


def proposals_table(found: BetterSets) -> DataTable:
    """Return which proposal is in which set, in what size and when."""
    sets = [*called(found), *nearest(found), *(one for one in beside(found) if one.name == OURS)]
    return DataTable(
        "Which proposals are in which set",
        "yes: as written; a percentage: in that size",
        "Proposal",
        tuple(one.name for one in sets),
        tuple(Row(one.title, tuple(_in(one.id, held.shown) for held in sets)) for one in found.proposals),
        is_text=True,
    )


def _in(proposal: str, one: SetShown) -> Cell:
    held = next((pick for pick in one.picks if pick.id == proposal), None)
    return Cell("" if held is None else pick_cell(held.size, held.later))


def picks_table(found: BetterSets, one: SetShown) -> DataTable:
    """Return the proposals of one set: whose, when, in what size and what is claimed."""
    pot = found.targets.cash[0]
    return DataTable(
        "The set chosen, proposal by proposal",
        f"what owners say it saves a year, in {pot_name(pot)}, at the prices of the plan’s first year",
        "Proposal",
        ("Directorate", "Begins", "Size", "Claimed a year"),
        tuple(
            Row(
                pick.title,
                (
                    Cell(Directorate(pick.directorate).says),
                    Cell(pick.starts, f"{pick.later} months later than written" if pick.later else ""),
                    Cell(percent(pick.size)),
                    Cell(pounds(pick.claimed(pot))),
                ),
            )
            for pick in one.picks
        ),
        is_text=True,
    )


def money_table(one: SetShown, name: str) -> DataTable:
    """Return what a set does to every pot by a sum worth speaking of, year by year and over several."""
    whens = list(dict.fromkeys(held.when for held in one.money))
    pots = dict.fromkeys(held.pot for held in one.money if abs(held.change.mean) >= SMALL_SUM)
    by = {(held.pot, held.when): held.change for held in one.money}
    return DataTable(
        f"Money: {name}",
        "change in net spending: minus is saved; likely range below; pots are never added together",
        "Pot",
        tuple(_WHENS.get(when, when) for when in whens),
        tuple(
            Row(pot_name(pot), tuple(range_cell(by[pot, when], pounds_change) for when in whens))
            for pot in pots
        ),
    )


def limits_table(sets: Sequence[Called]) -> DataTable:
    """Return every limit with how sets stand by it and how likely it is to hold."""
    return DataTable(
        "The limits and how much room is left",
        "in the year or patch with least room; each set was run in full",
        "Limit",
        ("Bound", *(one.name for one in sets)),
        tuple(
            Row(test.says, (Cell(bound_cell(test)), *(_tested(one.shown, place) for one in sets)))
            for place, test in enumerate(sets[0].shown.tested)
        ),
        is_text=True,
    )


def _tested(one: SetShown, place: int) -> Cell:
    return Cell(value_cell(one.tested[place]), room_cell(one.tested[place]))


def outcomes_table(sets: Sequence[Called]) -> DataTable:
    """Return each measure that makes the outcome, with what each set does to it in the fifth year."""
    return DataTable(
        "Outcomes for residents in the plan’s fifth year",
        "change from the level without any proposal; numbers of people are results of the model",
        "Measure",
        ("Better is", "Without", *(one.name for one in sets)),
        tuple(
            Row(
                test.says,
                (
                    Cell(test.better),
                    Cell(quantity(test.without, test.unit)),
                    *(_moved(one.shown, place) for one in sets),
                ),
            )
            for place, test in enumerate(sets[0].shown.outcomes)
        ),
    )


def _moved(one: SetShown, place: int) -> Cell:
    held = one.outcomes[place]
    share = held.change.mean / abs(held.without)
    shown = "0%" if abs(share) < _SMALL_SHARE else percent(share)
    return Cell(quantity_change(held.change.mean, held.unit), f"{shown}; {points_cell(held.points)} points")
