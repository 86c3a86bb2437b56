"""The load report as a workbook that an analyst can send to the people who own the data."""

from __future__ import annotations

from joinedup.loading import LoadReport, Standing
from joinedup.reports._pages import row_numbers
from joinedup.reports._sheets import Cell, Sheets
from joinedup.reports.load._shown import (
    balance,
    duplicates,
    faults,
    findings_by_question,
    first_things,
    set_aside,
    states,
)

_LISTED = 1_000


def load_workbook(report: LoadReport) -> bytes:
    """Return the load report as an XLSX workbook.

    Every text is written as text: a file name or a reason that begins with `=` is never run as a formula.
    Counts of children from 1 to 5 are hidden, and with them the rows that would give them away.
    """
    sheets = Sheets(f"{report.council}, load {report.load}", report.made_at)
    _summary(sheets, report)
    _files(sheets, report)
    _rows_left_out(sheets, report)
    _faults(sheets, report)
    _coverage(sheets, report)
    _children(sheets, report)
    _absent(sheets, report)
    return sheets.content()


def _summary(sheets: Sheets, report: LoadReport) -> None:
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


def _files(sheets: Sheets, report: LoadReport) -> None:
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


def _rows_left_out(sheets: Sheets, report: LoadReport) -> None:
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


def _faults(sheets: Sheets, report: LoadReport) -> None:
    rows = (
        (file.path, one.table, one.rule, one.says, one.column, row)
        for file, one in faults(report)
        for row in one.rows
    )
    sheets.add("Faults", ("File", "Table", "Rule", "What must be true", "Column", "Row"), rows)


def _coverage(sheets: Sheets, report: LoadReport) -> None:
    rows = ((one.table, one.says, one.counted_by, one.year, one.rows) for one in report.coverage)
    sheets.add("Coverage", ("Table", "What a row is", "Year counted as", "Year", "Rows"), rows)


def _children(sheets: Sheets, report: LoadReport) -> None:
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


def _absent(sheets: Sheets, report: LoadReport) -> None:
    rows = ((one.title, ", ".join(one.tables), one.without, one.todo) for one in report.not_received)
    sheets.add("Not received", ("Return", "Tables", "Without it", "Where it comes from"), rows)
