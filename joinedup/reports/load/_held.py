"""What is loaded: each return with its years, rows and newest file, and whether the next one is late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from joinedup.declared import Parameter
from joinedup.loading import EXPECTED, Coverage, Due, FileReport, LoadReport, Standing, due_returns
from joinedup.reports._pages import counted
from joinedup.reports._parts import Cell, DataTable, Row
from joinedup.reports._wording import day, upper_first


def held_table(
    report: LoadReport, dates: Mapping[str, date], parameters: Mapping[str, Parameter], on: date
) -> DataTable:
    """Return what is held of each return.

    Args:
        report: the report of the load whose rows are in the store.
        dates: the day on which each file was loaded as it is, by path.
        parameters: parameters by name, for when returns are due.
        on: today.
    """
    due = due_returns(report.coverage, parameters, on)
    by_table = {
        row.table: [one for one in report.coverage if one.table == row.table] for row in report.coverage
    }
    titles = {table: one.title for one in EXPECTED for table in one.tables}
    rows = [
        Row(
            titles.get(table, upper_first(table.replace("_", " "))),
            (
                Cell(held[0].says),
                Cell(_years(held)),
                Cell(f"{sum(one.rows for one in held):,}"),
                *_files(report, table, dates),
                Cell(_due(due.get(table))),
            ),
        )
        for table, held in by_table.items()
    ]
    return DataTable(
        "What is loaded",
        "One line for each table in the store. Days by which returns are due are recalled unless checked.",
        "Return",
        ("A row is", "Years", "Rows", "Files", "Newest loaded", "Next one"),
        tuple(sorted(rows, key=lambda row: row.name)),
        is_text=True,
    )


def _years(held: list[Coverage]) -> str:
    years = sorted({one.year for one in held if one.year})
    if not years:
        return "not by year"
    span = years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"
    return f"{span}, {held[0].counted_by}"


def _files(report: LoadReport, table: str, dates: Mapping[str, date]) -> tuple[Cell, Cell]:
    files = [one for one in report.files if one.standing is Standing.LOADED and _gives(one, table)]
    loaded = [dates[one.path] for one in files if one.path in dates]
    named = files[0].path if len(files) == 1 else counted(len(files), "file")
    return Cell(named), Cell(day(max(loaded)) if loaded else "not known")


def _gives(file: FileReport, table: str) -> bool:
    return any(one.table == table and one.loaded for one in file.tables)


def _due(due: Due | None) -> str:
    if due is None:
        return "no day set"
    recalled = "" if due.is_verified else " (recalled)"
    if due.is_late:
        return f"Late: up to {day(due.ends)}, due by {day(due.by)}{recalled}"
    return f"Up to {day(due.ends)}, due by {day(due.by)}{recalled}"
