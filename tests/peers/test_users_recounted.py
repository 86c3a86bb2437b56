"""Who uses a service, against a second count of the same files without the store."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from joinedup.council._own_figures import own_figures
from joinedup.council.portfolios._user_lists import USER_LISTS
from joinedup.council.portfolios._users import Counted, CountsOfUsers
from joinedup.folder import Council, read_council
from joinedup.loading import load
from joinedup.returns import read_file
from joinedup.store import Store, own_data

pytestmark = pytest.mark.peers

DAY = date(2026, 3, 31)
FIGURES = {
    "early_help": "early_help_cases",
    "in_need": "children_in_need",
    "protection_plans": "child_protection_plans",
    "looked_after": "looked_after_children",
    "ehc_plans": "ehc_plans",
    "send_transport": "send_transport_users",
}
FIFTHS = (
    "Most deprived fifth of England",
    "Second most deprived fifth",
    "Middle fifth",
    "Second least deprived fifth",
    "Least deprived fifth of England",
)


@pytest.fixture(scope="module")
def council(small_county: Path, tmp_path_factory: pytest.TempPathFactory) -> Council:
    folder = tmp_path_factory.mktemp("users") / "middleshire"
    shutil.copytree(small_county, folder)
    made = read_council(folder)
    load(made, read=read_file)
    return made


@pytest.fixture(scope="module")
def counted(council: Council) -> dict[str, Counted]:
    with own_data(Store(council.workings), council) as own:
        counts = CountsOfUsers(own)
        return {one.key: found for one in USER_LISTS if (found := counts.counted(one))}


def rows(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    return list({tuple(row.values()): row for row in csv.DictReader(text.splitlines())}.values())


def day(text: str) -> date | None:
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def groups(found: Counted, name: str) -> dict[str, int]:
    by = next(one for one in found.by if one.name == name)
    return {one.group: one.users for one in by.groups if one.users}


def in_care(council: Council) -> set[str]:
    """Return the children with an open episode that is no short break."""
    return {
        row["CHILD"]
        for row in rows(council.data / "social_care/ssda903/2026/episodes.csv")
        if row["LS"] not in ("V3", "V4")
        and (started := day(row["DECOM"]))
        and started <= DAY
        and not ((ended := day(row["DEC"])) and ended <= DAY)
    }


def test_there_are_as_many_users_as_the_model_starts_from(
    council: Council, counted: dict[str, Counted]
) -> None:
    held = {
        (one.figure, one.as_at): one.value
        for one in own_figures(Store(council.workings), council)
        if one.area == council.ons_code and not one.band
    }
    for key, figure in FIGURES.items():
        assert counted[key].total == held[figure, counted[key].as_at] > 0, key


def test_looked_after_children_by_sex_and_age(council: Council, counted: dict[str, Counted]) -> None:
    children = in_care(council)
    header = {
        row["CHILD"]: row
        for row in rows(council.data / "social_care/ssda903/2026/header.csv")
        if row["CHILD"] in children
    }
    names = {"1": "Male", "M": "Male", "2": "Female", "F": "Female"}
    assert Counter(names[row["SEX"]] for row in header.values()) == groups(counted["looked_after"], "Sex")
    ages: Counter[str] = Counter()
    for row in header.values():
        born = day(row["DOB"])
        assert born is not None
        age = DAY.year - born.year - ((DAY.month, DAY.day) < (born.month, born.day))
        ages[next(name for below, name in _BANDS if age < below)] += 1
    assert ages == groups(counted["looked_after"], "Age")


_BANDS = ((5, "0 to 4"), (11, "5 to 10"), (16, "11 to 15"), (18, "16 and 17"), (26, "18 to 25"))


def test_pupils_that_users_are_held_against_by_deprivation(
    council: Council, counted: dict[str, Counted]
) -> None:
    tenth = {
        row["LSOA code (2021)"]: int(next(value for name, value in row.items() if "Decile" in name))
        for row in rows(council.data / "geography/indices_of_deprivation.csv")
    }
    lsoa = {
        row["pcds"].replace(" ", ""): row["lsoa21"]
        for row in rows(council.data / "geography/postcode_directory.csv")
    }
    lives = {
        row["upn"]: row["postcode"].replace(" ", "").upper()
        for row in rows(council.data / "schools/pupil_census_2026_spring.csv")
        if row["upn"]
    }
    recounted = Counter(FIFTHS[(tenth[lsoa[one]] - 1) // 2] for one in lives.values() if one in lsoa)
    by = next(one for one in counted["looked_after"].by if one.name == "Where they live")
    assert {one.group: one.everyone for one in by.groups if one.group in recounted} == recounted
    assert sum(recounted.values()) > 0


def test_those_with_transport_are_among_those_with_a_plan(counted: dict[str, Counted]) -> None:
    plans, riders = groups(counted["ehc_plans"], "Sex"), groups(counted["send_transport"], "Sex")
    assert all(riders[group] <= plans[group] for group in riders)
