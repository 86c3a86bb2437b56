"""What an answer hangs on, in words, on a page, in a workbook and as JSON."""

from __future__ import annotations

import io
import json
from pathlib import Path

import polars as pl
import pytest
from lxml import html
from made_explanations import made_explanation, made_group, nothing_to_explain
from made_results import made_council, made_proposal, template_of
from rich.console import Console

from joinedup.reports.explain import (
    ExplainPage,
    explain_page,
    explanation_summary,
    hangs_on,
    shares_in_words,
    write_explanation,
)
from joinedup.reports.explain._words import each_in_words

pytestmark = pytest.mark.unit

PROPOSALS = [made_proposal()]


def test_the_groups_that_weigh_most_are_named_largest_first() -> None:
    assert shares_in_words(made_explanation().by_source, "source") == (
        "By source, its uncertainty comes most from “Webb and others 2021” (60%) and “Judged values on "
        "care” (50%). Shares add up to more than 100% because some act through each other."
    )


def test_where_every_group_is_small_the_largest_is_named() -> None:
    small = [made_group("a", "Judged values on care", 0.08, 0.0), made_group("b", "Others", 0.02, 0.0)]
    assert shares_in_words(small, "source") == (
        "By source, its uncertainty comes most from “Judged values on care” (8%)."
    )
    assert shares_in_words([], "source") == ""


def test_where_it_turns_and_what_matters_most_are_said() -> None:
    said = " ".join(hangs_on(made_explanation()))
    assert "It costs in 40 of 100 draws where the effect of early help is 0.2 or more." in said
    assert "The answer hangs most on this: the effect of early help" in said


def test_where_nothing_changes_there_is_nothing_to_explain(tmp_path: Path) -> None:
    assert hangs_on(nothing_to_explain()) == []
    page = explain_page(nothing_to_explain(), PROPOSALS, made_council())
    assert page.answer == "Nothing in the plan changes, so there is nothing to explain."
    assert page.answer in page.render()
    assert write_explanation(nothing_to_explain(), PROPOSALS, made_council(tmp_path)).workbook.is_file()


def test_every_field_of_the_page_is_shown() -> None:
    assert [name for name in ExplainPage.described() if f"page.{name}" not in template_of(ExplainPage)] == []


def test_the_page_gives_the_answer_its_shares_and_how_it_comes_about() -> None:
    page = html.fromstring(explain_page(made_explanation(), PROPOSALS, made_council()).render())
    said = " ".join(page.text_content().split())
    assert "Over the whole plan, the General Fund would be about £2.3m better off" in said
    assert "8% less: Family Help staff → £1.1m more on placements in 2030/31." in said
    (row,) = [one for one in page.iter("tr") if "Judged values on care" in one.text_content()]
    assert " ".join(row.text_content().split()) == "Judged values on care 30% 20% to 40% 50% 40% to 60% 2"


def test_the_terminal_says_the_same() -> None:
    console = Console(width=140, file=io.StringIO(), record=True)
    console.print(explanation_summary(made_explanation(), PROPOSALS))
    said = console.export_text()
    assert "Over the whole plan, the General Fund would be about £2.3m better off" in said
    assert (
        "Judged values on care: about half (50%) of the uncertainty; to know this alone would settle 30%"
        in said
    )


def test_groups_that_make_almost_nothing_are_only_counted() -> None:
    small = [made_group("a", "Care", 0.5, 0.6), *[made_group(str(n), "Small", 0.001, 0.0) for n in range(3)]]
    assert each_in_words(small) == [
        "Care: about half (50%) of the uncertainty; to know this alone would settle 50%",
        "3 other groups: less than 1% each",
    ]


def test_the_files_hold_the_same_numbers(tmp_path: Path) -> None:
    files = write_explanation(made_explanation(), PROPOSALS, made_council(tmp_path))
    assert files.page.parent.name == "explain-trim"
    content = json.loads(files.json.read_text())
    assert content["run"] == "abc123"
    assert content["by_source"][0]["total"] == 0.6
    rows = pl.read_excel(files.workbook, sheet_name="By source", engine="calamine").to_dicts()
    assert [row["In all"] for row in rows] == [0.6, 0.5, 0.05]
