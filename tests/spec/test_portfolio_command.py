"""`portfolio`: one set of proposals, its parts, which two not to pair, who pays, and whom it falls on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import QUICK, run, run_well

pytestmark = pytest.mark.spec

SET = ("youth-trim", "social-work-trim", "attendance-trim")


@pytest.fixture(scope="module")
def county(small_county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("portfolio") / "county"
    shutil.copytree(small_county, folder)
    for path in (folder / "proposals").glob("*.yaml"):
        if path.stem not in SET:
            path.unlink()
    run_well("load", "--council", folder)
    return folder


def test_it_answers_and_writes_a_page_a_workbook_and_json(county: Path) -> None:
    said = run_well("portfolio", *SET, *QUICK, "--council", county)
    written = [
        Path(line.split(": ", 1)[1])
        for line in said.err.splitlines()
        if line.startswith(("Report: ", "Workbook: ", "Every number: "))
    ]
    assert [path.suffix for path in written] == [".html", ".xlsx", ".json"]
    assert all(path.is_file() for path in written)
    assert "Parts add up to the whole" in " ".join(said.out.split())


def test_without_names_all_proposals_are_one_set_and_order_does_not_matter(county: Path) -> None:
    all_of_them = run_well("portfolio", *QUICK, "--council", county, "--json").json
    named = run_well("portfolio", *reversed(SET), *QUICK, "--council", county, "--json").json
    assert sorted(one["id"] for one in all_of_them["proposals"]) == sorted(SET)
    assert all_of_them["totals"] == named["totals"]
    assert all_of_them["shares"] == named["shares"]


def test_parts_add_up_pot_by_pot_and_no_number_adds_two_pots(county: Path) -> None:
    held = run_well("portfolio", *SET, *QUICK, "--council", county, "--json").json
    assert held["adds_up"] is True
    for total in held["totals"]:
        for parts in ("lines", "bears", "organisations"):
            where = (total["pot"], total["when"])
            sums = [one["pounds"] for one in held[parts] if (one["pot"], one["when"]) == where]
            assert sum(sums) == total["together"], (parts, where)


def test_one_proposal_is_a_set_whose_parts_are_itself(county: Path) -> None:
    held = run_well("portfolio", "youth-trim", *QUICK, "--council", county, "--json").json
    for share in held["shares"]:
        assert share["alone"] == share["last_in"] == share["fair_share"] == share["owen"]
    assert held["pairs"] == []


def test_users_of_services_that_are_touched_are_shown_without_small_numbers(county: Path) -> None:
    held = run_well("portfolio", *SET, *QUICK, "--council", county, "--json").json["distribution"]
    counts = [group["users"] for one in held["users"] for group in one["groups"]]
    assert {one["users"] for one in held["users"]} >= {"in_need", "looked_after", "excluded"}
    assert counts and not {str(small) for small in range(1, 6)} & set(counts)


def test_where_there_is_no_proposal_it_says_what_to_do(county: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(county, bare)
    for path in (bare / "proposals").glob("*.yaml"):
        path.unlink()
    said = run("portfolio", "--council", bare)
    assert said.code not in (0, 1)
    assert "holds no proposals yet" in said.err
    assert "joinedup proposal new" in said.err


def test_a_name_that_is_not_there_is_refused_with_what_was_meant(county: Path) -> None:
    said = run("portfolio", "youth-trimm", *QUICK, "--council", county)
    assert said.code not in (0, 1)
    assert "did you mean youth-trim?" in said.err
