"""The answers about money that are kept, each as a page, a workbook and JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from joinedup.council.better_sets import BetterSets
from joinedup.council.medium_term import MediumTermPlan
from joinedup.council.monitoring import Monitored
from joinedup.council.portfolios import WeighedSet
from joinedup.errors import StoreRefused
from joinedup.folder import Council
from joinedup.reports import Page, json_text
from joinedup.reports.better_sets import BetterSetsPage, better_sets_page, better_sets_workbook
from joinedup.reports.better_sets import as_json as better_sets_json
from joinedup.reports.medium_term import (
    MediumTermPage,
    SectionPack,
    medium_term_page,
    plan_workbook,
    section_pack,
)
from joinedup.reports.medium_term import as_json as plan_json
from joinedup.reports.outturn import OutturnPage, outturn_page, outturn_workbook
from joinedup.reports.outturn import as_json as outturn_json
from joinedup.reports.portfolio import PortfolioPage, portfolio_page, portfolio_workbook
from joinedup.reports.portfolio import as_json as portfolio_json
from joinedup.store import kept_result
from joinedup.web.kept_pages import file_of, page_of
from joinedup.web.plan._kept import KeptAnswer, kept_answer, kept_answers

Result = TypeVar("Result")
SomePage = TypeVar("SomePage", bound=Page)

XLSX, JSON = "xlsx", "json"


@dataclass(frozen=True)
class AnswerKind(Generic[Result, SomePage]):
    """A kind of answer that is kept, and what is made of one.

    Args:
        name: how the names of those kept begin.
        result: the dataclass that is kept.
        page: the dataclass of its page.
        make_page: makes the page.
        make_workbook: makes the workbook.
        as_json: returns what JSON can hold of it.
        file: name of its files when they are downloaded, without an ending.
    """

    name: str
    result: type[Result]
    page: type[SomePage]
    make_page: Callable[[Result, Council], SomePage]
    make_workbook: Callable[[Result, Council], bytes]
    as_json: Callable[[Result], dict[str, Any]]
    file: str

    def read(self, here: Council, answer: KeptAnswer) -> Result:
        """Return what was kept.

        Raises:
            StoreRefused: it is damaged, of another version, or gone meanwhile.
        """
        found = kept_result(here.workings, answer.name, self.result)
        if found is None:
            raise StoreRefused("What was kept is gone.", "Run it again.")
        return found

    def page_of(self, here: Council, answer: KeptAnswer) -> SomePage:
        """Return its page, built once."""
        return page_of(
            here, self.page, answer.name, lambda: self.make_page(self.read(here, answer), here), answer.path
        )

    def file_of(self, here: Council, answer: KeptAnswer, form: str) -> bytes:
        """Return one of its files, made once: `xlsx` or `json`."""
        return file_of(here, f"{answer.name}.{form}", lambda: self._file(here, answer, form), answer.path)

    def _file(self, here: Council, answer: KeptAnswer, form: str) -> bytes:
        found = self.read(here, answer)
        return self.make_workbook(found, here) if form == XLSX else json_text(self.as_json(found)).encode()

    def all(self, here: Council) -> list[KeptAnswer]:
        """Return all that are kept, the latest first."""
        alone = kept_answer(here, self.name)
        return ([alone] if alone else []) + kept_answers(here, self.name)

    def marked(self, here: Council, mark: str) -> KeptAnswer | None:
        """Return the one that a mark stands for; None where none is kept."""
        return next((one for one in self.all(here) if one.mark == mark), None)


PLAN = AnswerKind(
    "plan", MediumTermPlan, MediumTermPage, medium_term_page, plan_workbook, plan_json, "medium-term-plan"
)
OUTTURN = AnswerKind(
    "outturn", Monitored, OutturnPage, outturn_page, outturn_workbook, outturn_json, "spending-and-savings"
)
SET = AnswerKind(
    "portfolio",
    WeighedSet,
    PortfolioPage,
    lambda found, here: portfolio_page(found.portfolio, here, found.falls),
    lambda found, here: portfolio_workbook(found.portfolio, here, found.falls),
    lambda found: portfolio_json(found.portfolio, found.falls),
    "set-of-proposals",
)
BETTER = AnswerKind(
    "better_sets",
    BetterSets,
    BetterSetsPage,
    lambda found, here: better_sets_page(here, found),
    lambda found, here: better_sets_workbook(here, found),
    better_sets_json,
    "better-sets",
)


def pack_of(here: Council, answer: KeptAnswer) -> SectionPack:
    """Return the section 25 pack of a plan, built once."""
    return page_of(
        here,
        SectionPack,
        f"{answer.name}.pack",
        lambda: section_pack(PLAN.read(here, answer), here),
        answer.path,
    )
