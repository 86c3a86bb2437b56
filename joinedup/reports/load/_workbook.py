"""The load report as a workbook that an analyst can send to the people who own the data."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import xlsxwriter

from joinedup.loading import LoadReport, Standing
from joinedup.reports._pages import row_numbers
from joinedup.reports.load._shown import (
    balance,
    duplicates,
    faults,
    findings_by_question,
    first_things,
    set_aside,
    states,
)

_ROWS_OF_A_SHEET = 1_048_576
_WIDEST = 60
_NARROWEST = 8
_LISTED = 1_000
Cell = str | int


def load_workbook(report: LoadReport) -> bytes:
    """Return the load report as an XLSX workbook.

    Every text is written as text: a file name or a reason that begins with `=` is never run as a formula.
    Counts of children from 1 to 5 are hidden, and with them the rows that would give them away.
    """
    content = io.BytesIO()
    book = xlsxwriter.Workbook(
        content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties(
        {
            "title": f"{report.council}, load {report.load}",
            "author": "JoinedUp",
            "created": datetime.fromisoformat(report.made_at).replace(tzinfo=None),
        }
    )
    sheets = _Sheets(book)
    _summary(sheets, report)
    _files(sheets, report)
    _rows_left_out(sheets, report)
    _faults(sheets, report)
    _coverage(sheets, report)
    _children(sheets, report)
    _absent(sheets, report)
    book.close()
    return content.getvalue()


class _Sheets:
    """Adds sheets that look alike: a bold header that stays in view, a filter, and fitting widths."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._header = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._number = book.add_format({"num_format": "#,##0", "valign": "top"})

    def add(self, name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """Add a sheet with a header and rows."""
        sheet = self._book.add_worksheet(name)
        widths = [len(title) for title in header]
        for column, title in enumerate(header):
            sheet.write_string(0, column, title, self._header)
        last = 0
        for last, row in enumerate(_fitting(rows, len(header)), start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(last, column, cell, self._text)
                else:
                    sheet.write_number(last, column, cell, self._number)
                widths[column] = max(widths[column], len(str(cell)))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(max(width, _NARROWEST) + 2, _WIDEST))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(header) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)


def _fitting(rows: Iterable[Sequence[Cell]], columns: int) -> Iterator[Sequence[Cell]]:
    """Yield as many rows as a sheet holds; a last line says so where there are more."""
    for number, row in enumerate(rows, start=2):
        if number == _ROWS_OF_A_SHEET:
            yield [
                "A sheet holds no more rows; the rest are in the report kept with the council.",
                *[""] * (columns - 1),
            ]
            return
        yield row


def _summary(sheets: _Sheets, report: LoadReport) -> None:
    rows: list[tuple[Cell, ...]] = [
        ("Council", report.council),
        ("Load", str(report.load)),
        ("Made (UTC)", report.made_at),
        ("Rows", balance(report)),
        ("Faults in loaded rows", report.n_faults),
        *[(f"Files {state}: {says}", number) for state, number, says in states(report)],
        *[("Do first", thing) for thing in first_things(report)],
        ("Small numbers", "Counts of children from 1 to 5 are hidden, and counts that would give one away."),
    ]
    sheets.add("Summary", ("What", "Answer"), rows)


def _files(sheets: _Sheets, report: LoadReport) -> None:
    header = (
        *("File", "Recognised as", "Period", "State", "Table", "Read", "Loaded", "Set aside"),
        *("In another file", "Faults", "Why or how", "What to do"),
    )
    rows: list[tuple[Cell, ...]] = []
    for file in report.files:
        why = file.reason or " ".join(file.notes)
        if file.standing in (Standing.REPLACED, Standing.DUPLICATE) and file.other:
            why = f"{file.other} is used instead. {why}".strip()
        start = (file.path, file.recognised_as, file.period, file.state)
        end = (why, file.todo)
        if not file.tables:
            rows.append((*start, "", 0, 0, 0, 0, 0, *end))
        for table in file.tables:
            n_faults = sum(len(one.rows) for one in file.faults if one.table == table.table)
            counts = (table.read, table.loaded, table.set_aside, table.duplicates, n_faults)
            rows.append((*start, table.table, *counts, *end))
    sheets.add("Files", header, rows)


def _rows_left_out(sheets: _Sheets, report: LoadReport) -> None:
    aside = (
        (file.path, one.table, row, one.column, one.reason)
        for file, one in set_aside(report)
        for row in one.rows
    )
    twice = (
        (
            file.path,
            one.table,
            row,
            "",
            f"Already in {one.other}" + (", where it differs" if row in differ else ""),
        )
        for file, one in duplicates(report)
        for differ in [set(one.differ)]
        for row in one.rows
    )
    sheets.add("Set aside", ("File", "Table", "Row", "Column", "Reason"), [*aside, *twice])


def _faults(sheets: _Sheets, report: LoadReport) -> None:
    rows = (
        (file.path, one.table, one.rule, one.says, one.column, row)
        for file, one in faults(report)
        for row in one.rows
    )
    sheets.add("Faults", ("File", "Table", "Rule", "What must be true", "Column", "Row"), rows)


def _coverage(sheets: _Sheets, report: LoadReport) -> None:
    rows = ((one.table, one.says, one.counted_by, one.year, one.rows) for one in report.coverage)
    sheets.add("Coverage", ("Table", "What a row is", "Year counted as", "Year", "Rows"), rows)


def _children(sheets: _Sheets, report: LoadReport) -> None:
    header = ("Question", "Finding", "Children", "File", "Rows", "What to do")
    rows: list[tuple[Cell, ...]] = []
    for question, findings in findings_by_question(report):
        for one in findings:
            start = (question, one.finding.says, one.children)
            if not one.rows:
                rows.append(
                    (*start, "", "kept in the council's folder" if one.is_hidden else "", one.finding.todo)
                )
            rows += [
                (*start, file, row_numbers(numbers, _LISTED), one.finding.todo) for file, numbers in one.rows
            ]
    sheets.add("Reconciliation", header, rows)


def _absent(sheets: _Sheets, report: LoadReport) -> None:
    rows = ((one.title, ", ".join(one.tables), one.without, one.todo) for one in report.not_received)
    sheets.add("Not received", ("Return", "Tables", "Without it", "Where it comes from"), rows)
