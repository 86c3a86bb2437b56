"""`joinedup plan`."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import run, run_well
from made_store import made_council

from joinedup.council import every_proposal

pytestmark = pytest.mark.unit

QUICK = ("--draws", "8")


def test_plan_takes_every_proposal_and_writes_its_files(county: Path) -> None:
    said = run_well("plan", "--council", county, *QUICK)
    n_proposals = len(list((county / "proposals").glob("*.yaml")))
    assert n_proposals > 1
    folder = county / "reports" / "plan"
    assert all(
        (folder / name).is_file() for name in ("index.html", "section_25.html", "plan.xlsx", "plan.json")
    )
    assert str(folder / "index.html") in said.err
    assert "the General Fund is" in " ".join(said.out.split())


def test_every_proposal_is_taken_whichever_ending_its_file_has(tmp_path: Path) -> None:
    council = made_council(tmp_path)
    council.proposals.mkdir()
    for name in ("b.yml", "a.yaml", "notes.txt"):
        (council.proposals / name).touch()
    assert [Path(one).name for one in every_proposal(council)] == ["a.yaml", "b.yml"]


def test_plan_without_has_no_proposal(county: Path) -> None:
    said = run_well("plan", "--without", "--council", county, *QUICK, "--json")
    assert said.json["proposals"] == []
    assert {row["section"] for pot in said.json["pots"] for row in pot["rows"]} == {
        *("opening", "demand", "inflation", "this_year", "funding"),
    }


def test_proposals_cannot_be_named_beside_without(county: Path) -> None:
    said = run("plan", "youth-trim", "--without", "--council", county, *QUICK)
    assert said.code != 0
    assert "--without takes none" in " ".join(said.err.split())


def test_an_unknown_proposal_is_refused(county: Path) -> None:
    said = run("plan", "moon-base", "--council", county, *QUICK)
    assert said.code != 0
    assert "moon-base" in said.err
