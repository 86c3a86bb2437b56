"""Draft structures: each kind of change does what it says, and a wrong one is refused in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from made_structure import ON, good

from joinedup.errors import InputRefused
from joinedup.folder import Council, read_council
from joinedup.leadership import (
    FORMS,
    KINDS,
    Change,
    Draft,
    Structure,
    applied,
    compare,
    draft_of,
    draft_path,
    draft_text,
    read_draft,
    write_draft,
)
from joinedup.leadership.rules import findings_of

pytestmark = pytest.mark.unit

CHANGES: dict[str, dict[str, Any]] = {
    "move": {"post": "Fostering", "reports_to": "Director"},
    "merge": {
        "posts": ["Fostering", "Education"],
        "into": "Both",
        "reports_to": "Director",
    },
    "create": {"post": "Head of Family Help", "reports_to": "Social Work", "directorate": "Children"},
    "remove": {"post": "Fostering", "to": "Social Work"},
    "responsibilities": {"functions": ["P"], "to": "Director of Adults"},
    "hold": {"post": "Fostering", "by_holder_of": "Social Work"},
    "portfolio": {"functions": ["E"], "to": "Strategy"},
    "share": {"post": "Director of Place", "authority": "Nextshire", "agreed_on": "2026-09-01"},
    "patch": {"patch": "north", "lead": "Education"},
    "team": {"team": "Team E", "reports_to": "Director"},
}


def draft(*changes: Change) -> Draft:
    return Draft("a-draft", "A draft", "Why", date(2027, 9, 1), changes)


def after(kind: str) -> Structure:
    return applied(good(), draft(Change(kind, CHANGES[kind])))


def test_every_kind_has_a_form_and_words_and_is_tested() -> None:
    assert set(FORMS) == set(KINDS) == set(CHANGES)
    for kind, states in CHANGES.items():
        assert Change(kind, states).says().endswith(".")


def test_no_change_leaves_the_structure_as_it_is() -> None:
    same = applied(good(), draft())
    assert replace(same, on=ON) == good()
    comparison = compare(good(), same)
    assert (comparison.lines, comparison.loads, comparison.gained, comparison.lost) == ((), (), (), ())


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_leaves_every_post_function_and_team_with_somebody_who_is_there(kind: str) -> None:
    changed = after(kind)
    posts = set(changed.posts)
    assert {one.reports_to for one in changed.posts.values()} <= posts | {""}
    assert {one.post for one in changed.functions} <= posts
    assert {one.reports_to for one in changed.teams} <= posts
    assert {one.lead_post for one in changed.patches} <= posts
    assert {one.function for one in changed.functions} == {one.function for one in good().functions}
    assert {one.team for one in changed.teams} == {one.team for one in good().teams}


def test_what_each_change_does() -> None:
    assert after("move").posts["Fostering"].reports_to == "Director"
    merged = after("merge")
    assert merged.posts["Both"].reports_to == "Director"
    assert not {"Fostering", "Education"} & set(merged.posts)
    assert {one.post for one in merged.functions if one.function == "E"} == {"Both"}
    assert after("create").posts["Head of Family Help"].is_vacant
    assert "Fostering" not in after("remove").posts
    assert {one.post for one in after("responsibilities").functions if one.function == "P"} == {
        "Director of Adults"
    }
    assert after("hold").posts["Fostering"].people == good().posts["Social Work"].people
    assert {one.portfolio for one in after("portfolio").functions if one.function == "E"} == {"Strategy"}
    assert [one.authority for one in after("share").joint] == ["Nextshire"]
    assert after("patch").patches[0].lead_post == "Education"
    assert {one.reports_to for one in after("team").teams if one.team == "Team E"} == {"Director"}


def test_a_post_merged_into_the_one_above_it_reports_further_up() -> None:
    merged = applied(
        good(), draft(Change("merge", {"posts": ["Fostering", "Social Work"], "into": "Social Work"}))
    )
    assert merged.posts["Social Work"].reports_to == "Director"
    removed = applied(good(), draft(Change("remove", {"post": "Social Work", "to": "Fostering"})))
    assert removed.posts["Fostering"].reports_to == "Director"
    assert removed.posts["North Lead"].reports_to == "Fostering"
    assert findings_of(removed) == ()


def test_what_comes_under_the_director_is_dated_from_the_draft() -> None:
    moved = applied(good(), draft(Change("move", {"post": "Director of Place", "reports_to": "Director"})))
    [place] = [one for one in moved.functions if one.function == "P"]
    assert place.held_from == date(2027, 9, 1)
    assert "from 1 September 2027" in findings_of(moved)[0].says


def test_the_way_there_and_back_is_no_change() -> None:
    there = applied(good(), draft(Change("move", {"post": "Fostering", "reports_to": "Education"})))
    back = applied(there, draft(Change("move", {"post": "Fostering", "reports_to": "Social Work"})))
    assert compare(good(), back).loads == ()


@pytest.mark.parametrize(
    ("kind", "name", "wrong", "says"),
    [
        ("move", "post", "Nobody", "there is no post 'Nobody'"),
        ("merge", "posts", ["Fostering", "Nobody"], "there is no post 'Nobody'"),
        ("create", "post", "Fostering", "the post 'Fostering' is there already"),
        ("responsibilities", "functions", ["Z"], "there is no function 'Z'"),
        ("portfolio", "to", "Sport", "there is no portfolio 'Sport'"),
        ("share", "agreed_on", "soon", "not a day"),
        ("patch", "patch", "moon", "no arrangement for the patch 'moon'"),
        ("team", "team", "Team X", "there is no team 'Team X'"),
    ],
)
def test_a_change_of_what_is_not_there_is_refused_with_its_number(
    kind: str, name: str, wrong: Any, says: str
) -> None:
    changes = (Change("move", CHANGES["move"]), Change(kind, {**CHANGES[kind], name: wrong}))
    with pytest.raises(InputRefused) as refused:
        applied(good(), draft(*changes))
    assert "changes.2: " in str(refused.value)
    assert says in str(refused.value)


@pytest.fixture
def council(small_county: Path, tmp_path: Path) -> Council:
    return replace(read_council(small_county), folder=tmp_path)


def test_a_draft_written_is_read_again(council: Council) -> None:
    whole = draft(*(Change(kind, states) for kind, states in CHANGES.items()))
    path = write_draft(council, whole)
    assert read_draft(path) == whole
    assert yaml.safe_load(draft_text(whole))["from"] == "2027-09-01"


@pytest.mark.parametrize("id", ["../../council", "A Draft", "", "a/b", "x" * 61])
def test_an_identifier_cannot_lead_out_of_the_folder(council: Council, id: str) -> None:
    with pytest.raises(InputRefused):
        draft_path(council, id)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"from": "2027-13-01"}, "not a day in the calendar"),
        ({"from": "soon"}, "from"),
        ({"id": "other"}, "not the name of the file"),
        ({"changes": [{"kind": "explode"}]}, "changes.1.kind"),
        ({"changes": [{"kind": "move", "post": "Fostering"}]}, "reports_to"),
        ({"changes": [{"kind": "move", "post": "F", "reports_to": "D", "into": "X"}]}, "into"),
        ({"changes": "none"}, "changes"),
        ({"extra": 1}, "extra"),
    ],
)
def test_a_wrong_form_is_refused_in_words(change: dict[str, Any], says: str) -> None:
    content = yaml.safe_load(draft_text(draft())) | change
    with pytest.raises(InputRefused) as refused:
        draft_of(content, "a-draft.yaml", stem="a-draft")
    assert says in str(refused.value)
