"""Reading one published column."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from joinedup.errors import OpenDataRefused
from joinedup.national import OpenData, Publication
from joinedup.national._marks import Mark
from joinedup.national._panels import Column, LaitMeasure, panel_of, year_ending

pytestmark = pytest.mark.unit

TABLE = Publication("tidy.parquet", "a tidy table")
LONG = Publication("long.csv", "a long table")


@pytest.mark.parametrize(
    ("label", "year"),
    [
        ("2023", 2023),
        ("202324", 2024),
        ("2022/23", 2023),
        ("2022-23 (OT)", 2023),
        ("2023 (Rev)", 2023),
        ("2025 (prov)", 2025),
        ("201516", 2016),
    ],
)
def test_a_label_is_the_year_it_ends_in(label: str, year: int) -> None:
    assert year_ending(label) == year


def test_a_label_without_a_year_is_refused() -> None:
    with pytest.raises(OpenDataRefused):
        year_ending("latest")


def test_only_rows_of_authorities_that_match_are_read(tmp_path: Path) -> None:
    columns = ("geographic_level", "old_la_code", "time_period", "kind", "count")
    rows = [
        ("Local authority", "860", "2023", "starting", "12"),
        ("Local authority", "860", "2023", "ceasing", "12"),
        ("Local authority", "208", "2023", "starting", "c"),
        ("Local authority", "314 / 318", "2023", "starting", "9"),
        ("National", "", "2023", "starting", "100"),
    ]
    pl.DataFrame(rows, schema=columns, orient="row").write_parquet(tmp_path / TABLE.file)
    panel = Column(TABLE, "count", (("kind", "starting"),)).panel(OpenData(tmp_path))
    assert panel.values == {("860", 2023): 12.0}
    assert panel.marks == {("208", 2023): Mark.SUPPRESSED}
    assert panel.joint == {(("314", "318"), 2023): 9.0}


def test_a_value_that_matches_nothing_is_refused(tmp_path: Path) -> None:
    schema = ("geographic_level", "old_la_code", "time_period", "kind", "count")
    pl.DataFrame([("Local authority", "860", "2023", "a", "1")], schema=schema, orient="row").write_parquet(
        tmp_path / TABLE.file
    )
    with pytest.raises(OpenDataRefused, match="no row"):
        Column(TABLE, "count", (("kind", "b"),)).panel(OpenData(tmp_path))


def test_the_interactive_tool_is_keyed_on_its_short_name_and_leaves_out_totals(tmp_path: Path) -> None:
    (tmp_path / LONG.file).write_text(
        "Short Desc,Data item,Years,LA Number,Values\n"
        "Poor,Children in low income,2022,860.0,17.399999999999999\n"
        "Poor,,2023,860.0,19.2\n"
        "Poor,,2023,970.0,19.9\n"
        "Rich,Something else,2023,860.0,1\n",
        encoding="utf-8",
    )
    panel = LaitMeasure(LONG, "Poor").panel(OpenData(tmp_path))
    assert panel.values == {("860", 2022): pytest.approx(17.4), ("860", 2023): 19.2}
    with pytest.raises(OpenDataRefused, match="Neither"):
        LaitMeasure(LONG, "Neither").panel(OpenData(tmp_path))


def test_a_cell_that_is_no_number_and_no_mark_is_refused() -> None:
    with pytest.raises(OpenDataRefused, match="about 30"):
        panel_of(TABLE, [("860", "2023", "about 30")])
