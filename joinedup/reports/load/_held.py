"""What is loaded: each return with its years, rows and newest file, and whether the next one is late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
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
    returns: dict[str, list[Coverage]] = {}
    for row in report.coverage:
        returns.setdefault(_title(row.table), []).append(row)
    rows = [
        Row(
            title,
            (
                Cell(_years(held)),
                Cell(f"{sum(one.rows for one in held):,}"),
                *_files(report, {one.table for one in held}, dates),
                Cell(_due([due[one] for one in dict.fromkeys(row.table for row in held) if one in due])),
            ),
        )
        for title, held in sorted(returns.items())
    ]
    return DataTable(
        "What is loaded",
        "Days by which returns are due are recalled, unless somebody has checked them.",
        "Return",
        ("Years", "Rows", "Files", "Newest loaded", "The next one"),
        tuple(rows),
        is_text=True,
    )


def _title(table: str) -> str:
    """Return the return that fills a table; of some returns only the first tables are expected by name."""
    by_table = {name: one.title for one in EXPECTED for name in one.tables}
    if table in by_table:
        return by_table[table]
    begins = table.partition("_")[0]
    return next((by_table[name] for name in by_table if name.startswith(f"{begins}_")), _plain(table))


def _plain(table: str) -> str:
    return upper_first(table.replace("_", " "))


def _years(held: Sequence[Coverage]) -> str:
    years = sorted({one.year for one in held if one.year})
    if not years:
        return "not by year"
    counted_by = next(one.counted_by for one in held if one.year)
    span = years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"
    return f"{span} ({counted_by})"


def _files(report: LoadReport, tables: Set[str], dates: Mapping[str, date]) -> tuple[Cell, Cell]:
    files = [one for one in report.files if one.standing is Standing.LOADED and _gives(one, tables)]
    loaded = [dates[one.path] for one in files if one.path in dates]
    named = files[0].path if len(files) == 1 else counted(len(files), "file")
    return Cell(named), Cell(day(max(loaded)) if loaded else "not known")


def _gives(file: FileReport, tables: Set[str]) -> bool:
    return any(one.table in tables and one.loaded for one in file.tables)


def _due(due: Sequence[Due]) -> str:
    if not due:
        return "no day set"
    first = min(due, key=lambda one: one.by)
    recalled = "" if first.is_verified else " (recalled)"
    until = f"up to {day(first.ends)}, due by {day(first.by)}{recalled}"
    return f"Late: {until}" if first.is_late else upper_first(until)
