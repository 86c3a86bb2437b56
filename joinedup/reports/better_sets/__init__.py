"""Better sets of proposals as a page, a workbook, JSON and in the terminal."""

from joinedup.reports.better_sets._files import (
    BetterSetsFiles,
    as_json,
    better_sets_workbook,
    write_better_sets,
)
from joinedup.reports.better_sets._page import BetterSetsPage, better_sets_page
from joinedup.reports.better_sets._terminal import better_sets_summary

__all__ = [
    "BetterSetsFiles",
    "BetterSetsPage",
    "as_json",
    "better_sets_page",
    "better_sets_summary",
    "better_sets_workbook",
    "write_better_sets",
]
