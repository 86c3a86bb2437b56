"""A child is the same child in every file: number, date of birth, pupil number, address."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from lxml import etree

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def people(small_county_truth: Path) -> pl.DataFrame:
    return pl.read_parquet(small_county_truth / "people.parquet")


def _mistaken(truth: Path, system: str, field: str) -> set[int]:
    mistakes = pl.read_parquet(truth / "mistakes.parquet")
    return set(mistakes.filter((pl.col("system") == system) & (pl.col("mistake") == field))["person"])


def _header(county: Path, year: int) -> pl.DataFrame:
    return pl.read_csv(county / f"data/social_care/ssda903/{year}/header.csv", infer_schema=False)


def _cin(county: Path, year: int) -> pl.DataFrame:
    root = etree.parse(county / f"data/social_care/cin/cin_census_{year}.xml").getroot()
    rows = [
        (
            child.findtext("ChildIdentifiers/LAchildID"),
            child.findtext("ChildIdentifiers/PersonBirthDate"),
            child.findtext("ChildIdentifiers/UPN"),
        )
        for child in root.iter("Child")
    ]
    return pl.DataFrame(rows, schema=["number", "born", "upn"], orient="row", infer_schema_length=None)


def test_looked_after_children_are_in_the_cin_census_of_the_year_with_the_same_birthday(
    small_county: Path, small_county_truth: Path, people: pl.DataFrame
) -> None:
    mistaken = _mistaken(small_county_truth, "looked after", "born") | _mistaken(
        small_county_truth, "in need", "born"
    )
    for year in (2022, 2026):
        care = _header(small_county, year).select(
            pl.col("CHILD").alias("number"),
            pl.col("DOB").str.to_date("%d/%m/%Y").cast(pl.String).alias("dob"),
        )
        both = care.join(_cin(small_county, year), on="number", how="left")
        assert both["born"].null_count() == 0
        disagree = both.filter(pl.col("dob") != pl.col("born")).join(people, on="number")
        assert set(disagree["person"]) <= mistaken


def test_a_pupil_number_belongs_to_one_person_and_checks(people: pl.DataFrame) -> None:
    numbers = people.filter(pl.col("upn") != "")["upn"].to_list()
    assert len(numbers) == len(set(numbers))
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    for upn in numbers[:500]:
        total = sum(int(digit) * weight for weight, digit in enumerate(upn[1:], start=2))
        assert upn[0] == letters[total % 23]


def test_social_care_agrees_with_the_truth_but_for_the_mistakes_it_made(
    small_county: Path, small_county_truth: Path, people: pl.DataFrame
) -> None:
    cin = _cin(small_county, 2026).join(people, on="number", how="left", suffix="_true")
    wrong_birthday = set(cin.filter(pl.col("born") != pl.col("born_true").cast(pl.String))["person"])
    assert wrong_birthday <= _mistaken(small_county_truth, "in need", "born")
    wrong_upn = set(cin.filter(pl.col("upn").is_not_null() & (pl.col("upn") != pl.col("upn_true")))["person"])
    missing = set(cin.filter(pl.col("upn").is_null() & (pl.col("upn_true") != ""))["person"])
    assert wrong_upn == set()
    assert missing
    assert missing <= _mistaken(small_county_truth, "in need", "upn")


def test_the_pupil_census_gives_each_pupil_their_own_address(
    small_county: Path, people: pl.DataFrame
) -> None:
    census = pl.read_csv(small_county / "data/schools/pupil_census_2026_spring.csv", infer_schema=False)
    both = census.join(people, on="upn", how="left", suffix="_true")
    shown = both.filter(pl.col("postcode").is_not_null())
    assert (shown["postcode"] == shown["postcode_true"]).all()
    directory = pl.read_csv(small_county / "data/geography/postcode_directory.csv")
    assert set(shown["postcode"]) <= set(directory["pcds"])


def test_a_protected_address_is_in_no_file(small_county: Path, people: pl.DataFrame) -> None:
    hidden = people.filter(pl.col("protected"))
    assert len(hidden) > 0
    assert (hidden["postcode"] == "PROTECTED").all()
    census = pl.read_csv(small_county / "data/schools/pupil_census_2026_spring.csv", infer_schema=False)
    pupils = census.filter(pl.col("upn").is_in(hidden["upn"].to_list()))
    assert len(pupils) > 0
    assert pupils["postcode"].null_count() == len(pupils)
    assert (pupils["missingaddress"] == "True").all()
    plans = pl.read_csv(small_county / "data/send/ehc_plans.csv", infer_schema=False)
    shown = plans.filter(pl.col("UPN").is_in(hidden["upn"].to_list()))["Postcode"]
    assert set(shown) <= {"PROTECTED"}


def test_brothers_and_sisters_live_together_and_some_are_twins(people: pl.DataFrame) -> None:
    young = people.filter(pl.col("born") > pl.date(2009, 1, 1))
    families = young.group_by("family").agg(
        pl.len(), pl.col("ward").n_unique().alias("wards"), pl.col("born")
    )
    assert (families["len"] > 1).sum() > 100
    assert families["wards"].max() == 1
    assert families.filter(pl.col("born").list.n_unique() < pl.col("len")).height > 0


def test_the_early_help_list_gives_siblings_the_same_family(
    small_county: Path, small_county_truth: Path
) -> None:
    content = (small_county / "data/social_care/early_help.csv").read_bytes().decode("cp1252")
    listed = pl.read_csv(content.encode("utf-8"), infer_schema=False)
    assert len(listed) == len(pl.read_parquet(small_county_truth / "early_help.parquet"))
    assert listed.group_by("Child ID").agg(pl.col("Family ID").n_unique())["Family ID"].max() == 1
    assert listed.group_by("Early Help ID").agg(pl.col("Family ID").n_unique())["Family ID"].max() == 1
    assert listed["UPN"].null_count() > 0


def test_the_xml_of_2026_holds_the_same_episodes_as_the_csv(small_county: Path) -> None:
    folder = small_county / "data/social_care/ssda903/2026"
    csv = pl.read_csv(folder / "episodes.csv", infer_schema=False).fill_null("")
    root = etree.parse(folder / "ssda903_2026.xml").getroot()
    rows = {
        (
            child.findtext("HEADER/CHILDID"),
            *(episode.findtext(tag) or "" for tag in ("DECOM", "PL", "LS", "DEC")),
        )
        for child in root.iter("CHILD")
        for episode in child.iter("EPISODE")
    }
    assert rows == set(csv.select("CHILD", "DECOM", "PLACE", "LS", "DEC").iter_rows())
