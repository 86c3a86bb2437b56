"""Spending against budget this year with a forecast, and the savings in it."""

from joinedup.reports.outturn._numbers import as_json
from joinedup.reports.outturn._page import OutturnPage, fund_in_short, outturn_page
from joinedup.reports.outturn._terminal import outturn_summary
from joinedup.reports.outturn._tracker import (
    DecisionNamed,
    SavingsPage,
    ShownSaving,
    savings_page,
    savings_short,
)
from joinedup.reports.outturn._workbook import outturn_workbook
from joinedup.reports.outturn._write import OutturnFiles, write_outturn

__all__ = [
    "DecisionNamed",
    "OutturnFiles",
    "OutturnPage",
    "SavingsPage",
    "ShownSaving",
    "as_json",
    "fund_in_short",
    "outturn_page",
    "outturn_summary",
    "outturn_workbook",
    "savings_page",
    "savings_short",
    "write_outturn",
]
