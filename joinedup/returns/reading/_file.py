"""Any file to what came of it; never an exception, whatever the bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from joinedup.declared import Table
from joinedup.returns.reading._books import json_sheets, parquet_sheets, workbook_sheets
from joinedup.returns.reading._bytes import Content, Opened, open_file
from joinedup.returns.reading._csv import text_sheets
from joinedup.returns.reading._periods import with_year, year_named, year_of
from joinedup.returns.reading._reads import (
    SOURCE_ROW,
    CannotRead,
    FileRead,
    Refused,
    RuleNotRun,
    TableRead,
)
from joinedup.returns.reading._recognise import Match, nearest, recognise
from joinedup.returns.reading._return import Check, TabularReturn, XmlReturn
from joinedup.returns.reading._rules import run_checks
from joinedup.returns.reading._sheets import Cells, Sheet
from joinedup.returns.reading._tables import Outcome, read_table
from joinedup.returns.reading._text import decoded
from joinedup.returns.reading._xml import sniffed

_SEE = "The reference page `Returns` lists every return with its columns."
# An unread column's name is repeated in a note; a long one is likelier to be data than a name.
_LONGEST_NAME = 40
_MOST_NAMES = 8


def read_any(path: Path, tabular: Sequence[TabularReturn], xml: Sequence[XmlReturn]) -> FileRead | Refused:
    """Read a file as one of these returns, or say why it cannot be."""
    try:
        opened = open_file(path)
        if opened.content is Content.XML:
            return _read_xml(path, opened, xml)
        return _read_sheets(path, opened, tabular)
    except CannotRead as error:
        return Refused(path, error.reason, error.todo)
    except (OSError, MemoryError) as error:
        why = "too large for the memory of this machine" if isinstance(error, MemoryError) else "not readable"
        return Refused(path, f"The file is {why}.", "Check its permissions and size, and load it again.")
    except BaseException as error:
        # The libraries that open workbooks and Parquet may panic on damaged files, outside `Exception`.
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
            raise
        return Refused(
            path,
            f"The file is damaged in a way that stopped the reader ({type(error).__name__}).",
            "Open it in the program it belongs to, save it as CSV in UTF-8, and load that.",
        )


def _sheets(opened: Opened) -> tuple[list[Sheet], list[str]]:
    data = opened.load()
    if opened.content is Content.WORKBOOK:
        return workbook_sheets(data), []
    if opened.content is Content.PARQUET:
        return parquet_sheets(data), []
    text, notes = decoded(data)
    if not text.strip():
        raise CannotRead("The file holds nothing but blanks.", "Export it again and load that.")
    return (json_sheets(text) if opened.content is Content.JSON else text_sheets(text)), notes


def _read_sheets(path: Path, opened: Opened, tabular: Sequence[TabularReturn]) -> FileRead | Refused:
    sheets, notes = _sheets(opened)
    notes = [*opened.notes, *notes]
    found = [(sheet, *hit) for sheet in sheets if (hit := _header(sheet, tabular)) is not None]
    if opened.content is Content.TEXT:
        found = found[:1]
    if not found:
        return _unknown(path, sheets, tabular)
    lacking = [match for _, _, match in found if match.lacks]
    if len(lacking) == len(found):
        return _lacks(path, lacking[0])
    found = [one for one in found if not one[2].lacks]
    named = len(sheets) > 1 and opened.content is Content.WORKBOOK
    if named:
        read = {sheet.name for sheet, _, _ in found}
        others = sum(sheet.name not in read for sheet in sheets)
        notes += [f"{others} other sheets hold no return"] if others else []
    tables: list[TableRead] = []
    checks: list[Check] = []
    period = ""
    for sheet, row, match in found:
        outcome, period = _read_one(path, sheet, row, match, notes)
        tables.append(outcome.read)
        checks.extend(match.found.checks)
    names = dict.fromkeys(match.found.name for _, _, match in found)
    reads, not_run = _checked(tables, checks)
    return FileRead(path, ", ".join(names), period, reads, notes, not_run)


def _header(sheet: Sheet, tabular: Sequence[TabularReturn]) -> tuple[int, Match] | None:
    best: tuple[int, Match] | None = None
    for row, cells in sheet.first:
        match = recognise(cells, tabular)
        if match is not None and not match.lacks:
            return row, match
        best = best or (None if match is None else (row, match))
    return best


def _read_one(path: Path, sheet: Sheet, row: int, match: Match, notes: list[str]) -> tuple[Outcome, str]:
    cells = sheet.load(row, match.width)
    found = match.found
    notes.extend(_header_notes(row, match, cells))
    outcome = read_table(found.table, _named(cells, match), cells.set_aside)
    notes.extend(dict.fromkeys(outcome.notes))
    if found.stamp is None:
        return outcome, ""
    rows, period = found.stamp(outcome.read.rows, path)
    return Outcome(replace(outcome.read, rows=rows)), period


def _header_notes(row: int, match: Match, cells: Cells) -> list[str]:
    notes = list(cells.notes)
    if row > 1:
        notes.append(f"has its header on row {row}")
    if match.missing:
        notes.append("lacks the optional columns " + ", ".join(match.missing))
    if match.unread:
        names = [name.strip() for name in match.unread if len(name) <= _LONGEST_NAME][:_MOST_NAMES]
        notes.append(
            f"{len(match.unread)} columns are not read: {', '.join(names)}" + _and_others(match, names)
        )
    if cells.n_empty:
        notes.append(f"{cells.n_empty:,} empty rows were passed over")
    if cells.frame.height == 0 and not cells.set_aside:
        notes.append("has a header and no rows")
    return notes


def _and_others(match: Match, names: list[str]) -> str:
    return " and others" if len(names) < len(match.unread) else ""


def _named(cells: Cells, match: Match) -> pl.DataFrame:
    """Return the cells under the names used above; one row for each year where years are columns."""
    chosen = [pl.col(str(at)).alias(name) for name, at in match.cells.items()]
    frame = cells.frame.select(SOURCE_ROW, *chosen)
    wide = match.found.year_columns
    if wide is None:
        return frame
    years = [
        frame.with_columns(pl.lit(label).alias(wide.label), cells.frame[str(at)].alias(wide.value))
        for at, label in match.years
    ]
    return pl.concat(years).sort(SOURCE_ROW, maintain_order=True)


def _checked(tables: list[TableRead], checks: Iterable[Check]) -> tuple[list[TableRead], list[RuleNotRun]]:
    """Run the rules of each table; two sheets that hold the same table are checked one by one."""
    frames = {read.table.name: read.rows for read in tables}
    by_code = {(check.rule.table, check.rule.code): check for check in checks}
    checked: list[TableRead] = []
    not_run: dict[RuleNotRun, None] = {}
    for read in tables:
        own = [check for (table, _), check in by_code.items() if table == read.table.name]
        faults, left_out = run_checks(own, {**frames, read.table.name: read.rows}, [read.table])
        checked.append(replace(read, faults=read.faults + faults))
        not_run |= dict.fromkeys(left_out)
    return checked, list(not_run)


def _read_xml(path: Path, opened: Opened, returns: Sequence[XmlReturn]) -> FileRead | Refused:
    root, collection = sniffed(opened.stream)
    found = [one for one in returns if one.root == root and one.collection in ("", collection)]
    if not found:
        return Refused(path, "The file is XML, but no message that JoinedUp knows.", _SEE)
    one = found[0]
    gathered = one.gather(opened.stream)
    notes = [*opened.notes, *gathered.notes]
    tables = []
    for table in one.tables:
        outcome = read_table(table, _frame(table, gathered.cells[table.name]))
        notes.extend(dict.fromkeys(outcome.notes))
        tables.append(outcome.read)
    period = gathered.period
    if one.has_year_ending:
        rows = {read.table.name: read.rows for read in tables}
        year = year_named(path) or year_of(rows[table][column] for table, column in one.dated_by)
        tables = [replace(read, rows=with_year(read.rows, year)) for read in tables]
        period = str(year or "")
    reads, not_run = _checked(tables, one.checks)
    return FileRead(path, one.name, period, reads, notes, not_run)


def _frame(table: Table, cells: dict[str, list[str | int | None]]) -> pl.DataFrame:
    return pl.DataFrame(
        {name: pl.Series(name, values, dtype=_kind(name)) for name, values in cells.items()}
    ).select(*(column.name for column in table.columns), SOURCE_ROW)


def _kind(name: str) -> type[pl.DataType]:
    return pl.Int64 if name == SOURCE_ROW else pl.String


def _unknown(path: Path, sheets: list[Sheet], tabular: Sequence[TabularReturn]) -> Refused:
    for sheet in sheets:
        for _, cells in sheet.first:
            near = nearest(cells, tabular)
            if near is not None and near[1]:
                one, lacking = near
                columns = ", ".join(lacking)
                return Refused(
                    path,
                    f"It comes closest to {one.title} ({one.name}) but lacks the column {columns}.",
                    f"Export it with the column {columns}, or rename the column that holds it.",
                )
    return Refused(path, "Its columns are those of no return that JoinedUp knows.", _SEE)


def _lacks(path: Path, match: Match) -> Refused:
    columns = ", ".join(match.lacks)
    return Refused(
        path,
        f"It is {match.found.title} ({match.found.name}) but lacks the required column {columns}.",
        f"Export it again with {columns}.",
    )
