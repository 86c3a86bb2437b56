"""Spending against budget this year with a forecast, and the savings in it."""

from joinedup.reports.outturn._numbers import as_json
from joinedup.reports.outturn._page import OutturnPage, fund_in_short, outturn_page
from joinedup.reports.outturn._terminal import outturn_summary
from joinedup.reports.outturn._workbook import outturn_workbook
from joinedup.reports.outturn._write import OutturnFiles, write_outturn

__all__ = [
    "OutturnFiles",
    "OutturnPage",
    "as_json",
    "fund_in_short",
    "outturn_page",
    "outturn_summary",
    "outturn_workbook",
    "write_outturn",
]
