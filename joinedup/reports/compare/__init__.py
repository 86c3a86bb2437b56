"""Alternatives side by side, and several proposals together against each alone."""

from joinedup.reports.compare._comparison import Comparison, Tried, compare
from joinedup.reports.compare._files import ComparisonFiles, as_json, comparison_workbook, write_comparison
from joinedup.reports.compare._options import option_in_words
from joinedup.reports.compare._page import ComparePage, compare_page
from joinedup.reports.compare._terminal import comparison_summary

__all__ = [
    "option_in_words",
    "ComparePage",
    "Comparison",
    "ComparisonFiles",
    "Tried",
    "as_json",
    "compare",
    "compare_page",
    "comparison_summary",
    "comparison_workbook",
    "write_comparison",
]
