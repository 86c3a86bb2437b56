"""Coverage: whose numbers, what is hidden, and what to load next."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from lxml import html
from made_results import made_council, made_projection, made_start, template_of

from joinedup.council import StartingValue
from joinedup.declared import Origin
from joinedup.loading import EXPECTED
from joinedup.reports.coverage import CoveragePage, as_csv, as_json, coverage_page, write_coverage
from joinedup.reports.coverage._rows import _TABLE_BY_DOMAIN, _TABLE_BY_FIGURE, return_for
from joinedup.vocabulary import FIGURES

pytestmark = pytest.mark.unit

STARTING = (
    made_start("looked_after_children", 1200, Origin.OWN),
    made_start("looked_after_by_placement", 3, Origin.OWN, "other"),
    made_start("looked_after_by_placement", 40, Origin.OWN, "kinship"),
    made_start("looked_after_by_placement", 900, Origin.OWN, "foster_own"),
    made_start("ehc_plans", 4000, Origin.PUBLISHED),
    made_start("early_help_cases", 2000, Origin.ENGLAND),
    made_start("net_spend", 5e6, Origin.APPORTIONED, "social_work"),
    made_start("deprivation", 20.1, Origin.REGION),
    made_start("net_spend", 0.0, Origin.ASSUMED, "capital_financing"),
)


def rendered(starting: tuple[StartingValue, ...] = STARTING) -> html.HtmlElement:
    return html.fromstring(coverage_page(made_projection(starting=starting), made_council()).render())


def text(page: html.HtmlElement) -> str:
    return " ".join(page.text_content().split())


def test_every_field_of_the_page_says_what_it_shows_and_is_shown() -> None:
    described = CoveragePage.described()
    Path(__import__("joinedup.reports").reports.__path__[0], "templates", "coverage.html").read_text()
    assert [name for name in described if f"page.{name}" not in template_of(CoveragePage)] == []


def test_the_page_counts_whose_numbers_they_are() -> None:
    assert (
        "Of the 9 values that the projection starts from, 4 come from the council's own returns, 1 "
        "are its own as published nationally, and 4 are estimated, borrowed from its region or England, or "
        "assumed to be none."
    ) in text(rendered())


def test_it_says_what_to_load_next_most_borrowed_first() -> None:
    page = rendered()
    rows = [
        " ".join(row.text_content().split())
        for table in page.iter("table")
        if "What to load next" in table.findtext("caption")
        for row in table.iter("tr")
    ][1:]
    assert [row.split(" 1 ")[0].split(" 2 ")[0] for row in rows] == [
        "Budget and outturn",
        "Early help list",
        "Education, health and care plans",
    ]


def test_small_counts_are_hidden_with_what_gives_them_away() -> None:
    rows = {
        row["band"]: row for row in as_json(made_projection(starting=STARTING))["starting"] if row["band"]
    }
    assert rows["other"]["counted"] is None and rows["other"]["at_start"] is None
    assert rows["kinship"]["counted"] is None
    assert rows["foster_own"]["counted"] == 900
    assert "1 to 5" in text(rendered())


def test_the_csv_has_a_row_for_each_value() -> None:
    found = list(csv.DictReader(io.StringIO(as_csv(made_projection(starting=STARTING)))))
    assert len(found) == len(STARTING)
    assert {row["origin"] for row in found} == {one.value for one in Origin}


def test_every_figure_that_a_return_gives_names_one_that_is_expected() -> None:
    tables = {table for one in EXPECTED for table in one.tables}
    assert set(_TABLE_BY_DOMAIN.values()) | set(_TABLE_BY_FIGURE.values()) <= tables
    assert set(_TABLE_BY_FIGURE) <= set(FIGURES)
    assert return_for("deprivation") is None
    assert return_for("looked_after_children") is not None


def test_nothing_is_left_to_load_where_all_is_the_councils_own() -> None:
    said = text(rendered((made_start("ehc_plans", 4000, Origin.OWN),)))
    assert "Every value that a return could give comes from the council's own returns." in said


def test_the_files_stand_together(tmp_path: Path) -> None:
    files = write_coverage(made_projection(starting=STARTING), made_council(tmp_path))
    assert files.page == tmp_path / "reports" / "coverage" / "index.html"
    assert all(path.is_file() for path in (files.page, files.csv, files.json, files.manifest))
