"""The front page of a demo: what came in, where the council and its money head, and what was tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from joinedup.council import Backcast, Projection, Ripple
from joinedup.council.medium_term import MediumTermPlan
from joinedup.council.monitoring import Monitored
from joinedup.folder import Council
from joinedup.reports._parts import Page, shown
from joinedup.reports.compare import Comparison, Tried, compare
from joinedup.reports.load import LoadReportFiles
from joinedup.reports.medium_term import PlanFiles, balance_says
from joinedup.reports.outturn import OutturnFiles, fund_in_short
from joinedup.reports.projection import in_short
from joinedup.reports.ripple import answer_in_short, slug
from joinedup.store import put


@dataclass(frozen=True)
class Linked:
    """Something asked, with its answer and the page that holds the rest."""

    label: str
    answer: str
    link: str


@dataclass(frozen=True)
class IndexPage(Page):
    """Everything that a demo made, with the alternatives side by side."""

    template: ClassVar[str] = "demo.html"

    council: str = field(metadata=shown("Name of the council."))
    says: str = field(metadata=shown("Where the council heads if nothing is decided."))
    forecasts: str = field(metadata=shown("How good such forecasts have been."))
    tried: tuple[Linked, ...] = field(metadata=shown("What was tried, with its answer."))
    load_report: str = field(metadata=shown("Link to the load report."))
    workbook: str = field(metadata=shown("Link to the workbook of the load report."))
    comparison: Comparison = field(metadata=shown("The alternatives side by side."))
    money: tuple[Linked, ...] = field(metadata=shown("The plan of the money and this year's spending."))


def money_ahead(
    council: Council,
    plan: MediumTermPlan,
    plan_files: PlanFiles,
    year: Monitored,
    year_files: OutturnFiles,
) -> tuple[Linked, ...]:
    """Return the plan of the council's money and this year's spending, each with its answer.

    Args:
        council: the council.
        plan: the medium-term plan.
        plan_files: where it was written, below `reports/`.
        year: what is known of this year.
        year_files: where that was written, below `reports/`.
    """
    n_proposals = len(plan.proposals)
    many = "proposal" if n_proposals == 1 else "proposals"
    return (
        Linked(
            f"Five years of money, with {n_proposals} {many}",
            balance_says(plan),
            plan_files.page.relative_to(council.reports).as_posix(),
        ),
        Linked(
            "This year: spending against budget, and savings",
            fund_in_short(year),
            year_files.page.relative_to(council.reports).as_posix(),
        ),
    )


def index_page(
    council: Council,
    loaded: LoadReportFiles,
    projection: Projection,
    past: Backcast,
    tried: Sequence[Tried],
    each: Sequence[Ripple],
    money: Sequence[Linked],
) -> IndexPage:
    """Return the front page of a demo.

    Args:
        council: the council.
        loaded: where the load report is.
        projection: the do-nothing projection.
        past: how far off it would have been.
        tried: the alternatives, each already written by `write_ripple`.
        each: proposals tried alone.
        money: the plan of its money and this year's spending, as `money_ahead` gives them.
    """
    says, forecasts = in_short(projection, past)
    return IndexPage(
        council=council.name,
        says=says,
        forecasts=forecasts,
        tried=tuple(
            Linked(one.label, answer_in_short(one.ripple), f"{slug(one.ripple)}/index.html") for one in tried
        ),
        load_report=loaded.page.name,
        workbook=loaded.workbook.name,
        comparison=compare(tried, each),
        money=tuple(money),
    )


def write_index(
    council: Council,
    loaded: LoadReportFiles,
    projection: Projection,
    past: Backcast,
    tried: Sequence[Tried],
    each: Sequence[Ripple],
    money: Sequence[Linked],
) -> Path:
    """Write the front page of a demo to `reports/index.html`, and return where it is.

    Args:
        council: the council.
        loaded: where the load report is.
        projection: the do-nothing projection.
        past: how far off it would have been.
        tried: the alternatives, each already written by `write_ripple`.
        each: proposals tried alone.
        money: the plan of its money and this year's spending, as `money_ahead` gives them.
    """
    page = council.reports / "index.html"
    put(page, index_page(council, loaded, projection, past, tried, each, money).render().encode())
    return page
