"""Reading `leadership/`: what holds on a day, and every fault at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from joinedup.errors import InputRefused
from joinedup.folder import Council, read_council
from joinedup.leadership import (
    HEAD_OF_PAID_SERVICE,
    LineEnd,
    applied,
    compare,
    drafts_of,
    read_draft,
    read_leadership,
)
from joinedup.leadership.rules import Outcome, check_all

pytestmark = pytest.mark.unit

ON = date(2026, 11, 22)
Edit = Callable[[str, str, str], None]


@pytest.fixture
def council(small_county: Path, tmp_path: Path) -> Council:
    shutil.copytree(small_county / "leadership", tmp_path / "leadership")
    shutil.copy(small_county / "council.toml", tmp_path / "council.toml")
    return read_council(tmp_path)


@pytest.fixture
def edit(council: Council) -> Edit:
    def change(file: str, old: str, new: str) -> None:
        path = council.folder / "leadership" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def test_the_county_departs_where_it_was_meant_to_and_nowhere_else(council: Council) -> None:
    results = check_all(read_leadership(council).on(ON))
    departs = {one.rule.code for one in results if one.outcome is Outcome.DEPARTS}
    assert departs == {"one-member", "owner-can-act", "review-due"}
    assert {one.outcome for one in results} <= {Outcome.KEPT, Outcome.DEPARTS, Outcome.NOT_IN_USE}


def test_reasons_recorded_stand_beside_their_finding(council: Council) -> None:
    [result] = [one for one in check_all(read_leadership(council).on(ON)) if one.rule.code == "one-member"]
    [finding] = result.findings
    assert finding.reasons is not None
    assert finding.reasons.recorded_by == "Director of Law and Governance"


def test_the_countys_drafts_can_be_applied_and_change_findings(council: Council) -> None:
    today = read_leadership(council).on(ON)
    gained = {
        path.stem: {one.rule.code for one in compare(today, applied(today, read_draft(path))).gained}
        for path in drafts_of(council)
    }
    assert gained == {
        "patch-directors": {"single-line-social-care", "patch-line"},
        "people-and-place": {"added-responsibilities", "review-due"},
    }


def test_only_what_holds_on_a_day_is_there(council: Council, edit: Edit) -> None:
    edit(
        "posts.csv",
        "Head of Waste,",
        "Head of Cleansing,Ada Field,Place,Executive Director of Place,01/04/2020,31/03/2021,\n"
        "Head of Waste,",
    )
    held = read_leadership(council)
    assert "Head of Cleansing" not in held.on(ON).posts
    assert held.on(date(2020, 6, 1)).posts["Head of Cleansing"].people == ("Ada Field",)
    assert set(held.on(date(2019, 3, 1)).posts) == set()


def test_a_post_whose_holder_left_is_vacant_while_others_report_to_it(council: Council, edit: Edit) -> None:
    lines = (council.folder / "leadership" / "posts.csv").read_text(encoding="utf-8").splitlines()
    [line] = [one for one in lines if one.startswith("Chief Executive,")]
    began = line.split(",")[4]
    edit("posts.csv", f"{began},,{HEAD_OF_PAID_SERVICE}", f"{began},31/10/2026,{HEAD_OF_PAID_SERVICE}")
    chief = read_leadership(council).on(ON).posts["Chief Executive"]
    assert chief.is_vacant


def test_lines_run_to_the_top(council: Council) -> None:
    structure = read_leadership(council).on(ON)
    line = structure.line("Patch Lead, South Vale")
    assert line.posts == (
        "Patch Lead, South Vale",
        "Director of Family Help",
        "Executive Director of Children and Families",
        "Chief Executive",
    )
    assert line.end is LineEnd.TOP
    assert all(structure.line(post).end is LineEnd.TOP for post in structure.posts)


def test_every_fault_is_told_at_once_and_none_tells_a_name(council: Council, edit: Edit) -> None:
    edit(
        "posts.csv",
        "Head of Waste,",
        "Head of Waste,Ida Moss,Place,Director of Nothing,31/02/2026,,\nHead of Waste,",
    )
    edit(
        "functions.csv",
        "Head of Fostering,Children and Families,safety; emotional",
        "Head of Foster,Kids,safty",
    )
    edit("functions.csv", "F31,Waste,", "F31,,")
    edit("contributions.csv", "P01,Libraries", "P99,Libraries")
    edit("patches.csv", "south,", "south-west,")
    edit("teams.csv", ",F01,", ",F77,")
    with pytest.raises(InputRefused) as refused:
        read_leadership(council)
    says = str(refused.value)
    for wanted in (
        "posts.csv, row",
        "not a possible date",
        "functions.csv, row 32, Title: a value that must be there is missing",
        "no file declares the post 'Head of Foster'; did you mean 'Head of Fostering'?",
        "no file declares the portfolio 'Kids'",
        "no file declares the need 'safty'; did you mean 'safety'?",
        "no file declares the priority 'P99'",
        "no file declares the patch 'south-west'",
        "no file declares the function 'F77'",
    ):
        assert wanted in says, says
    assert "Ida Moss" not in says


def test_two_files_for_one_table_and_a_strange_file_are_refused(council: Council) -> None:
    folder = council.folder / "leadership"
    shutil.copy(folder / "posts.csv", folder / "posts again.csv")
    (folder / "notes.csv").write_text("Who,What\nA,B\n", encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_leadership(council)
    assert "says the same as posts again.csv" in str(refused.value)
    assert "notes.csv" in str(refused.value)


def test_a_council_without_leadership_files_has_no_posts_and_no_rule_is_called_kept(tmp_path: Path) -> None:
    (tmp_path / "council.toml").write_text(
        '[council]\nname="T"\nons_code="E06000000"\ndfe_code="000"\ntier="unitary"\nregion="England"\n'
        '[[patch]]\nid="all"\nname="T"\n',
        encoding="utf-8",
    )
    results = check_all(read_leadership(read_council(tmp_path)).on(ON))
    assert {one.outcome for one in results} == {Outcome.NOT_RUN}
