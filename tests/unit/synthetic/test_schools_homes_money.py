"""Schools, homes and money add up across files."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from joinedup.folder import read_council
from joinedup.vocabulary import COUNCIL_LINES, FUNDING_LINES, Directorate, Pot

pytestmark = pytest.mark.unit


def _read(county: Path, path: str) -> pl.DataFrame:
    return pl.read_csv(county / "data" / path, infer_schema_length=None)


def test_the_roll_of_a_school_is_the_number_of_its_pupils_in_the_census(small_county: Path) -> None:
    census = _read(small_county, "schools/pupil_census_2026_spring.csv")
    counted = census.group_by(pl.col("urn").alias("URN"), pl.col("ncyearactual").alias("Year group")).len()
    rolls = _read(small_county, "schools/school_rolls.csv").filter(pl.col("Academic year") == "2025/26")
    both = rolls.join(counted, on=["URN", "Year group"], how="left")
    assert len(both) > 0
    assert (both["Pupils"] == both["len"]).all()


def test_a_year_group_is_about_as_large_a_year_later(small_county: Path) -> None:
    rolls = (
        _read(small_county, "schools/school_rolls.csv")
        .group_by("Academic year", "Year group")
        .agg(pl.col("Pupils").sum())
    )
    size = {(year, group): pupils for year, group, pupils in rolls.iter_rows()}
    ratios = [
        size[(f"{year + 1}/{year + 2 - 2000}", str(group + 1))]
        / size[(f"{year}/{year + 1 - 2000}", str(group))]
        for year in range(2016, 2025)
        for group in (1, 2, 3, 4)
    ]
    assert min(ratios) > 0.9
    assert max(ratios) < 1.12


def test_the_largest_classes_of_a_mainstream_school_fit_the_places_more_or_less(small_county: Path) -> None:
    numbers = _read(small_county, "schools/admission_numbers.csv").filter(pl.col("Entry year") == "2024/25")
    rolls = _read(small_county, "schools/school_rolls.csv").filter(pl.col("Academic year") == "2024/25")
    both = rolls.join(numbers, on=["URN", "Year group"], how="left")
    assert both["Admission number"].null_count() == 0
    assert both["Pupils"].sum() < both["Admission number"].sum()


def test_schools_lie_in_planning_areas_that_the_council_declares(small_county: Path) -> None:
    declared = {area.code for area in read_council(small_county).planning_areas}
    assert {
        str(area) for area in _read(small_county, "schools/school_capacity.csv")["Planning area"]
    } == declared


def test_a_plan_is_requested_then_decided_then_issued_then_ceased(small_county: Path) -> None:
    plans = _read(small_county, "send/ehc_plans.csv").with_columns(
        pl.col(name).str.to_date("%d/%m/%Y", strict=False)
        for name in ("Request date", "Decision to assess", "Plan issued", "Plan ceased")
    )
    for before, after in (
        ("Request date", "Decision to assess"),
        ("Decision to assess", "Plan issued"),
        ("Plan issued", "Plan ceased"),
    ):
        both = plans.drop_nulls([before, after])
        assert (both[before] <= both[after]).all()
    assert plans.filter(pl.col("Plan issued").is_null() & pl.col("Plan ceased").is_null()).height > 0


def test_sites_hold_what_they_have_built_and_will_build(small_county: Path) -> None:
    trajectory = pl.read_excel(small_county / "data/housing/housing_trajectory.xlsx").head(-1)
    years = [name for name in trajectory.columns if "/" in name]
    assert (years[0], years[-1], len(years)) == ("2026/27", "2040/41", 15)
    built = trajectory["Completed to date"] + trajectory.select(pl.sum_horizontal(years)).to_series()
    assert (built <= trajectory["Net capacity"]).all()
    village = trajectory.filter(pl.col("Site name") == "Middleton Garden Village")
    assert set(village["Status"]) == {"Outline permission"}
    assert village.select(pl.sum_horizontal(years)).to_series().sum() == 0


def test_the_stock_of_homes_grows_by_what_was_built(small_county: Path) -> None:
    homes = _read(small_county, "housing/housing_completions.csv").sort("Ward code", "Financial year")
    growth = homes.with_columns(
        (pl.col("Dwelling stock") - pl.col("Dwelling stock").shift(1).over("Ward code")).alias("grown")
    )
    later = growth.drop_nulls("grown")
    assert (later["grown"] == later["Net completions"]).all()


def test_the_general_fund_balances_in_each_adopted_budget(small_county: Path) -> None:
    budget = _read(small_county, "finance/budget.csv").filter(pl.col("Pot") == Pot.GENERAL_FUND.says)
    grants = _read(small_county, "finance/grants.csv").filter(pl.col("Pot") == Pot.GENERAL_FUND.says)
    for year in ("2022/23", "2026/27"):
        spent = budget.filter(pl.col("Financial year") == year)["Net budget"].sum()
        funded = grants.filter(pl.col("Financial year") == year)["Amount"].sum()
        assert spent == pytest.approx(funded, rel=1e-3)


def test_the_budget_names_every_line_with_its_own_pot_and_directorate(small_county: Path) -> None:
    local = read_council(small_county).directorates
    budget = _read(small_county, "finance/budget.csv").filter(pl.col("Financial year") == "2026/27")
    expected = {
        (line.says, line.pot.says, local[Directorate(line.directorate).value]) for line in COUNCIL_LINES
    }
    assert set(budget.select("Service", "Pot", "Directorate").iter_rows()) == expected
    assert (budget["Gross expenditure"] - budget["Income"] - budget["Net budget"]).abs().max() < 1e-6
    assert set(_read(small_county, "finance/grants.csv")["Grant"]) == {
        says for says, _ in FUNDING_LINES.values()
    } | {"Total"}


def test_every_post_reports_to_a_post_and_every_priority_has_an_owner(small_county: Path) -> None:
    posts = pl.read_csv(small_county / "leadership/posts.csv", infer_schema=False)
    named = set(posts["Post"])
    assert set(posts["Reports to"].drop_nulls()) <= named
    assert set(pl.read_csv(small_county / "leadership/priorities.csv")["Owner post"]) <= named
