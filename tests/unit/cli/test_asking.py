"""`joinedup project` and `joinedup try`."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
from command_line import QUICK, run, run_well

from joinedup.council import DRAWS, SEED, YEARS
from joinedup.reports.projection import PROJECTION_SCHEMA
from joinedup.reports.ripple import RIPPLE_SCHEMA

pytestmark = pytest.mark.unit


def test_project_shows_where_the_council_is_heading(county: Path) -> None:
    said = run_well("project", "--council", county, *QUICK)
    assert "if nothing is decided" in said.out
    assert str(county / "reports" / "projection" / "index.html") in said.err
    assert (county / "reports" / "projection" / "index.html").is_file()


def test_project_writes_json_in_its_published_shape(county: Path) -> None:
    said = run_well("project", "--council", county, *QUICK, "--json")
    jsonschema.validate(said.json, PROJECTION_SCHEMA)
    assert said.json["years"] == ["2026/27", "2027/28", "2028/29", "2029/30", "2030/31"]


def test_try_shows_the_ripple(county: Path) -> None:
    said = run_well("try", "family-help-trim", "youth-trim", "--council", county, *QUICK)
    assert "Who else must be asked" in said.out
    [page] = [line.removeprefix("Report: ") for line in said.err.splitlines() if line.startswith("Report: ")]
    assert Path(page).is_file()


def test_try_writes_json_in_its_published_shape(county: Path) -> None:
    path = county / "proposals" / "specialist-places.yaml"
    said = run_well("try", path, "--council", county, *QUICK, "--json")
    jsonschema.validate(said.json, RIPPLE_SCHEMA)
    assert [one["id"] for one in said.json["proposals"]] == ["specialist-places"]


def test_the_nearest_folder_upwards_is_asked(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(county / "data" / "social_care")
    assert run_well("proposal", "check", "youth-trim").err.startswith("youth-trim: ready to try")


def test_a_council_without_data_says_what_is_missing(empty_council: Path) -> None:
    said = run("project", "--council", empty_council, *QUICK)
    assert (said.code, said.out) == (7, "")
    assert "nothing to start from" in said.err
    assert "joinedup start" in said.err


def test_draws_must_be_a_power_of_two(county: Path) -> None:
    said = run("try", "youth-trim", "--council", county, "--draws", "100")
    assert said.code == 7
    assert "power of two" in said.err


def test_years_must_be_within_the_horizon(county: Path) -> None:
    assert run("project", "--council", county, "--years", "16").code == 2


def test_a_shorter_plan_holds_proposals_to_it(county: Path) -> None:
    said = run("try", "specialist-places", "--council", county, "--draws", "16", "--years", "2")
    assert said.code == 6
    assert "outside the plan" in said.err


def test_what_help_says_of_the_defaults_is_what_the_model_uses() -> None:
    said = run_well("project", "--help")
    for default in (DRAWS, YEARS, SEED):
        assert f"[default: {default}" in said.out
