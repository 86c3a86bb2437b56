"""Do an authority's figures agree with what was published, and do all authorities add up to England?"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from joinedup.declared import FigureValue, Origin
from joinedup.national import OpenData, authorities, find_authority, open_figures

pytestmark = pytest.mark.peers

CHECKS = Path(__file__).with_name("published") / "open_figures_check.csv"


def checks() -> list[dict[str, str]]:
    with CHECKS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def data(shared_data: Path) -> OpenData:
    return OpenData(shared_data)


@pytest.fixture(scope="module")
def everywhere(data: OpenData) -> dict[str, list[FigureValue]]:
    return {one.name: open_figures(data, one) for one in authorities()}


@cache
def index(values: tuple[FigureValue, ...]) -> dict[tuple[str, str, str, date], FigureValue]:
    return {(one.figure, one.area, one.band, one.as_at): one for one in values}


@pytest.mark.parametrize(
    "check", checks(), ids=lambda row: f"{row['authority']}-{row['figure']}-{row['band']}-{row['as_at']}"
)
def test_a_figure_is_as_published(check: dict[str, str], everywhere: dict[str, list[FigureValue]]) -> None:
    authority = find_authority(check["authority"])
    found = index(tuple(everywhere[authority.name]))
    value = found[check["figure"], authority.ons_code, check["band"], date.fromisoformat(check["as_at"])]
    assert value.value == pytest.approx(float(check["value"]), rel=0, abs=float(check["tolerance"]) or 1e-9)


# The England rows are rounded to 10; an authority that is suppressed has a few children at most.
SUMS = (
    ("referrals", "c1_referrals", "referral_count"),
    ("assessments", "c2_assessment_duration_2024ed", "Assessments_completed"),
    ("child_protection_plans", "d1_cpp_2024ed", "CPP_At31"),
    ("child_protection_starts", "d1_cpp_2024ed", "CPP_start"),
    ("child_protection_ends", "d1_cpp_2024ed", "CPP_end"),
)


@pytest.mark.parametrize(("figure", "file", "column"), SUMS)
def test_authorities_add_up_to_england(
    figure: str,
    file: str,
    column: str,
    shared_data: Path,
    everywhere: dict[str, list[FigureValue]],
) -> None:
    table = pl.read_parquet(shared_data / "social_care" / f"{file}.parquet")
    england = table.filter((pl.col("geographic_level") == "National") & (pl.col("time_period") == "2023"))
    total = sum(
        value.value
        for name, values in everywhere.items()
        for value in values
        if value.figure == figure
        and value.as_at == date(2023, 3, 31)
        and value.area == find_authority(name).ons_code
    )
    assert total == pytest.approx(float(england[column].item()), rel=0, abs=50)


def test_years_that_an_authority_did_not_publish_stay_empty(
    everywhere: dict[str, list[FigureValue]],
) -> None:
    """Hackney published no referrals for 2021 and 2022: a latest value may be estimated, history never."""
    years = {value.as_at.year for value in everywhere["Hackney"] if value.figure == "referrals"}
    assert {2020, 2023} <= years
    assert not {2021, 2022} & years


def test_looked_after_children_add_up_to_england(everywhere: dict[str, list[FigureValue]]) -> None:
    """83,750 are published; those of the two smallest authorities are an estimate of about two each."""
    total = sum(
        value.value
        for values in everywhere.values()
        for value in values
        if value.figure == "looked_after_children" and value.as_at == date(2023, 3, 31)
    )
    assert total == pytest.approx(83_750, rel=0, abs=10)


def test_children_add_up_to_england(everywhere: dict[str, list[FigureValue]]) -> None:
    total = sum(
        value.value
        for name, values in everywhere.items()
        for value in values
        if value.figure == "children_0_17"
        and value.as_at == date(2024, 6, 30)
        and value.area == find_authority(name).ons_code
    )
    assert total == 12_183_016


def test_cumbria_is_split_by_children(everywhere: dict[str, list[FigureValue]]) -> None:
    """Cumberland takes 0.5704 of Cumbria's 2023 figures and Westmorland and Furness 0.4296."""
    found = {}
    for name in ("Cumberland", "Westmorland and Furness"):
        authority = find_authority(name)
        found[name] = index(tuple(everywhere[name]))[
            "looked_after_children", authority.ons_code, "", date(2023, 3, 31)
        ]
    total = sum(value.value for value in found.values())
    assert total == pytest.approx(740, abs=0.5)
    assert found["Cumberland"].value / total == pytest.approx(0.5704, abs=5e-5)
    assert {value.origin for value in found.values()} == {Origin.APPORTIONED}


def test_spending_lines_add_up_to_total_service_expenditure(everywhere: dict[str, list[FigureValue]]) -> None:
    published = {"Staffordshire": 1_137_410_000, "Lambeth": 802_887_040}
    for name, total in published.items():
        lines = [
            value.value
            for value in everywhere[name]
            if value.figure == "net_spend" and value.as_at == date(2025, 3, 31)
        ]
        assert sum(lines) == pytest.approx(total, rel=0, abs=100)
