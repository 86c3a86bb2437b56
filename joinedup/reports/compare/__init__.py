"""Alternatives side by side."""

from joinedup.reports.compare._comparison import Comparison, Tried, compare
from joinedup.reports.compare._page import ComparePage, compare_page, write_comparison

__all__ = ["ComparePage", "Comparison", "Tried", "compare", "compare_page", "write_comparison"]
