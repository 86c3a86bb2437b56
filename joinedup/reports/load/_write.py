"""Where the load report is written."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from joinedup.folder import Council
from joinedup.loading import LoadReport
from joinedup.reports.load._page import render_load_page
from joinedup.reports.load._workbook import load_workbook
from joinedup.store import put

# A spreadsheet program runs a cell of a CSV file that begins with one of these.
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class LoadReportFiles:
    """The files of one load report.

    Args:
        page: the page, which may be sent.
        workbook: the workbook, which may be sent.
        rows: every row behind the comparison of children, which stays in the council's folder.
    """

    page: Path
    workbook: Path
    rows: Path


def write_load_report(council: Council, report: LoadReport) -> LoadReportFiles:
    """Write the page and the workbook to `reports/` and the rows to correct to `.joinedup/loads/`."""
    files = LoadReportFiles(
        council.reports / f"load_{report.load}.html",
        council.reports / f"load_{report.load}.xlsx",
        council.workings / "loads" / f"{report.load}_rows_to_correct.csv",
    )
    put(files.page, render_load_page(report).encode())
    put(files.workbook, load_workbook(report))
    put(files.rows, rows_to_correct(report).encode("utf-8-sig"))
    return files


def rows_to_correct(report: LoadReport) -> str:
    """Return every row behind the comparison of children across returns, as CSV.

    One line a row, so that how many children a finding counts can be told from it: it is not for sending.
    """
    content = io.StringIO()
    table = csv.writer(content)
    table.writerow(["Question", "Finding", "What to do", "File", "Row"])
    for finding in report.findings:
        for place in finding.rows:
            for row in place.rows:
                table.writerow([finding.group, finding.says, finding.todo, _as_text(place.source_file), row])
    return content.getvalue()


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RUN_BY_SPREADSHEETS) else cell
