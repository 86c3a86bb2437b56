"""The front page of a demo."""

from joinedup.reports.compare import Tried
from joinedup.reports.demo._page import IndexPage, Linked, index_page, money_ahead, write_index

__all__ = ["IndexPage", "Linked", "Tried", "index_page", "money_ahead", "write_index"]
