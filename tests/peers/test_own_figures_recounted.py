"""The council's own figures against a second count of the same files, made line by line without the store."""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pytest

from joinedup.council._own_figures import own_figures
from joinedup.declared import FigureValue, Origin
from joinedup.folder import Council, read_council
from joinedup.loading import load
from joinedup.returns import read_file
from joinedup.store import Store
from joinedup.vocabulary import FIGURES, SPENDING_LINES

pytestmark = pytest.mark.peers

YEARS = range(2022, 2027)
ByYear = dict[int, float]


@pytest.fixture(scope="module")
def council(small_county: Path, tmp_path_factory: pytest.TempPathFactory) -> Council:
    folder = tmp_path_factory.mktemp("counted") / "middleshire"
    shutil.copytree(small_county, folder)
    made = read_council(folder)
    load(made, read=read_file)
    return made


@pytest.fixture(scope="module")
def values(council: Council) -> list[FigureValue]:
    return own_figures(Store(council.workings), council)


def of_council(values: list[FigureValue], council: Council, figure: str, band: str = "") -> ByYear:
    return {
        one.as_at.year: one.value
        for one in values
        if (one.figure, one.band, one.area) == (figure, band, council.ons_code)
    }


def day(text: str) -> date | None:
    """Return the date a cell holds; None where it holds none, or one that does not exist."""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def lines(file: Path) -> Iterator[dict[str, str]]:
    """Give each different line of a CSV file once."""
    text = file.read_bytes().decode("utf-8-sig", errors="replace")
    seen = set()
    for row in csv.DictReader(text.splitlines()):
        if tuple(row.values()) not in seen:
            seen.add(tuple(row.values()))
            yield row


def was_in(row: dict[str, str], on: date) -> bool:
    started, ended = day(row["DECOM"]), day(row["DEC"])
    return started is not None and started <= on and (ended is None or ended > on)


def episodes(council: Council, year: int) -> list[dict[str, str]]:
    """Return the episodes of a year that are not short breaks and whose first day exists."""
    rows = lines(council.data / f"social_care/ssda903/{year}/episodes.csv")
    return [row for row in rows if row["LS"] not in ("V3", "V4") and day(row["DECOM"])]


def test_looked_after_children_and_those_who_start_and_leave(
    council: Council, values: list[FigureValue]
) -> None:
    held: ByYear = {}
    started: ByYear = {}
    left: ByYear = {}
    for year in YEARS:
        on, before, rows = date(year, 3, 31), date(year - 1, 3, 31), episodes(council, year)
        held[year] = len({row["CHILD"] for row in rows if was_in(row, on)})
        began = {
            row["CHILD"] for row in rows if row["RNE"] == "S" and before < (day(row["DECOM"]) or on) <= on
        }
        started[year] = len(began)
        ended = [row for row in rows if row["REC"].startswith("E") and day(row["DEC"])]
        left[year] = len({row["CHILD"] for row in ended if before < (day(row["DEC"]) or on) <= on})
    assert of_council(values, council, "looked_after_children") == held
    assert of_council(values, council, "care_starts") == started
    assert of_council(values, council, "care_ends") == left
    assert min(held.values()) > 0


def test_placements_add_up_to_the_children(council: Council, values: list[FigureValue]) -> None:
    by_year: dict[int, float] = defaultdict(float)
    for band in FIGURES["looked_after_by_placement"].bands:
        for year, value in of_council(values, council, "looked_after_by_placement", band).items():
            by_year[year] += value
    assert by_year == of_council(values, council, "looked_after_children")


def census(council: Council, year: int) -> Iterator[ElementTree.Element]:
    file = council.data / f"social_care/cin/cin_census_{year}.xml"
    yield from ElementTree.parse(file).getroot().iter("Child")


def test_the_front_door_and_plans(council: Council, values: list[FigureValue]) -> None:
    referrals: ByYear = {}
    assessed: ByYear = {}
    plans: ByYear = {}
    for year in YEARS:
        on, before = date(year, 3, 31), date(year - 1, 3, 31)
        referred, done, open_plans = set(), 0, set()
        for child in census(council, year):
            number = child.findtext(".//LAchildID")
            for one in child.iter("CINreferralDate"):
                if before < (day(one.text or "") or date.max) <= on:
                    referred.add((number, one.text))
            days = [day(one.text or "") for one in child.iter("AssessmentAuthorisationDate")]
            done += sum(before < one <= on for one in days if one)
            for plan in child.iter("ChildProtectionPlans"):
                ended = day(plan.findtext("CPPendDate") or "")
                if ended is None or ended > on:
                    open_plans.add(number)
        referrals[year], assessed[year], plans[year] = len(referred), done, len(open_plans)
    assert of_council(values, council, "referrals") == referrals
    assert of_council(values, council, "assessments") == assessed
    assert of_council(values, council, "child_protection_plans") == plans
    assert min(plans.values()) > 0


def test_children_in_need_have_an_open_case_and_nothing_more(
    council: Council, values: list[FigureValue]
) -> None:
    counted: ByYear = {}
    for year in YEARS:
        on = date(year, 3, 31)
        looked_after = {row["CHILD"] for row in episodes(council, year) if was_in(row, on)}
        children = set()
        for child in census(council, year):
            number = child.findtext(".//LAchildID")
            has_case = any(
                one.findtext("CINclosureDate") is None and one.findtext("ReferralNFA") not in ("1", "true")
                for one in child.iter("CINdetails")
            )
            has_plan = any(one.findtext("CPPendDate") is None for one in child.iter("ChildProtectionPlans"))
            if has_case and not has_plan and number not in looked_after:
                children.add(number)
        counted[year] = len(children)
    assert of_council(values, council, "children_in_need") == counted


def test_early_help_and_plans_on_each_31_march(council: Council, values: list[FigureValue]) -> None:
    for file, figure, starts, ends, who in (
        ("social_care/early_help.csv", "early_help_cases", "Start date", "Closure date", "Child ID"),
        ("send/ehc_plans.csv", "ehc_plans", "Plan issued", "Plan ceased", "EHC ID"),
    ):
        # A first day that does not exist makes the row unusable; it is set aside and counted.
        rows = [row for row in lines(council.data / file) if not row[starts] or day(row[starts])]
        found = of_council(values, council, figure)
        assert len(found) >= 5
        for year, value in found.items():
            on = date(year, 3, 31)
            held = {
                row[who]
                for row in rows
                if (day(row[starts]) or date.max) <= on and (day(row[ends]) or date.max) > on
            }
            assert (figure, year, value) == (figure, year, len(held))


def test_pupils_by_year_group_and_planning_area(council: Council, values: list[FigureValue]) -> None:
    whole: Counter[tuple[int, str]] = Counter()
    areas: Counter[tuple[int, str, str]] = Counter()
    for row in lines(council.data / "schools/school_rolls.csv"):
        year = int(row["Academic year"][:4]) + 1
        whole[year, row["Year group"]] += int(row["Pupils"])
        areas[year, row["Planning area"], row["Year group"]] += int(row["Pupils"])
    pupils = [one for one in values if one.figure == "pupils"]
    assert {(one.as_at.year, one.band): one.value for one in pupils if one.area == council.ons_code} == whole
    assert {
        (one.as_at.year, one.area, one.band): one.value for one in pupils if one.area != council.ons_code
    } == areas


def test_people_and_homes_of_each_patch(council: Council, values: list[FigureValue]) -> None:
    patch_of = {ward: patch.id for patch in council.patches for ward in patch.wards}
    people: Counter[str] = Counter()
    for row in lines(council.data / "population/ward_population.csv"):
        if row["Mid-year"] == "2025" and row["Age"] == "7":
            people[patch_of[row["Ward code"]]] += int(row["Persons"])
    homes: Counter[str] = Counter()
    for row in lines(council.data / "housing/housing_completions.csv"):
        if row["Financial year"] == "2025/26":
            homes[patch_of[row["Ward code"]]] += int(row["Dwelling stock"])
    patches = {patch.id for patch in council.patches}
    for figure, band, counted in (("people", "7", people), ("dwellings", "", homes)):
        found = {
            one.area: one.value
            for one in values
            if (one.figure, one.band) == (figure, band) and one.area in patches
        }
        assert found == counted


def test_planned_homes_are_those_of_the_trajectory_without_its_totals(
    council: Council, values: list[FigureValue]
) -> None:
    (file,) = (council.data / "housing").glob("*trajectory*.xlsx")
    sheet = pl.read_excel(file, infer_schema_length=0)
    sites = sheet.filter(pl.col("Site reference") != "Total")
    counted = {
        int(name[:4]) + 1: float(sites[name].cast(pl.Float64).sum())
        for name in sites.columns
        if re.fullmatch(r"\d{4}/\d{2}", name)
    }
    assert of_council(values, council, "planned_completions") == counted
    assert len(counted) == 15


def test_budget_and_reserves_to_the_pound(council: Council, values: list[FigureValue]) -> None:
    codes = {line.says: line.code for line in SPENDING_LINES}
    for row in lines(council.data / "finance/budget.csv"):
        year = int(row["Financial year"][:4]) + 1
        found = of_council(values, council, "budget", codes[row["Service"]])
        assert found[year] == float(row["Net budget"])
    held: Counter[tuple[str, int]] = Counter()
    for row in lines(council.data / "finance/reserves.csv"):
        held[row["Kind"].lower(), int(row["Date"][-4:])] += round(float(row["Balance"]))
    for (kind, year), balance in held.items():
        assert of_council(values, council, "reserves", kind)[year] == balance


def test_patches_add_up_to_the_council(council: Council, values: list[FigureValue]) -> None:
    patches = {patch.id for patch in council.patches}
    sums: dict[tuple[str, str, date], float] = defaultdict(float)
    for one in values:
        if one.area in patches and FIGURES[one.figure].unit != "share":
            sums[one.figure, one.band, one.as_at] += one.value
    whole = {(one.figure, one.band, one.as_at): one.value for one in values if one.area == council.ons_code}
    assert len({figure for figure, _, _ in sums}) > 20
    for key, total in sums.items():
        assert total == pytest.approx(whole[key])


def test_every_value_is_a_figure_of_a_known_area_and_given_once(
    council: Council, values: list[FigureValue]
) -> None:
    areas = {
        council.ons_code,
        *(one.id for one in council.patches),
        *(one.code for one in council.planning_areas),
    }
    for one in values:
        assert one.band in (FIGURES[one.figure].bands or ("",))
        assert one.area in areas
        assert one.origin is Origin.OWN
        assert one.source
    keys = Counter((one.figure, one.area, one.band, one.as_at) for one in values)
    assert [key for key, times in keys.items() if times > 1] == []
