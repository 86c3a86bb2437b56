"""What is loaded, and the workbook of rows to correct."""

from __future__ import annotations

from datetime import date

import fastexcel
import pytest

from joinedup.loading import Coverage, LoadReport, ToCorrect
from joinedup.parameters import load_parameters
from joinedup.reports.load import held_table, quality_workbook, rows_in_words

pytestmark = pytest.mark.unit

WRONG = (
    ToCorrect(
        "send/plans.csv", "ehc_plans", "", "ehc_plans", True, "not a possible date", "Started", "", (4, 9)
    ),
    ToCorrect("=cmd.csv", "ehc_plans", "", "ehc_plans", False, "Ends first.", "Ended", "early", (7,)),
)


def test_each_row_is_a_line_with_where_it_is_and_what_is_wrong() -> None:
    content = quality_workbook(WRONG, "Testshire", 3, "2026-05-01T09:00:00+00:00", due=date(2026, 6, 1))
    book = fastexcel.read_excel(content)
    rows = book.load_sheet("Rows").to_polars().rows()
    assert [tuple(one or "" for one in row) for row in rows] == [
        ("=cmd.csv", "ehc_plans", 7, "Ended", "Ends first.", "early", "loaded as they are"),
        ("send/plans.csv", "ehc_plans", 4, "Started", "not a possible date", "", "left out"),
        ("send/plans.csv", "ehc_plans", 9, "Started", "not a possible date", "", "left out"),
    ]
    assert "1 June 2026" in str(book.load_sheet("What to do").to_polars().rows())


def test_the_same_rows_give_the_same_bytes() -> None:
    made = [quality_workbook(WRONG, "Testshire", 3, "2026-05-01T09:00:00+00:00") for _ in range(2)]
    assert made[0] == made[1]


def test_rows_are_counted_in_words() -> None:
    assert rows_in_words(WRONG) == "3 rows of 2 files"
    assert rows_in_words(WRONG[1:]) == "1 row of =cmd.csv"


def test_what_is_loaded_is_listed_by_return_with_the_next_one_due() -> None:
    coverage = (
        Coverage("ssda903_header", "A child.", "year ending", "2024", 10),
        Coverage("ssda903_reviews", "A review.", "year ending", "2025", 20),
        Coverage("ssda903_header", "A child.", "year ending", "2025", 12),
        Coverage("gias_links", "A link.", "", "", 5),
    )
    report = LoadReport("Testshire", 1, "2026-05-01T09:00:00+00:00", True, (), coverage)
    table = held_table(report, {}, load_parameters(), date(2026, 8, 1))
    said = {row.name: [cell.text for cell in row.cells] for row in table.rows}
    care = said["SSDA903 return (children looked after)"]
    assert care[:2] == ["2024 to 2025 (year ending)", "42"]
    assert care[4].startswith("Late: up to 31 March 2026, due by 30 June 2026 (recalled)")
    assert said["Register of schools (GIAS)"][0] == "not by year"
