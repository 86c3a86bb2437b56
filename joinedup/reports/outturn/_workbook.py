"""The year so far as a workbook that a finance officer can go on with: sums and differences are formulas."""

from __future__ import annotations

from collections.abc import Iterator

from joinedup.council.monitoring import (
    BUDGET,
    STRAIGHT,
    WEIGHED,
    Monitored,
    Outturn,
    PotOutturn,
    Tracker,
    scores,
)
from joinedup.folder import Council
from joinedup.reports._sheets import PENNIES, POUNDS, SHARE, Cell, Column, Formula, Sheets
from joinedup.reports.outturn._method import tested_says
from joinedup.reports.outturn._page import notes
from joinedup.reports.outturn._spending import METHODS, breaks_say, pot_says, verdict, warnings
from joinedup.vocabulary import MONTHS_A_YEAR, spending_line

_PENCE = 100
_PERCENT = "0.0%"


def outturn_workbook(found: Monitored, council: Council) -> bytes:
    """Return the year so far as an XLSX workbook.

    Args:
        found: what is known.
        council: the council.
    """
    on = (
        found.outturn.as_at
        if found.outturn
        else found.tracker.as_at
        if found.tracker
        else council.plan_starts
    )
    sheets = Sheets(f"{council.name}: outturn and savings", on.isoformat())
    sheets.add("Answer", ("What", "In words"), list(_answer(found)))
    if found.outturn:
        _add_spending(sheets, found.outturn, council)
    if found.tracker:
        sheets.add("Savings", _SAVINGS, list(_savings(found, found.tracker)))
    return sheets.content()


def _add_spending(sheets: Sheets, one: Outturn, council: Council) -> None:
    sheets.add("Forecast", _FORECAST, list(_forecast(one, council)))
    names = [one.month_name(month) for month in range(1, MONTHS_A_YEAR + 1)]
    header: tuple[str | Column, ...] = (
        "Pot",
        "Service",
        "What",
        *(Column(name, PENNIES) for name in names),
        Column("Year", PENNIES),
    )
    sheets.add("Months", header, list(_months(one)))
    sheets.add("Methods", _METHODS, list(_methods(one)))
    sheets.add("Past forecasts", _PAST, list(_past(one)))
    ledger = ("Service in the ledger", "Pot in the ledger", "Counted in", "Month", Column("Pounds", PENNIES))
    rows = [
        (row.service, row.pot, spending_line(row.line).says, one.month_name(row.month), row.pence / _PENCE)
        for row in one.entries
    ]
    sheets.add("Ledger rows", ledger, rows)


def _answer(found: Monitored) -> Iterator[tuple[Cell, ...]]:
    one = found.outturn
    if one is None:
        yield "Missing", found.no_months
        return
    for pot in one.pots:
        yield "Where it is heading", pot_says(pot, one)
    yield from (("Likely to go over", says) for says in warnings(one))
    yield from (("Strays from its pattern", says) for says in breaks_say(one))
    yield from (("How good such forecasts were", says) for says in tested_says(one))
    yield from (("To know", says) for says in notes(one))


_FORECAST: tuple[str | Column, ...] = (
    *("Pot", "Directorate", "Service"),
    *(
        Column(title, PENNIES)
        for title in (
            *("Budget", "Expected by now", "Spent by now", "Difference", "Forecast for the year"),
            "Forecast less budget",
        )
    ),
    *(Column(title, POUNDS) for title in ("80% from", "80% to", "95% from", "95% to")),
    Column("Every month alike", PENNIES),
    Column("Chance of going over", SHARE),
    "Outlook",
    "Method",
)


def _forecast(one: Outturn, council: Council) -> Iterator[tuple[Cell, ...]]:
    """Yield lines and the sum of each pot; nothing is added across pots."""
    row = 2
    for pot in one.pots:
        first = row
        for line in pot.lines:
            name = council.directorate_name(line.directorate)
            sums, held = line.sums, line.sums.range
            yield (
                *(pot.pot.says, name, spending_line(line.line).says),
                *(sums.budget / _PENCE, sums.profiled / _PENCE, sums.actual / _PENCE),
                Formula(f"=F{row}-E{row}", sums.to_date / _PENCE),
                sums.forecast / _PENCE,
                Formula(f"=H{row}-D{row}", sums.variance / _PENCE),
                *(held.low_80, held.high_80, held.low_95, held.high_95),
                line.said[STRAIGHT] / _PENCE,
                sums.p_over if line.has_budget else None,
                verdict(sums, line.has_budget, one.assumed.likely),
                METHODS[line.method],
            )
            row += 1
        yield _pot_total(pot, first, row - 1, one)
        row += 1


def _pot_total(pot: PotOutturn, first: int, last: int, one: Outturn) -> tuple[Cell, ...]:
    sums, held = pot.sums, pot.sums.range
    straight = sum(line.said[STRAIGHT] for line in pot.lines)
    values = (sums.budget, sums.profiled, sums.actual, sums.to_date, sums.forecast, sums.variance)
    totals = [
        Formula(f"=SUM({letter}{first}:{letter}{last})", value / _PENCE, is_total=True)
        for letter, value in zip("DEFGHI", values, strict=True)
    ]
    return (
        *(pot.pot.says, "All", "All services"),
        *totals,
        *(held.low_80, held.high_80, held.low_95, held.high_95),
        Formula(f"=SUM(N{first}:N{last})", straight / _PENCE, is_total=True),
        sums.p_over,
        verdict(sums, bool(sums.budget), one.assumed.likely),
        "",
    )


def _months(one: Outturn) -> Iterator[tuple[Cell, ...]]:
    row = 2
    for line in one.lines:
        told = (line.pot.says, spending_line(line.line).says)
        spent: list[Cell] = [pence / _PENCE for pence in line.months]
        spent += [None] * (MONTHS_A_YEAR - len(spent))
        profile: list[Cell] = [pence / _PENCE for pence in line.profile]
        for what, cells, total in (
            ("Spent", spent, sum(line.months)),
            ("Budget expected", profile, sum(line.profile)),
        ):
            yield (*told, what, *cells, Formula(f"=SUM(D{row}:O{row})", total / _PENCE, is_total=True))
            row += 1


_METHODS: tuple[str | Column, ...] = (
    *("Pot", "Service"),
    *(Column(METHODS[method], PENNIES) for method in (WEIGHED, STRAIGHT, BUDGET)),
    *(Column(f"{METHODS[method]}: off by", _PERCENT) for method in (WEIGHED, STRAIGHT, BUDGET)),
    "Used",
    "Whole past years of months",
    Column("Usual over or under", _PERCENT),
)


def _methods(one: Outturn) -> Iterator[tuple[Cell, ...]]:
    for line in one.lines:
        errors = line.scores.errors if line.scores else {}
        yield (
            *(line.pot.says, spending_line(line.line).says),
            *(
                line.said[method] / _PENCE if method in line.said else None
                for method in (WEIGHED, STRAIGHT, BUDGET)
            ),
            *(errors.get(method) for method in (WEIGHED, STRAIGHT, BUDGET)),
            METHODS[line.method],
            line.n_years,
            line.lasting if line.n_record else None,
        )


_PAST: tuple[str | Column, ...] = (
    *("Months closed", "Forecasts"),
    *(Column(METHODS[method], _PERCENT) for method in (WEIGHED, STRAIGHT, BUDGET)),
    Column("Skill", "0.00"),
    Column("In 80% range", SHARE),
    Column("In 95% range", SHARE),
)


def _past(one: Outturn) -> Iterator[tuple[Cell, ...]]:
    for month in range(1, MONTHS_A_YEAR):
        held = scores([tested for tested in one.tested if tested.month == month])
        if held is not None:
            errors = [held.errors.get(method) for method in (WEIGHED, STRAIGHT, BUDGET)]
            yield (month, held.n, *errors, held.skill, held.inside_80, held.inside_95)


_SAVINGS: tuple[str | Column, ...] = (
    *("Reference", "Title", "Directorate", "Service", "Pot", "Kind", "Status", "Year"),
    *(Column(title, PENNIES) for title in ("Planned", "Delivered so far", "Expected", "Short of plan")),
    *(Column(title, SHARE) for title in ("Plan takes, low", "likely", "high")),
    *("Because", "As at"),
)


def _savings(found: Monitored, tracker: Tracker) -> Iterator[tuple[Cell, ...]]:
    for row, one in enumerate(tracker.savings, start=2):
        share = found.shares.get(one.reference)
        yield (
            *(
                one.reference,
                one.title,
                one.directorate,
                one.service,
                one.pot,
                one.kind,
                one.status,
                one.year,
            ),
            *(one.planned / _PENCE, one.delivered / _PENCE, one.forecast / _PENCE),
            Formula(f"=I{row}-K{row}", one.shortfall / _PENCE),
            *((share.low, share.likely, share.high, share.because) if share else (None, None, None, "")),
            one.as_at.isoformat(),
        )
