"""A council can start from national tables alone, before it has sent anybody a child's record."""

from __future__ import annotations

import csv
import stat
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from joinedup.council._figures import figures_of
from joinedup.council._inputs import make_inputs
from joinedup.council._runs import base_overlay, run_paths
from joinedup.declared import Origin
from joinedup.errors import InputRefused, OpenDataRefused
from joinedup.folder import read_council
from joinedup.national import (
    FIGURES_FILE,
    CoverageRow,
    OpenData,
    Started,
    authorities,
    coverage,
    find_authority,
    open_figures,
    start_council,
)
from joinedup.parameters import load_parameters
from joinedup.vocabulary import FIGURES, FUNDING_LINES, SPENDING_LINES, Pot

pytestmark = pytest.mark.spec

SIX = ("Staffordshire", "Stockport", "Lambeth", "Hillingdon", "Wokingham", "Central Bedfordshire")
# No table gives these, and no national rate either: the council's own returns must.
# Nobody publishes early help; families moving is worked out from counts of people when a projection starts.
NOT_OPEN = {"early_help_cases", "early_help_starts", "family_migration"}
Sums = dict[tuple[str, date], float]


@pytest.fixture(scope="module")
def data(shared_data: Path) -> OpenData:
    return OpenData(shared_data)


@pytest.fixture(scope="module")
def started(data: OpenData, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Started]:
    folder = tmp_path_factory.mktemp("councils")
    return {name: start_council(folder / name, find_authority(name), data) for name in SIX}


def latest(found: Started) -> dict[tuple[str, str], CoverageRow]:
    return {(row.figure, row.band): row for row in found.coverage}


@pytest.mark.parametrize("name", SIX)
def test_the_folder_is_a_council_that_can_be_read(name: str, started: dict[str, Started]) -> None:
    found = started[name]
    council = read_council(found.folder)
    assert (council.name, council.ons_code) == (name, found.authority.ons_code)
    assert council.patches == found.patches
    assert council.proposals.is_dir()
    assert {area.patch for area in council.planning_areas} == {patch.id for patch in council.patches}
    assert {area.phase for area in council.planning_areas} == {"primary", "secondary"}


@pytest.mark.parametrize("name", SIX)
def test_the_folder_is_readable_by_its_owner_alone(name: str, started: dict[str, Started]) -> None:
    assert stat.S_IMODE(started[name].folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", SIX)
def test_the_figures_are_written_with_unit_date_origin_and_source(
    name: str, started: dict[str, Started]
) -> None:
    with (started[name].folder / FIGURES_FILE).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == len(started[name].figures)
    for row in rows:
        assert row["unit"] == FIGURES[row["figure"]].unit
        assert date.fromisoformat(row["as_at"])
        assert Origin(row["origin"]) is not Origin.OWN
        assert row["source"]
        float(row["value"])


@pytest.mark.parametrize("name", SIX)
def test_every_figure_has_a_value_but_those_no_table_gives(name: str, started: dict[str, Started]) -> None:
    assert {row.figure for row in started[name].coverage} == set(FIGURES) - NOT_OPEN


@pytest.mark.parametrize("name", SIX)
def test_every_value_that_is_not_as_published_says_what_was_done(
    name: str, started: dict[str, Started]
) -> None:
    for value in started[name].figures:
        assert value.note or value.origin is Origin.PUBLISHED, (value.figure, value.band)


@pytest.mark.parametrize("name", SIX)
def test_no_value_is_given_twice(name: str, started: dict[str, Started]) -> None:
    keys = Counter((one.figure, one.area, one.band, one.as_at) for one in started[name].figures)
    assert keys.most_common(1)[0][1] == 1


@pytest.mark.parametrize("name", SIX)
def test_only_money_can_be_negative(name: str, started: dict[str, Started]) -> None:
    """A mark read from a numeric column would be -100 to -400 people; a parking surplus is real."""
    negative = {one.figure for one in started[name].figures if one.value < 0}
    assert negative <= {"net_spend", "budget", "reserves"}


@pytest.mark.parametrize("name", SIX)
def test_history_is_long_enough_to_look_back_on(name: str, started: dict[str, Started]) -> None:
    for figure in ("referrals", "children_in_need", "child_protection_plans", "looked_after_children"):
        years = {one.as_at.year for one in started[name].figures if one.figure == figure}
        assert years >= set(range(2016, 2024)), figure


@pytest.mark.parametrize("name", SIX)
@pytest.mark.parametrize(
    "figure", ["people", "children_0_17", "births", "dwellings", "completions", "planned_completions"]
)
def test_patches_add_up_to_the_council(name: str, figure: str, started: dict[str, Started]) -> None:
    found = started[name]
    council, patches = sums(found, figure)
    assert council.keys() == patches.keys()
    for key, value in council.items():
        assert patches[key] == pytest.approx(value, abs=1e-6), key


@pytest.mark.parametrize("name", SIX)
@pytest.mark.parametrize("figure", ["pupils", "places"])
def test_planning_areas_add_up_to_the_council(name: str, figure: str, started: dict[str, Started]) -> None:
    council, areas = sums(started[name], figure)
    for key, value in areas.items():
        assert council[key] == pytest.approx(value, abs=1e-6), key
    assert {band for band, _ in areas} == {"R", *(str(year) for year in range(1, 12))}


@pytest.mark.parametrize("name", SIX)
def test_placements_add_up_to_looked_after_children_and_to_plans(
    name: str, started: dict[str, Started]
) -> None:
    for whole, parts in (
        ("looked_after_children", "looked_after_by_placement"),
        ("ehc_plans", "ehc_plans_by_placement"),
    ):
        total = latest(started[name])[whole, ""].value
        by_band = [row.value for (figure, _), row in latest(started[name]).items() if figure == parts]
        assert sum(by_band) == pytest.approx(total)


@pytest.mark.parametrize("name", SIX)
def test_money_in_pays_for_money_out_in_each_pot(name: str, started: dict[str, Started]) -> None:
    """The settlement is the balancing figure of the General Fund; a block pays for its own line."""
    values = latest(started[name])
    spent: dict[str, float] = defaultdict(float)
    for line in SPENDING_LINES:
        if ("net_spend", line.code) in values:
            spent[line.pot] += values["net_spend", line.code].value
    funded: dict[str, float] = defaultdict(float)
    for code, (_, pot) in FUNDING_LINES.items():
        if ("funding", code) in values:
            funded[pot] += values["funding", code].value
    for pot, amount in spent.items():
        assert funded[pot] == pytest.approx(amount, abs=1.0), pot


@pytest.mark.parametrize("name", SIX)
def test_the_first_year_of_a_plan_begins_near_balance(name: str, started: dict[str, Started]) -> None:
    """A balance struck on older spending would show a gap that nobody budgeted."""
    found = started[name]
    council = read_council(found.folder)
    figures = figures_of(council, list(found.figures))
    inputs = make_inputs(council, figures, load_parameters(), draws=16, seed=1, years=1)
    paths = run_paths(inputs, council.plan_starts, seed=1, overlay=base_overlay(inputs), with_chance=False)
    spent = sum(
        paths.whole(f"spend.{line.code}").mean() for line in SPENDING_LINES if line.pot is Pot.GENERAL_FUND
    )
    paid = sum(
        paths.whole(f"funding.{code}").mean()
        for code, (_, pot) in FUNDING_LINES.items()
        if pot is Pot.GENERAL_FUND
    )
    assert abs(spent - paid) < 0.02 * spent


def test_what_districts_own_is_attached_to_them(started: dict[str, Started]) -> None:
    county = read_council(started["Staffordshire"].folder)
    assert [one.name for one in county.organisations][:2] == ["Cannock Chase", "East Staffordshire"]
    assert all("homelessness" in one.functions for one in county.organisations)
    assert not read_council(started["Lambeth"].folder).organisations
    homeless = latest(started["Staffordshire"])["families_in_temporary_accommodation", ""]
    assert homeless.note.endswith("owned by the district councils")
    assert latest(started["Staffordshire"])["net_spend", "homelessness"].value == 0


def test_the_same_tables_give_the_same_bytes(data: OpenData, tmp_path: Path) -> None:
    authority = find_authority("Lambeth")
    one = start_council(tmp_path / "one", authority, data)
    other = start_council(tmp_path / "other", authority, OpenData(data.folder))
    for file in ("council.toml", FIGURES_FILE):
        assert (one.folder / file).read_bytes() == (other.folder / file).read_bytes()


def test_a_council_is_never_written_over(started: dict[str, Started], data: OpenData) -> None:
    found = started["Lambeth"]
    with pytest.raises(InputRefused, match="already"):
        start_council(found.folder, found.authority, data)


def test_a_folder_without_the_tables_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    with pytest.raises(OpenDataRefused, match="lacks"):
        start_council(tmp_path / "council", find_authority("Lambeth"), OpenData(tables))
    assert not (tmp_path / "council").exists()


def test_every_authority_in_england_can_start(data: OpenData) -> None:
    """Even the City of London and the Isles of Scilly, mostly at their region's rate."""
    for authority in authorities():
        found = {row.figure for row in coverage(open_figures(data, authority))}
        assert found >= set(FIGURES) - NOT_OPEN - {"reserves"}, authority.name


def sums(found: Started, figure: str) -> tuple[Sums, Sums]:
    """Return the figure's sums by band and day: for the council, and over its parts."""
    whole: Sums = defaultdict(float)
    parts: Sums = defaultdict(float)
    for value in found.figures:
        if value.figure == figure:
            to = whole if value.area == found.authority.ons_code else parts
            to[value.band, value.as_at] += value.value
    return whole, parts
