"""The load report: what came, what did not, each fault with its rows, and what to do."""

from joinedup.reports.load._page import render_load_page
from joinedup.reports.load._terminal import load_summary
from joinedup.reports.load._workbook import load_workbook
from joinedup.reports.load._write import LoadReportFiles, rows_to_correct, write_load_report

__all__ = [
    "LoadReportFiles",
    "load_summary",
    "load_workbook",
    "render_load_page",
    "rows_to_correct",
    "write_load_report",
]
