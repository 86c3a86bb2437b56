"""Tables of a medium-term plan in thousands of pounds, whose columns and rows still add up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from joinedup.council.medium_term import (
    INDICES,
    PAID_BY,
    PROPOSED,
    MediumTermPlan,
    PlanRow,
    PotPlan,
    ReservePlan,
    Section,
    added,
    in_pot,
    in_units,
    part_of,
)
from joinedup.folder import Council
from joinedup.reports._parts import Cell, DataTable, Row
from joinedup.reports._wording import MINUS, in_a_hundred, pounds, upper_first
from joinedup.vocabulary import Pot

_THOUSAND = 100_000
_NAMED = 6
IN_THOUSANDS = "£ thousand at the prices of each year"


@dataclass(frozen=True)
class _Shown:
    """One row as a page shows it, before it is rounded: what it adds to the gap, in pence."""

    says: str
    pence: tuple[int, ...]
    present_value: int
    sign: int = 1


def thousands(amount: int) -> str:
    """Return thousands of pounds as they stand in a table."""
    return f"{MINUS if amount < 0 else ''}{abs(amount):,}"


def _together(says: str, rows: Sequence[PlanRow], years: int) -> _Shown:
    sign = rows[0].section.widens if rows else 1
    pence = added(rows, years)
    return _Shown(
        says, tuple(sign * one for one in pence), sign * sum(row.present_value for row in rows), sign
    )


def _demand(pot: PotPlan, years: int) -> list[_Shown]:
    """Return the largest pressures by name, and all others together; every line has a table of its own."""
    rows = sorted(pot.of(Section.DEMAND), key=lambda row: -abs(row.pence[-1]))
    shown = [_together(f"Demand: {row.says}", [row], years) for row in rows[:_NAMED] if any(row.pence)]
    rest = [row for row in rows[_NAMED:] if any(row.pence)]
    return [*shown, _together(f"Demand: {len(rest)} other lines", rest, years)] if rest else shown


def _inflation(pot: PotPlan, years: int) -> list[_Shown]:
    found = []
    for index in INDICES:
        rows = [row for row in pot.of(Section.INFLATION) if row.name.startswith(f"{index.name}:")]
        if rows:
            found.append(_together(f"Inflation: {index.says}", rows, years))
    return found


def _each(pot: PotPlan, sections: Sequence[Section], years: int, before: str = "") -> list[_Shown]:
    return [
        _together(f"{before}{row.says}", [row], years)
        for section in sections
        for row in pot.of(section)
        if any(row.pence)
    ]


def pot_table(plan: MediumTermPlan, pot: PotPlan) -> DataTable:
    """Return a pot from its adopted budget to its gap; nothing of any other pot is in it."""
    years = len(plan.years)
    spent = [_together("Adopted budget", pot.of(Section.OPENING), years)]
    spent += [*_demand(pot, years), *_inflation(pot, years)]
    carried = pot.of(Section.THIS_YEAR)
    spent += [_together(Section.THIS_YEAR.says, carried, years)] if carried else []
    paid = _each(pot, PAID_BY, years)
    own = [one for one in PROPOSED if one is not Section.ELSEWHERE]
    proposed = _each(pot, own, years) + _each(pot, [Section.ELSEWHERE], years, "Comes back: ")
    columns = in_units([(*one.pence, one.present_value) for one in (*spent, *paid, *proposed)], _THOUSAND)
    first, second = len(spent), len(spent) + len(paid)
    rows = _rows(spent, columns[:first])
    rows.append(_sum("Spending before proposals", columns[:first]))
    if paid:
        rows += _rows(paid, columns[first:second])
        rows.append(_sum("Paid for by funding and planned reserves", columns[first:second], -1))
        rows.append(_sum("Gap before proposals", columns[:second]))
    if proposed:
        rows += _rows(proposed, columns[second:])
        rows.append(_sum("Proposals in all", columns[second:]))
    rows.append(_sum("Gap" if paid else "Spending in all", columns))
    return DataTable(
        f"{pot.pot.says}: from the adopted budget to {'the gap' if paid else 'spending'}",
        f"{IN_THOUSANDS}; a minus saves, or under Gap is money over. Each column adds up to its "
        f"{'gap' if paid else 'sum'}, each row to its five years; the last column is at {plan.years[0]} "
        f"prices, discounted at {100 * plan.discount:.1f}% a year.",
        "Row",
        (*plan.years, "Five years", "Present value"),
        tuple(rows),
    )


def _rows(shown: Sequence[_Shown], columns: Sequence[Sequence[int]]) -> list[Row]:
    return [
        Row(one.says, _cells([one.sign * amount for amount in column]))
        for one, column in zip(shown, columns, strict=True)
    ]


def _sum(says: str, columns: Sequence[Sequence[int]], sign: int = 1) -> Row:
    return Row(says, _cells([sign * sum(column) for column in zip(*columns, strict=True)]), is_total=True)


def _cells(amounts: Sequence[int]) -> tuple[Cell, ...]:
    *years, present = amounts
    return tuple(Cell(thousands(one)) for one in (*years, sum(years), present))


def gap_table(plan: MediumTermPlan, pot: PotPlan) -> DataTable:
    """Return a pot's gap each year with its ranges and the chance that it is met."""
    ranges = pot.gap_range

    def row(says: str, cell: Callable[[int], str]) -> Row:
        return Row(says, tuple(Cell(cell(place)) for place in range(len(ranges))))

    return DataTable(
        f"{pot.pot.says}: gap each year, as the futures spread",
        "Pounds at the prices of each year; a minus is money over.",
        "",
        plan.years,
        (
            row("Expected", lambda place: pounds(ranges[place].mean)),
            row("80 of 100 futures", lambda at: _span(ranges[at].low_80, ranges[at].high_80)),
            row("95 of 100 futures", lambda at: _span(ranges[at].low_95, ranges[at].high_95)),
            row("Chance that no gap is left", lambda place: in_a_hundred(pot.p_balanced[place])),
        ),
    )


def _span(low: float, high: float) -> str:
    return f"{pounds(low)} to {pounds(high)}"


def lines_table(plan: MediumTermPlan, pot: PotPlan) -> DataTable:
    """Return every budget line of a pot in the last year: adopted, demand, each index, spending."""
    years = len(plan.years)
    lines = pot.of(Section.OPENING)
    indices = [one for one in INDICES if any(one.name == row.name.split(":")[0] for row in pot.rows)]
    matrix = []
    for line in lines:
        found = {row.name: row for row in pot.rows if row.line == line.line}
        parts = [line, *(row for row in found.values() if row.section is Section.DEMAND)]
        cells = [parts[0].pence[-1], parts[-1].pence[-1]]
        cells += [
            found[key].pence[-1] if (key := f"{one.name}:{line.line}") in found else 0 for one in indices
        ]
        matrix.append(cells)
    carried = added(pot.of(Section.THIS_YEAR), years)[-1]
    shown = [list(row) for row in zip(*in_units(list(zip(*matrix, strict=True)), _THOUSAND), strict=True)]
    rows = [
        Row(line.says, tuple(Cell(thousands(one)) for one in (*cells, sum(cells))))
        for line, cells in zip(lines, shown, strict=True)
    ]
    sums = [sum(column) for column in zip(*shown, strict=True)]
    rows.append(Row("All lines", tuple(Cell(thousands(one)) for one in (*sums, sum(sums))), is_total=True))
    return DataTable(
        f"{pot.pot.says}: every budget line in {plan.years[-1]}, demand and prices",
        f"{IN_THOUSANDS}{'; without what is carried from this year' if carried else ''}.",
        "Budget line",
        ("Adopted budget", "Demand", *(one.says for one in indices), plan.years[-1]),
        tuple(rows),
    )


def steps_table(plan: MediumTermPlan) -> DataTable:
    """Return what moves the General Fund's gap from each year to the next."""
    shown = in_units([one.pence for one in plan.steps], _THOUSAND)
    rows = [
        Row(one.says, tuple(Cell(thousands(amount)) for amount in amounts))
        for one, amounts in zip(plan.steps, shown, strict=True)
    ]
    moved = [sum(column) for column in zip(*shown, strict=True)]
    rows.append(Row("Change in the gap", tuple(Cell(thousands(one)) for one in moved), is_total=True))
    return DataTable(
        "General Fund: from each year to the next",
        f"{IN_THOUSANDS}; the first year is held against the adopted budget. A minus closes the gap.",
        "What changes",
        plan.years,
        tuple(rows),
    )


def proposals_table(plan: MediumTermPlan, pot: Pot) -> DataTable | None:
    """Return what owners state for a pot in the last year, and what is expected of it; None if nothing."""
    own = in_pot(plan.stated, pot)
    if not own:
        return None
    rows = []
    for proposal in plan.proposals:
        of = [one for one in own if one.proposal.id == proposal.id]
        if not of:
            continue
        sections = (Section.SAVINGS, Section.AVOIDED, Section.NOT_DELIVERED, Section.PART_STEPS)
        costs = (Section.INVESTMENTS, Section.ONE_OFF)
        cells = [sum(part_of(one, section)[-1] for one in of) for section in sections]
        cells.append(sum(part_of(one, section)[-1] for one in of for section in costs))
        rows.append((proposal.title, plan.shares[proposal.id], cells))
    shown = in_units([cells for *_, cells in rows], _THOUSAND)
    table = [
        Row(title, _proposal_cells(f"{100 * share:.0f}%", cells))
        for (title, share, _), cells in zip(rows, shown, strict=True)
    ]
    sums = [sum(column) for column in zip(*shown, strict=True)]
    table.append(Row("All proposals", _proposal_cells("", sums), is_total=True))
    return DataTable(
        f"{pot.says}: what owners state for {plan.years[-1]}, and what is expected of it",
        f"{IN_THOUSANDS}; a minus saves.",
        "Proposal",
        (
            *("Expected share", "Cashable, as proposed", "Avoided, as proposed", "Not delivered"),
            *("Below a whole post", "Investments and one-off costs", "Left of it"),
        ),
        tuple(table),
    )


def _proposal_cells(share: str, amounts: Sequence[int]) -> tuple[Cell, ...]:
    return (Cell(share), *(Cell(thousands(one)) for one in (*amounts, sum(amounts))))


def reserve_table(plan: MediumTermPlan, one: ReservePlan) -> DataTable:
    """Return a reserve from opening to closing each year."""
    # Openings and movements are rounded together, so that each year's closing is the next one's opening.
    closing = [round(amount / _THOUSAND) for amount in one.closing]
    opening = [round(one.opening[0] / _THOUSAND), *closing[:-1]]
    rows = [Row("On 1 April", tuple(Cell(thousands(amount)) for amount in opening))]
    moved = [end - begin for begin, end in zip(opening, closing, strict=True)]
    exact = [move.pence for move in one.movements]
    shown = [_rounded_to(total, [row[year] / _THOUSAND for row in exact]) for year, total in enumerate(moved)]
    for place, move in enumerate(one.movements):
        rows.append(Row(move.says, tuple(Cell(thousands(column[place])) for column in shown)))
    rows.append(Row("On 31 March", tuple(Cell(thousands(amount)) for amount in closing), is_total=True))
    spread = [_span(at.low_80, at.high_80) for at in one.closing_range]
    rows.append(Row("80 of 100 futures", tuple(Cell(span) for span in spread)))
    held = "" if one.is_held else " No opening balance is held, so it starts at none."
    return DataTable(
        upper_first(one.says), f"£ thousand; a minus is taken from it.{held}", "", plan.years, tuple(rows)
    )


def _rounded_to(total: int, parts: Sequence[float]) -> list[int]:
    rounded = [round(one) for one in parts]
    largest = max(range(len(parts)), key=lambda place: abs(parts[place]))
    rounded[largest] += total - sum(rounded)
    return rounded


def coverage_table(plan: MediumTermPlan) -> DataTable:
    """Return where each opening figure comes from."""
    kinds = {"budget": "Budget", "funding": "Funding", "reserves": "Reserve"}
    rows = [
        Row(
            f"{kinds[one.kind]}: {one.says}",
            (Cell(pounds(one.pounds) if one.is_held else "no figure"), Cell(one.basis)),
        )
        for one in plan.coverage
    ]
    return DataTable(
        "Where each opening figure comes from",
        "Pounds a year, or held at the start of the plan.",
        "Row",
        ("Figure", "Comes from"),
        tuple(rows),
        is_text=True,
    )


def tax_table(plan: MediumTermPlan, council: Council) -> DataTable | None:
    """Return council tax as base, rise and limit; None where none is collected."""
    tax = plan.council_tax
    if tax is None:
        return None
    fund = plan.fund
    rows = [row for row in fund.of(Section.FUNDING) if row.line == "council_tax"]
    shown = in_units([row.pence for row in rows], _THOUSAND)
    table = [
        Row(row.says, tuple(Cell(thousands(one)) for one in cells))
        for row, cells in zip(rows, shown, strict=True)
    ]
    sums = [sum(column) for column in zip(*shown, strict=True)]
    table.append(Row("Council tax", tuple(Cell(thousands(one)) for one in sums), is_total=True))
    if tax.is_base_held:
        table.append(Row("Tax base, band D homes", tuple(Cell(f"{one:,.0f}") for one in tax.base)))
    table.append(Row("Rise of band D", tuple(Cell(f"{100 * one:.2f}%") for one in tax.rise)))
    table.append(
        Row("Limit without a referendum", tuple(Cell(f"{100 * tax.limit:.2f}%") for _ in plan.years))
    )
    return DataTable(
        f"{council.name}: council tax", f"{IN_THOUSANDS}, unless stated.", "", plan.years, tuple(table)
    )
