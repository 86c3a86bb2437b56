"""A set of proposals: what it does, each one's part in it, which two not to pair, who saves and who pays."""

from joinedup.reports.portfolio._page import PortfolioPage, portfolio_page

__all__ = ["PortfolioPage", "portfolio_page"]
