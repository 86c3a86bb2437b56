"""`joinedup proposal`."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml
from command_line import run, run_well

pytestmark = pytest.mark.unit


def test_a_new_proposal_can_be_checked_as_it_stands(empty_council: Path) -> None:
    said = run_well("proposal", "new", "a-cut", "--council", empty_council, "--json")
    assert said.json == {"id": "a-cut", "file": str(empty_council / "proposals" / "a-cut.yaml")}
    checked = run_well("proposal", "check", "a-cut", "--council", empty_council, "--json")
    assert [one["id"] for one in checked.json] == ["a-cut"]


def test_words_with_signs_in_them_come_back_as_they_were(empty_council: Path) -> None:
    title = 'Cut: 5% of "all" [teams] # soon'
    run_well("proposal", "new", "a-cut", "--title", title, "--owner", "- Head", "--council", empty_council)
    written = yaml.safe_load((empty_council / "proposals" / "a-cut.yaml").read_text(encoding="utf-8"))
    assert (written["title"], written["owner"]) == (title, "- Head")
    assert title in run_well("proposal", "check", "a-cut", "--council", empty_council).err


def test_a_proposal_is_not_written_over(empty_council: Path) -> None:
    run_well("proposal", "new", "a-cut", "--council", empty_council)
    said = run("proposal", "new", "a-cut", "--council", empty_council)
    assert said.code == 6
    assert "exists already" in said.err


@pytest.mark.parametrize("name", ["../outside", "Two Words", "", "UPPER"])
def test_a_name_that_cannot_be_a_file_is_refused(name: str, empty_council: Path) -> None:
    said = run("proposal", "new", name, "--council", empty_council)
    assert said.code == 6
    assert "cannot name a proposal" in said.err


def test_a_new_proposal_needs_a_council(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("proposal", "new", "a-cut")
    assert (said.code, said.out) == (3, "")
    assert "council.toml" in said.err
    assert "--council" in said.err
    assert list(tmp_path.iterdir()) == []


def test_all_faults_of_all_proposals_are_told_at_once(empty_council: Path) -> None:
    run_well("proposal", "new", "a-cut", "--council", empty_council)
    path = empty_council / "proposals" / "a-cut.yaml"
    wrong = path.read_text().replace("family_help.capacity", "family_help.capacty")
    path.write_text(wrong.replace("where: all  ", "where: [nort]"))
    said = run("proposal", "check", "a-cut", "b-cut", "--council", empty_council, "--json")
    assert (said.code, said.out) == (6, "")
    assert "did you mean family_help.capacity" in said.err
    assert "no patch 'nort'" in said.err
    assert "no proposal 'b-cut'; did you mean a-cut?" in said.err


def test_a_proposal_named_twice_is_refused(county: Path) -> None:
    said = run("proposal", "check", "youth-trim", "youth-trim", "--council", county)
    assert said.code == 6
    assert "youth-trim is named twice." in said.err


def test_a_folder_without_proposals_says_how_to_start_one(empty_council: Path) -> None:
    said = run("proposal", "check", "a-cut", "--council", empty_council)
    assert said.code == 6
    assert "joinedup proposal new" in said.err


def test_levers_are_listed_with_or_without_a_council(
    empty_council: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    alone = run_well("proposal", "levers", "--json").json
    assert "family_help.capacity" in [one["name"] for one in alone["levers"]]
    assert (alone["patches"], alone["plan_starts"]) == (None, None)
    with_council = run_well("proposal", "levers", "--council", empty_council, "--json").json
    assert (with_council["patches"], with_council["plan_starts"]) == (["all"], "2026-04-01")


def test_every_lever_is_named_whole_in_a_narrow_terminal() -> None:
    names = [one["name"] for one in run_well("proposal", "levers", "--json").json["levers"]]
    lines = run_well("proposal", "levers").out.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == names


def test_the_schema_is_one_and_accepts_the_form(empty_council: Path) -> None:
    schema = run_well("proposal", "schema").json
    jsonschema.Draft202012Validator.check_schema(schema)
    run_well("proposal", "new", "a-cut", "--council", empty_council)
    text = (empty_council / "proposals" / "a-cut.yaml").read_text(encoding="utf-8")
    jsonschema.validate(yaml.load(text, Loader=yaml.BaseLoader) | _numbers(text), schema)


def _numbers(text: str) -> dict[str, object]:
    """Return the lists of a form with numbers as numbers and days as text, as a program reads JSON."""
    read = yaml.safe_load(text)
    return {
        part: [
            {key: value if isinstance(value, int | float) else str(value) for key, value in one.items()}
            for one in read[part]
        ]
        for part in ("changes", "savings")
    }
