"""The county as a whole: what is written, that it is the same each time, that the folder can be read."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from joinedup.errors import JoinedUpError
from joinedup.folder import read_council
from joinedup.synthetic import make_county
from joinedup.synthetic.writers._gias_header import HEADER

pytestmark = pytest.mark.unit

CARE_TABLES = (
    *("ad1", "episodes", "header", "missing", "oc2", "oc3", "placed_for_adoption", "previous_permanence"),
    *("reviews", "uasc"),
)
PROPOSALS = (
    *("attendance-trim", "bus-passes", "family-group-conferences", "family-help-trim", "foster-homes"),
    *("garden-village", "library-hours", "reablement", "residential-prices", "shared-services"),
    *("social-work-trim", "specialist-places", "street-lighting", "support-workers", "supported-living"),
    *("temporary-homes", "three-weekly-waste", "transport-redesign", "travel-training", "youth-trim"),
)
LEADERSHIP = (
    "assurance.csv",
    "committee_members.csv",
    "committees.csv",
    "contributions.csv",
    "delegations.yaml",
    "departures.csv",
    "functions.csv",
    "joint_appointments.csv",
    "leadership_events.csv",
    "measures.csv",
    "partners.csv",
    "patches.csv",
    "portfolios.csv",
    "structures/patch-directors.yaml",
    "structures/people-and-place.yaml",
    "teams.csv",
    "written_roles.csv",
)
FILES = {
    "council.toml",
    "leadership/posts.csv",
    "leadership/members.csv",
    "leadership/priorities.csv",
    *(
        f"data/finance/{name}.csv"
        for name in ["budget", "outturn", "reserves", "grants", "mtfs", "mtfs_proposals", "council_tax"]
    ),
    "data/geography/indices_of_deprivation.csv",
    *(f"data/finance/monthly_outturn_{year}.csv" for year in ("2024-25", "2025-26", "2026-27")),
    "data/finance/savings_tracker.csv",
    "data/geography/postcode_directory.csv",
    "data/housing/housing_trajectory.xlsx",
    "data/housing/housing_completions.csv",
    "data/population/births_by_ward.csv",
    "data/population/ward_population.csv",
    "data/schools/edubasealldata20260401.csv",
    "data/schools/links_edubasealldata20260401.csv",
    *(
        f"data/schools/{name}.csv"
        for name in ["school_rolls", "school_capacity", "admission_numbers", "exclusions"]
    ),
    *(f"data/schools/{name}.csv" for name in ["special_school_places", "school_absence"]),
    "data/schools/pupil_census_2026_spring.csv",
    "data/schools/Copy of school_rolls.csv",
    "data/send/ehc_plans.csv",
    "data/social_care/early_help.csv",
    *(f"data/social_care/cin/cin_census_{year}.xml" for year in range(2022, 2027)),
    *(f"data/social_care/ssda903/{year}/{name}.csv" for year in range(2022, 2027) for name in CARE_TABLES),
    *(f"data/social_care/ssda903/{year}/sw_episodes.csv" for year in range(2024, 2027)),
    "data/social_care/ssda903/2026/ssda903_2026.xml",
    *(f"data/workforce/csww_{year}.xml" for year in range(2021, 2026)),
    *(f"leadership/{name}" for name in LEADERSHIP),
    *(f"proposals/{name}.yaml" for name in PROPOSALS),
    "targets/budget-2027.yaml",
    "data/geography/ward_boundaries.geojson",
}


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_file_a_council_holds_is_written(small_county: Path) -> None:
    written = {str(path.relative_to(small_county)) for path in small_county.rglob("*") if path.is_file()}
    assert written >= FILES


def test_the_same_seed_writes_the_same_bytes_and_another_does_not(small_county: Path, tmp_path: Path) -> None:
    first = {name: content for name, content in _bytes(small_county).items() if name in FILES}
    made = make_county(tmp_path / "again", scale=0.02, seed=1)
    assert _bytes(tmp_path / "again") == first
    assert set(made.files) == FILES
    make_county(tmp_path / "other", scale=0.02, seed=2)
    assert (
        _bytes(tmp_path / "other")["data/social_care/early_help.csv"]
        != first["data/social_care/early_help.csv"]
    )


def test_the_council_can_be_read_and_has_four_patches_and_twenty_areas(small_county: Path) -> None:
    council = read_council(small_county)
    assert (council.name, council.ons_code, council.dfe_code) == ("Middleshire Council", "E06999001", "999")
    assert len(council.patches) == 4
    assert [area.phase for area in council.planning_areas] == ["primary"] * 16 + ["secondary"] * 4
    wards = [ward for patch in council.patches for ward in patch.wards]
    directory = pl.read_csv(small_county / "data/geography/postcode_directory.csv")
    assert len(wards) == len(set(wards))
    assert set(directory["osward"]) == set(wards)


def test_it_says_what_it_is_making_and_how_long_each_part_took(tmp_path: Path) -> None:
    told: list[str] = []
    made = make_county(tmp_path, scale=0.02, seed=3, progress=told.append)
    assert told == list(made.seconds)
    assert made.counts["people"] == 17_400
    assert made.counts["children aged 0 to 17"] == pytest.approx(3_400, rel=0.01)


@pytest.mark.parametrize("scale", [0.0, 0.019, 10.1])
def test_a_scale_out_of_range_is_refused(tmp_path: Path, scale: float) -> None:
    with pytest.raises(JoinedUpError, match=r"from 0\.02 to 10"):
        make_county(tmp_path, scale=scale)
    assert not list(tmp_path.iterdir())


def test_gias_has_the_whole_published_header_in_windows_1252(small_county: Path) -> None:
    content = (small_county / "data/schools/edubasealldata20260401.csv").read_bytes()
    assert len(HEADER) == 140
    assert content.decode("cp1252").split("\n")[0] == ",".join(HEADER)
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")


def test_an_academy_is_linked_to_the_school_it_replaced(small_county: Path) -> None:
    links = pl.read_csv(small_county / "data/schools/links_edubasealldata20260401.csv", encoding="cp1252")
    schools = pl.read_csv(
        small_county / "data/schools/edubasealldata20260401.csv", encoding="cp1252", infer_schema=False
    )
    status = dict(schools.select("URN", "EstablishmentStatus (name)").iter_rows())
    before = links.filter(pl.col("LinkType") == "Predecessor")
    assert len(before) >= 1
    assert {status[str(urn)] for urn in before["URN"]} == {"Open"}
    assert {status[str(urn)] for urn in before["LinkURN"]} == {"Closed"}
