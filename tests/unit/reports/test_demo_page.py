"""The front page of a demo."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from made_figures import MadeCouncil
from made_ledger import YEARS, made_year
from made_plan import made_plan, trimmed
from made_results import made_backcast, made_council, made_projection, made_proposal, made_ripple, template_of

from joinedup.council.medium_term import MediumTermPlan
from joinedup.council.monitoring import Monitored, delivery_record, in_year
from joinedup.reports.compare import Tried
from joinedup.reports.demo import IndexPage, Linked, money_ahead, write_index
from joinedup.reports.load import LoadReportFiles
from joinedup.reports.medium_term import PlanFiles, balance_says
from joinedup.reports.outturn import OutturnFiles

pytestmark = pytest.mark.unit

MONEY = (
    Linked("Five years of money", "It is short.", "plan/index.html"),
    Linked("This year", "It is over.", "outturn/index.html"),
)


def content(tmp_path: Path) -> html.HtmlElement:
    council = made_council(tmp_path)
    loaded = LoadReportFiles(
        council.reports / "load_1.html", council.reports / "load_1.xlsx", tmp_path / "rows.csv"
    )
    ripple = made_ripple({"family_help": -1e6}, proposals=[made_proposal("a"), made_proposal("b")])
    tried = [Tried("Both cuts", ripple)]
    page = write_index(council, loaded, made_projection(gap=4e6), made_backcast(), tried, [], MONEY)
    return html.fromstring(page.read_text())


def test_every_field_of_the_page_is_shown() -> None:
    assert [name for name in IndexPage.described() if f"page.{name}" not in template_of(IndexPage)] == []


def test_the_front_page_links_to_what_was_written(tmp_path: Path) -> None:
    assert content(tmp_path).xpath("//main//a/@href") == [
        "load_1.html",
        "load_1.xlsx",
        "coverage/index.html",
        "projection/index.html",
        "plan/index.html",
        "outturn/index.html",
        "a-and-b/index.html",
    ]


def test_the_front_page_gives_the_answer_about_the_money_beside_each_link(tmp_path: Path) -> None:
    said = [" ".join(one.text_content().split()) for one in content(tmp_path).xpath("//section")]
    assert said[:2] == ["Five years of money It is short.", "This year It is over."]


def test_the_front_page_says_what_to_type_next(tmp_path: Path) -> None:
    typed = content(tmp_path).xpath("//h2[@id='next']/following-sibling::ul[1]/li/code[1]/text()")
    assert typed == ["joinedup portfolio", "joinedup optimise"]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> MediumTermPlan:
    return made_plan(MadeCouncil(tmp_path_factory.mktemp("plan") / "council"), [trimmed()])


def test_the_money_is_given_by_the_plan_and_by_this_year_in_one_sentence_each(
    plan: MediumTermPlan, tmp_path: Path
) -> None:
    months = {"family_help": {year: [1e6] * (7 if year == "2026/27" else 12) for year in YEARS}}
    asked = made_year(tmp_path, months, budgets={"family_help": dict.fromkeys(YEARS, 11e6)})
    reports = asked.council.reports
    year = Monitored(in_year(asked), "", None, delivery_record(asked, None), {})
    ahead, now = money_ahead(
        asked.council,
        plan,
        PlanFiles(reports / "plan" / "index.html", reports, reports, reports),
        year,
        OutturnFiles(reports / "outturn" / "index.html", reports, reports),
    )
    assert ahead == Linked("Five years of money, with 1 proposal", balance_says(plan), "plan/index.html")
    assert now.link == "outturn/index.html"
    assert now.answer.startswith(
        "By what was spent to 31 October 2026, the General Fund is heading for £12.0m against a budget of "
    )
    assert now.answer.count(". ") == 0
