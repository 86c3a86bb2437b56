"""Ledgers made by hand: months of a few services, with budgets and outturns that go with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from made_store import Rows, made_council, made_store

from joinedup.council import Figures, Ready
from joinedup.folder import Council
from joinedup.parameters import load_parameters
from joinedup.vocabulary import spending_line

YEARS = ("2023/24", "2024/25", "2025/26", "2026/27")
THIS_YEAR = YEARS[-1]
Months = Mapping[str, Mapping[str, Sequence[float]]]


def asked_of(council: Council) -> Ready:
    """Return a council that can be asked about its ledger; it holds no figure."""
    return Ready(council, Figures(council.ons_code, {}), load_parameters(), [], 0)


def row_of(line: str, year: str, **cells: object) -> dict[str, str]:
    """Return a row of a spending line, with cells as text."""
    known = spending_line(line)
    told = {"directorate": known.directorate.says, "service": known.says, "pot": known.pot.says}
    return told | {"financial_year": year} | {name: str(value) for name, value in cells.items()}


def ledger_rows(months: Months, name: str = "actual") -> Rows:
    """Return rows of monthly outturn from pounds by line, year and month."""
    return [
        row_of(line, year, month=place, **{name: pounds})
        for line, years in months.items()
        for year, held in years.items()
        for place, pounds in enumerate(held, start=1)
    ]


def yearly_rows(sums: Mapping[str, Mapping[str, float]], column: str) -> Rows:
    """Return rows of a budget or outturn from pounds by line and year."""
    return [
        row_of(line, year, **{column: pounds})
        for line, years in sums.items()
        for year, pounds in years.items()
    ]


def made_year(
    folder: Path,
    months: Months,
    budgets: Mapping[str, Mapping[str, float]] | None = None,
    outturns: Mapping[str, Mapping[str, float]] | None = None,
    **tables: Rows | str,
) -> Ready:
    """Return a council whose ledger holds these months, in pounds by line and year."""
    council = made_council(folder)
    held: dict[str, Rows | str] = {"monthly_outturn": ledger_rows(months)} if months else {}
    if budgets:
        held["budget"] = yearly_rows(budgets, "net_budget")
    if outturns:
        held["outturn"] = yearly_rows(outturns, "net_outturn")
    made_store(council, **held, **tables)
    return asked_of(council)


def saving_row(reference: str, status: str, planned: float, **cells: object) -> dict[str, str]:
    """Return a row of a savings tracker."""
    usual = {"title": reference.title(), "kind": "cashable", "as_at": "2026-10-31"}
    line, year = str(cells.pop("line", "family_help")), str(cells.pop("year", "2027/28"))
    told = {"reference": reference, "status": status, "planned": planned} | usual | cells
    return row_of(line, year, **told)
