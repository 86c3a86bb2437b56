"""`joinedup new` and `joinedup start`."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import run, run_well

from joinedup.folder import read_council

pytestmark = pytest.mark.unit


def test_new_asks_nothing_and_makes_a_usable_folder(tmp_path: Path) -> None:
    said = run_well("new", tmp_path / "north-shire")
    council = read_council(tmp_path / "north-shire")
    assert council.name == "North Shire"
    assert said.out == ""
    assert "joinedup load --council" in said.err
    assert run("load", "--council", tmp_path / "north-shire").code == 0


def test_new_says_what_it_made_as_json(tmp_path: Path) -> None:
    said = run_well("new", tmp_path / "x", "--name", "Northshire", "--json")
    assert said.json == {"folder": str(tmp_path / "x"), "name": "Northshire"}


@pytest.mark.parametrize("command", ["new", "start"])
def test_a_folder_with_something_in_it_is_left_alone(command: str, empty_council: Path) -> None:
    before = sorted(empty_council.rglob("*"))
    words = {
        "new": ["new", str(empty_council)],
        "start": [
            "start",
            "Staffordshire",
            "--open-data",
            str(empty_council),
            "--folder",
            str(empty_council),
        ],
    }
    said = run(*words[command])
    assert (said.code, said.out) == (4, "")
    assert "is not an empty folder" in said.err
    assert sorted(empty_council.rglob("*")) == before


def test_a_tier_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    said = run("new", tmp_path / "x", "--tier", "parish")
    assert said.code == 4
    assert "unitary, county, metropolitan, london" in said.err


def test_start_suggests_the_council_that_was_meant(tmp_path: Path) -> None:
    said = run("start", "Staffordshir", "--open-data", tmp_path, "--folder", tmp_path / "x")
    assert said.code == 4
    assert "Did you mean Staffordshire" in said.err


def test_start_says_when_there_are_no_tables(tmp_path: Path) -> None:
    said = run("start", "Staffordshire", "--open-data", tmp_path / "nowhere", "--folder", tmp_path / "x")
    assert said.code == 9
    assert "nowhere" in said.err
    assert not (tmp_path / "x").exists()


def test_start_makes_a_council_that_can_be_asked(shared_data: Path, tmp_path: Path) -> None:
    said = run_well("start", "Stockport", "--open-data", shared_data, "--folder", tmp_path / "s", "--json")
    assert said.json["name"] == "Stockport"
    assert {"figure", "origin", "as_at"} <= set(said.json["coverage"][0])
    assert "joinedup project --council" in said.err
    assert run_well("load", "--council", tmp_path / "s", "--json").json["changed"] is False
