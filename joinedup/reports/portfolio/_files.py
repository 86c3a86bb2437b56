"""Where a portfolio is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from joinedup.council.portfolios import Distribution, Portfolio
from joinedup.folder import Council
from joinedup.reports._numbers import json_text
from joinedup.reports.portfolio._numbers import as_json
from joinedup.reports.portfolio._page import portfolio_page
from joinedup.reports.portfolio._workbook import portfolio_workbook
from joinedup.store import put

_LONGEST = 60

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class PortfolioFiles:
    """The files of one portfolio.

    Args:
        page: the page, whole in one file.
        workbook: every number in whole pounds, as a workbook.
        json: the same numbers.
    """

    page: Path
    workbook: Path
    json: Path


def write_portfolio(
    portfolio: Portfolio,
    council: Council,
    distribution: Distribution | None = None,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> PortfolioFiles:
    """Write a portfolio as a page, a workbook and JSON.

    Args:
        portfolio: what a set of proposals does.
        council: the council.
        distribution: whom it falls on, where that was worked out.
        folder: where to; `reports/` and the proposals' identifiers where None.
        progress: told what is being done and the share done.
    """
    where = folder or council.reports / _named(portfolio)
    files = PortfolioFiles(where / "index.html", where / "portfolio.xlsx", where / "portfolio.json")
    parts: list[tuple[Path, Callable[[], bytes]]] = [
        (files.page, lambda: portfolio_page(portfolio, council, distribution).render().encode()),
        (files.workbook, lambda: portfolio_workbook(portfolio, council, distribution)),
        (files.json, lambda: json_text(as_json(portfolio, distribution)).encode()),
    ]
    for done, (path, content) in enumerate(parts, start=1):
        put(path, content())
        if progress:
            progress("writing the report", done / len(parts))
    return files


def _named(portfolio: Portfolio) -> str:
    """Return the name of the folder; with many proposals their number and a mark of which they are."""
    ids = [one.id for one in portfolio.proposals]
    whole = "-and-".join(ids)
    if len(whole) <= _LONGEST:
        return f"portfolio-{whole}"
    return f"portfolio-{len(ids)}-proposals-{hashlib.sha256(whole.encode()).hexdigest()[:6]}"
