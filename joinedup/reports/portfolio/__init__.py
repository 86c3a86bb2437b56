"""A set of proposals: what it does, each one's part in it, which two not to pair, who saves and who pays."""

from joinedup.reports.portfolio._claims import claims_in_words
from joinedup.reports.portfolio._falls import (
    ShownGroup,
    ShownUsers,
    falls_on,
    patches_table,
    people_by_patch,
    shown_users,
)
from joinedup.reports.portfolio._files import PortfolioFiles, write_portfolio
from joinedup.reports.portfolio._numbers import as_json
from joinedup.reports.portfolio._page import PortfolioPage, portfolio_page
from joinedup.reports.portfolio._terminal import portfolio_summary
from joinedup.reports.portfolio._workbook import portfolio_workbook

__all__ = [
    "PortfolioFiles",
    "PortfolioPage",
    "ShownGroup",
    "ShownUsers",
    "as_json",
    "falls_on",
    "patches_table",
    "people_by_patch",
    "claims_in_words",
    "portfolio_page",
    "portfolio_summary",
    "portfolio_workbook",
    "shown_users",
    "write_portfolio",
]
