"""The load report: what came, what did not, each fault with its rows, and what to do."""

from joinedup.reports.load._held import held_table
from joinedup.reports.load._page import load_page_parts, render_load_page
from joinedup.reports.load._send_back import quality_workbook, rows_in_words
from joinedup.reports.load._shown import balance
from joinedup.reports.load._terminal import load_summary
from joinedup.reports.load._workbook import load_workbook
from joinedup.reports.load._write import LoadReportFiles, rows_to_correct, write_load_report

__all__ = [
    "LoadReportFiles",
    "balance",
    "held_table",
    "load_page_parts",
    "load_summary",
    "load_workbook",
    "quality_workbook",
    "render_load_page",
    "rows_in_words",
    "rows_to_correct",
    "write_load_report",
]
