"""One pot of a portfolio: what the set does to it, each proposal's part, and where each pound went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.council.portfolios import (
    ALL_YEARS,
    FIVE_YEARS,
    PRESENT_VALUE,
    Portfolio,
    PotShare,
    PotTotal,
)
from joinedup.folder import Council
from joinedup.reports._parts import Cell, Chart, DataTable, Row
from joinedup.reports._wording import (
    SMALL_SUM,
    better_or_worse,
    in_a_hundred,
    likely_off,
    pounds,
    pounds_change,
    span,
    upper_first,
)
from joinedup.reports.charts import part_dots, step_bars
from joinedup.reports.portfolio._answer import (
    adds_up,
    answer,
    difference,
    how_likely,
    span_of,
    titles_of,
)
from joinedup.reports.portfolio._thousands import HINT, UNIT, in_thousands, signed
from joinedup.reports.portfolio._who import Matrix, in_order, lines_of, matrix_of, parts_of, touching
from joinedup.vocabulary import Pot

_MARKS = {"proposed": "As proposed", "alone": "Alone", "fair": "Fair share of the set"}


@dataclass(frozen=True)
class ShownPot:
    """One pot of money.

    Args:
        id: the pot.
        name: its name.
        answer: what the set does to it.
        difference: what being taken together loses or gains.
        likely: how likely it is to be better off.
        adds_up: that the parts add up to the whole.
        steps: as proposed, one by one and together, drawn.
        dots: each proposal as proposed, alone and by fair share, drawn; None for one proposal.
        is_small: whether no more than one proposal touches it, so that nothing needs sharing out.
        sums: the set by year and sum.
        matrix: who saves and who pays.
        proposals: each proposal's part.
        directorates: each directorate's part.
        lines: where each pound went, by budget line.
        parts: the same for each proposal.
    """

    id: str
    name: str
    answer: str
    difference: str
    likely: str
    adds_up: str
    steps: Chart
    dots: Chart | None
    is_small: bool
    sums: DataTable
    matrix: Matrix
    proposals: DataTable
    directorates: DataTable
    lines: DataTable
    parts: DataTable


def shown_pot(portfolio: Portfolio, council: Council, pot: str) -> ShownPot:
    """Return one pot as the page shows it."""
    return ShownPot(
        str(pot),
        Pot(pot).says,
        answer(portfolio, pot),
        difference(portfolio, pot),
        how_likely(portfolio, pot),
        adds_up(portfolio, pot),
        _steps(portfolio, pot),
        _dots(portfolio, pot),
        len(touching(portfolio, pot)) <= 1,
        _sums(portfolio, pot),
        matrix_of(portfolio, council, pot),
        _proposals(portfolio, pot),
        _directorates(portfolio, council, pot),
        lines_of(portfolio, council, pot),
        parts_of(portfolio, council, pot),
    )


def when_said(portfolio: Portfolio, when: str) -> str:
    """Return a time of a portfolio in words."""
    first, last, end = portfolio.years[0], portfolio.last_year, portfolio.years[-1]
    said = {
        FIVE_YEARS: f"{first} to {last}, added up",
        ALL_YEARS: f"{first} to {end}, added up",
        PRESENT_VALUE: f"{first} to {end}, present value",
    }
    return said.get(when, f"In {when}")


def overview_of_pots(portfolio: Portfolio, pots: Sequence[str]) -> DataTable:
    """Return what the set does to every pot that is worth speaking of."""
    totals = [portfolio.total(pot, FIVE_YEARS) for pot in pots]
    return DataTable(
        f"Every pot, {portfolio.years[0]} to {portfolio.last_year}",
        "A minus is saved, a plus is spent. Money of one pot cannot pay for another.",
        "Pot",
        ("As proposed", "One by one", "Together", "Lost or gained by being together"),
        tuple(
            Row(
                Pot(one.pot).says,
                (
                    Cell(pounds_change(one.proposed)),
                    Cell(pounds_change(one.alone)),
                    Cell(pounds_change(one.together), span(one.range, pounds_change)),
                    Cell(_lost(one)),
                ),
            )
            for one in totals
        ),
    )


def _lost(total: PotTotal) -> str:
    if abs(total.interaction) < SMALL_SUM:
        return "nothing"
    return f"{pounds(abs(total.interaction))} {'lost' if total.interaction > 0 else 'gained'}"


def _ways(total: PotTotal) -> list[tuple[str, float, float, float]]:
    together = total.range
    said = [("As proposed", total.proposed, total.proposed, total.proposed)] if total.proposed else []
    ways = [
        *said,
        ("One by one, added up", total.alone, total.alone, total.alone),
        ("Taken together", total.together, together.high_80, together.low_80),
    ]
    return [(name, -value, -low, -high) for name, value, low, high in ways]


def _steps(portfolio: Portfolio, pot: str) -> Chart:
    total, name = portfolio.total(pot, FIVE_YEARS), Pot(pot).says
    title = f"{name}: from what is proposed to what comes"
    says = f"What is saved {span_of(portfolio)}. The line holds 80 of 100 futures tried."
    table = DataTable(
        title,
        f"{upper_first(span_of(portfolio))}.",
        "How taken",
        ("What it does",),
        tuple(
            Row(way, (Cell(better_or_worse(-value), likely_off(total.range) if low != high else ""),))
            for way, value, low, high in _ways(total)
        ),
    )
    return Chart(title, says, step_bars(title, says, _ways(total)), table)


def _dots(portfolio: Portfolio, pot: str) -> Chart | None:
    held = touching(portfolio, pot)
    if len(held) <= 1:
        return None
    titles = titles_of(portfolio)
    title = f"{Pot(pot).says}: each proposal as proposed, alone and in the set"
    says = (
        "The further apart its marks, the less a proposal does what is said of it, or the more others matter."
    )
    parts = [
        (
            titles[one.proposal],
            [("proposed", -one.proposed), ("alone", -one.alone), ("fair", -one.fair_share)],
        )
        for one in held
    ]
    table = DataTable(
        title,
        f"{upper_first(span_of(portfolio))}; a minus is saved, a plus is spent.",
        "Proposal",
        tuple(_MARKS.values()),
        tuple(Row(name, tuple(Cell(pounds_change(-value)) for _, value in marks)) for name, marks in parts),
    )
    return Chart(title, says, part_dots(title, says, parts, _MARKS), table)


def _sums(portfolio: Portfolio, pot: str) -> DataTable:
    totals = [portfolio.total(pot, when) for when in portfolio.whens]
    return DataTable(
        f"{Pot(pot).says}: what the set does",
        "A minus is saved, a plus is spent. Cash of each year; present value at 3.5% above prices, in prices "
        f"of {portfolio.years[0]}. Likely: 80 of 100 futures tried.",
        "When",
        ("As proposed", "One by one", "Together", "What they do to each other", "Chance of being better off"),
        tuple(
            Row(
                when_said(portfolio, one.when),
                (
                    Cell(pounds_change(one.proposed)),
                    Cell(pounds_change(one.alone)),
                    Cell(pounds_change(one.together), likely_off(one.range)),
                    Cell(pounds_change(one.interaction)),
                    Cell(in_a_hundred(one.p_saves)),
                ),
            )
            for one in totals
        ),
    )


def _proposals(portfolio: Portfolio, pot: str) -> DataTable:
    total, titles = portfolio.total(pot, FIVE_YEARS), titles_of(portfolio)
    groups = _grouped(portfolio, pot)
    names = [titles[group[0].proposal] for group in groups]
    if len(groups[-1]) > 1:
        names[-1] = f"{len(groups[-1])} that hardly touch it"
    proposed, fair, owen, last_in = (
        in_thousands([sum(getattr(one, name) for one in group) for group in groups])
        for name in ("proposed", "fair_share", "owen", "last_in")
    )
    alone = in_thousands([*(sum(one.alone for one in group) for group in groups), total.interaction])
    errors = [_error(group[0].standard_error) if len(group) == 1 else "" for group in groups]
    columns = [*([signed(one) for one in column] for column in (proposed, alone, last_in, fair))]
    columns += [errors, [signed(one) for one in owen]]
    rows = [Row(name, tuple(Cell(column[place]) for column in columns)) for place, name in enumerate(names)]
    n, fairly, within = len(groups), signed(sum(fair)), signed(sum(owen))
    sums = (signed(sum(proposed)), signed(sum(alone[:n])), "–", fairly, "", within)
    rows += [
        Row("Added up", _cells(*sums), is_total=True),
        Row("What they do to each other", _cells("", signed(alone[n]), "", "", "", "")),
        Row("The set, taken together", _cells("", signed(sum(alone)), "", fairly, "", within), is_total=True),
    ]
    return DataTable(
        f"{Pot(pot).says}: each proposal’s part, {portfolio.years[0]} to {portfolio.last_year}",
        f"{HINT}. Last in: what it adds when all others are taken. Fair share: its part in the set. ±: its "
        "standard error.",
        "Proposal",
        ("As proposed", "Alone", "Last in", "Fair share", "±", "Fair share within directorates"),
        tuple(rows),
    )


def _grouped(portfolio: Portfolio, pot: str) -> list[list[PotShare]]:
    """Return proposals one by one, and last those that hardly touch a pot, so that parts still add up."""
    held = touching(portfolio, pot)
    rest = [one for one in portfolio.shares_of(pot, FIVE_YEARS) if one not in held]
    return [[one] for one in held] + ([rest] if rest else [])


def _cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text) for text in texts)


def _error(error: float) -> str:
    return f"{error / UNIT:,.1f}" if error else ""


def _directorates(portfolio: Portfolio, council: Council, pot: str) -> DataTable:
    of = {one.id: one.directorate for one in portfolio.proposals}
    shares = portfolio.shares_of(pot, FIVE_YEARS)
    touched = {of[one.proposal] for one in touching(portfolio, pot)}
    groups = [[who] for who in in_order(touched, council)]
    rest = sorted(set(of.values()) - touched)
    groups += [rest] if rest else []
    columns = [
        in_thousands([sum(getattr(one, name) for one in shares if of[one.proposal] in who) for who in groups])
        for name in ("proposed", "alone", "fair_share", "owen")
    ]
    rows = [
        Row(
            "All others" if who == rest else council.directorate_name(who[0]),
            tuple(Cell(signed(column[place])) for column in columns),
        )
        for place, who in enumerate(groups)
    ]
    added = Row("Added up", tuple(Cell(signed(sum(column))) for column in columns), is_total=True)
    return DataTable(
        f"{Pot(pot).says}: each directorate’s proposals, {portfolio.years[0]} to {portfolio.last_year}",
        f"{HINT}. Within directorates: over the orders that keep each directorate’s proposals together.",
        "Directorate that proposes",
        ("As proposed", "Each alone", "Fair share", "Fair share within directorates"),
        (*rows, added),
    )
