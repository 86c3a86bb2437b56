"""What stands for an authority in each year, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import pytest

from joinedup.declared import Origin
from joinedup.national import OpenData, Publication, find_authority
from joinedup.national._history import CHILDREN, Question, Reading, children, history
from joinedup.national._marks import Mark
from joinedup.national._panels import Panel

pytestmark = pytest.mark.unit

TABLE = Publication("made_up.parquet", "made up for a test")
# Children aged 0 to 17 by DfE code and year; Cumbria (909) became Cumberland (942) and its neighbour (943).
PEOPLE = {
    ("909", "2022"): 1000,
    ("942", "2023"): 600,
    ("943", "2023"): 400,
    ("860", "2022"): 2000,
    ("860", "2023"): 2000,
    ("861", "2022"): 500,
    ("861", "2023"): 500,
    ("314", "2022"): 300,
    ("314", "2023"): 300,
    ("318", "2022"): 100,
    ("318", "2023"): 100,
}


@dataclass(frozen=True)
class Made:
    """A reader of a panel that a test has made."""

    key: int
    values: dict[tuple[str, int], float] = field(hash=False)
    marks: dict[tuple[str, int], Mark] = field(default_factory=dict, hash=False)
    joint: dict[tuple[tuple[str, ...], int], float] = field(default_factory=dict, hash=False)

    def panel(self, data: OpenData) -> Panel:
        return Panel(TABLE, self.values, self.marks, self.joint)


@pytest.fixture
def data(tmp_path: Path) -> OpenData:
    path = tmp_path / CHILDREN.file
    path.parent.mkdir(parents=True)
    pl.DataFrame(
        [
            {
                "geographic_level": "Local authority",
                "old_la_code": code,
                "time_period": year,
                "age_group": "Children aged 0 to 17 years",
                "population_estimate": str(count),
            }
            for (code, year), count in PEOPLE.items()
        ]
    ).write_parquet(path)
    return OpenData(tmp_path)


def asked(made: Made, *, is_rate: bool = False, fills: bool = True) -> Question:
    return Question(made, (3, 31), is_rate=is_rate, fills=fills)


def test_a_published_number_stands_as_it_is(data: OpenData) -> None:
    made = Made(1, {("860", 2022): 50.0, ("860", 2023): 60.0})
    found = history(data, asked(made), find_authority("860"))
    assert found == [Reading(2022, 50.0, Origin.PUBLISHED), Reading(2023, 60.0, Origin.PUBLISHED)]


def test_successors_share_what_their_predecessor_had_by_children(data: OpenData) -> None:
    made = Made(2, {("909", 2023): 740.0, ("860", 2023): 1.0})
    shares = [history(data, asked(made), find_authority(code))[-1] for code in ("942", "943")]
    assert [one.value for one in shares] == pytest.approx([444.0, 296.0])
    assert {one.origin for one in shares} == {Origin.APPORTIONED}


def test_successors_share_by_their_own_first_numbers_where_they_have_them(data: OpenData) -> None:
    values = {("909", 2023): 100.0, ("942", 2024): 90.0, ("943", 2024): 30.0}
    found = history(data, asked(Made(3, values)), find_authority("942"))
    assert found[0].value == pytest.approx(75.0)
    assert found[1] == Reading(2024, 90.0, Origin.PUBLISHED)


def test_a_zero_before_the_authority_came_to_be_is_not_a_number(data: OpenData) -> None:
    values = {("909", 2022): 100.0, ("942", 2022): 0.0, ("942", 2024): 90.0, ("943", 2024): 30.0}
    found = history(data, asked(Made(4, values)), find_authority("942"))
    assert found[0].value == pytest.approx(75.0)


def test_a_rate_of_the_predecessor_is_taken_over_whole(data: OpenData) -> None:
    found = history(data, asked(Made(5, {("909", 2023): 0.22}), is_rate=True), find_authority("943"))
    assert found[-1].value == pytest.approx(0.22)
    assert found[-1].origin is Origin.APPORTIONED


def test_a_joint_return_is_split_by_children_and_its_rates_are_shared(data: OpenData) -> None:
    joint = {(("314", "318"), 2023): 80.0}
    made = Made(6, {("860", 2023): 1.0}, joint=joint)
    assert history(data, asked(made), find_authority("314"))[-1].value == pytest.approx(60.0)
    assert history(data, asked(made), find_authority("318"))[-1].value == pytest.approx(20.0)
    rate = history(data, asked(made, is_rate=True), find_authority("318"))[-1]
    assert rate.value == 80.0
    assert rate.origin is Origin.APPORTIONED


def test_a_missing_latest_number_moves_as_the_region_moved(data: OpenData) -> None:
    values = {("861", 2022): 40.0, ("860", 2022): 100.0, ("860", 2023): 150.0}
    found = history(data, asked(Made(7, values)), find_authority("861"))[-1]
    assert found.value == pytest.approx(60.0)
    assert found.origin is Origin.APPORTIONED
    assert "West Midlands" in found.note


def test_an_authority_without_any_number_takes_its_regions_rate(data: OpenData) -> None:
    marks = {("861", 2023): Mark.SUPPRESSED}
    found = history(data, asked(Made(8, {("860", 2023): 100.0}, marks)), find_authority("861"))
    assert found == [
        Reading(
            2023,
            25.0,
            Origin.REGION,
            "suppressed: a small number, or one that would reveal it; rate of West Midlands",
        )
    ]


def test_without_a_region_it_takes_englands_rate(data: OpenData) -> None:
    found = history(data, asked(Made(9, {("314", 2023): 30.0})), find_authority("861"))[-1]
    assert found.value == pytest.approx(50.0)
    assert found.origin is Origin.ENGLAND


def test_nothing_stands_in_where_it_is_not_wanted(data: OpenData) -> None:
    made = Made(10, {("860", 2023): 100.0})
    assert history(data, asked(made, fills=False), find_authority("861")) == []


def test_a_gap_in_the_past_stays_a_gap(data: OpenData) -> None:
    values = {
        ("860", 2021): 1.0,
        ("861", 2021): 5.0,
        ("860", 2022): 1.0,
        ("860", 2023): 1.0,
        ("861", 2023): 7.0,
    }
    found = history(data, asked(Made(11, values)), find_authority("861"))
    assert [one.year for one in found] == [2021, 2023]


def test_children_before_reorganisation_are_the_predecessors_share(data: OpenData) -> None:
    assert children(data, find_authority("942"), 2022) == pytest.approx(600.0)
    assert children(data, find_authority("860"), 2030) == 2000.0
