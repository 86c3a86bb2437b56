"""An equality analysis: whom the model says a decision falls on, and what people found."""

from joinedup.reports.equality._page import EqualityPage, Found, equality_page

__all__ = ["EqualityPage", "Found", "equality_page"]
