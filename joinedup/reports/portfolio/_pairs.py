"""Which proposals stand in each other's way, and which help each other."""

from __future__ import annotations

from joinedup.council.portfolios import FIVE_YEARS, Pair, PairInPot, PairMoved, Portfolio
from joinedup.reports._parts import Cell, DataTable, Row
from joinedup.reports._wording import (
    SMALL_SUM,
    in_a_hundred,
    listed,
    lower_first,
    percent,
    pot_phrase,
    pounds,
    pounds_change,
    quantity_change,
    span,
)
from joinedup.reports.portfolio._answer import span_of, titles_of
from joinedup.vocabulary import Pot

# As many pairs as a reader takes in; the workbook has them all.
SHOWN = 10
_CARRIERS = 3


def worst_pot(pair: Pair) -> PairInPot | None:
    """Return the pot of the council in which a pair differs most from apart; None where in none."""
    held = [one for one in pair.pots if one.when == FIVE_YEARS and one.pot != Pot.PARTNERS]
    return max(held, key=lambda one: abs(one.beyond.mean), default=None)


def pairs_table(portfolio: Portfolio) -> DataTable | None:
    """Return the pairs that matter most; None where no pair differs from apart by a sum worth speaking of."""
    felt = [
        (pair, pot)
        for pair in portfolio.pairs
        if (pot := worst_pot(pair)) and abs(pot.beyond.mean) >= SMALL_SUM
    ]
    if not felt:
        return None
    titles = titles_of(portfolio)
    return DataTable(
        f"The {min(SHOWN, len(felt))} pairs that change each other most, {span_of(portfolio)}",
        "A minus is saved, a plus is spent. Together beyond apart: what taking both costs (a plus) or saves "
        "(a minus) beyond the sum of each alone; 80 of 100 futures tried lie in the range below it.",
        "Pair",
        ("Pot", "Each alone, added up", "Both together", "Together beyond apart", "Take both?", "Why"),
        tuple(_row(pair, pot, titles) for pair, pot in felt[:SHOWN]),
        is_text=True,
    )


def _row(pair: Pair, pot: PairInPot, titles: dict[str, str]) -> Row:
    beyond = pot.beyond
    return Row(
        f"{titles[pair.first]}; {lower_first(titles[pair.second])}",
        (
            Cell(_pot_name(pot.pot)),
            Cell(pounds_change(pot.apart)),
            Cell(pounds_change(pot.together)),
            Cell(pounds_change(beyond.mean), span(beyond, pounds_change)),
            Cell(
                take_both(pair),
                f"chance of costing more: {in_a_hundred(pot.p_worse)}",
            ),
            Cell(carried_by(pair)),
        ),
    )


def take_both(pair: Pair) -> str:
    """Return whether to take both of a pair, in a word or three."""
    if not pair.take_together:
        return "Not together"
    return "They overlap" if pair.overlap else "Nothing against it"


def _pot_name(pot: str) -> str:
    return pot_phrase(pot).removeprefix("the ")


def carried_by(pair: Pair) -> str:
    """Return what carries the difference between a pair together and apart: lines, loads and people."""
    pot = worst_pot(pair)
    lines = [one for one in pair.lines if pot and one.pot == pot.pot and abs(one.pounds) >= SMALL_SUM]
    said = [f"{one.says} {pounds_change(one.pounds)}" for one in lines[:_CARRIERS]]
    full = [_filled(one) for one in pair.moved if one.is_load][:1]
    people = [_moved(one) for one in pair.moved if not one.is_load and _shows(one)][:1]
    return "; ".join([*said, *full, *people])


def _filled(one: PairMoved) -> str:
    together = one.without + one.together
    return f"{lower_first(one.says)}: {percent(one.without)} without either, {percent(together)} with both"


def _moved(one: PairMoved) -> str:
    return (
        f"{lower_first(one.says)} {quantity_change(one.together, one.unit)} together, "
        f"{quantity_change(one.apart, one.unit)} apart"
    )


def _shows(one: PairMoved) -> bool:
    return quantity_change(one.together, one.unit) != quantity_change(one.apart, one.unit)


def pairs_say(portfolio: Portfolio) -> str:
    """Return how many pairs were held together against apart, and what the largest difference comes to."""
    n = len(portfolio.pairs)
    held = [(pair, pot) for pair in portfolio.pairs if (pot := worst_pot(pair))]
    if not held:
        return ""
    _, largest = max(held, key=lambda one: abs(one[1].beyond.mean))
    pots = listed(sorted({_pot_name(pot.pot) for pair, pot in held if not pair.take_together}))
    against = f" Those that speak against taking both are in {pots}." if pots else ""
    return (
        f"Each of the {n:,} pairs was run together and apart; the largest difference is "
        f"{pounds(abs(largest.beyond.mean))} {span_of(portfolio)}.{against}"
    )
