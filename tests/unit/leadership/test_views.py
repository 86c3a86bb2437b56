"""A priority, a patch and a handover; when a test of assurance is due; what an assessment lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from made_structure import AGREED, BEGAN, ELEMENTS, assurance, good

from joinedup.errors import InputRefused
from joinedup.folder import read_council
from joinedup.leadership import (
    Answer,
    Assessment,
    Event,
    Judgement,
    Structure,
    as_record,
    assurance_due,
    handover,
    is_assured,
    load_of,
    n_answered,
    patch_view,
    priorities_of,
    priority_view,
    read_leadership,
    still_open,
)

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def county(small_county: Path) -> Structure:
    return read_leadership(read_council(small_county)).on(date(2026, 11, 22))


def test_a_priority_shows_every_service_of_any_directorate(county: Structure) -> None:
    view = priority_view(county, "P01")
    assert view.title == "Help families earlier"
    services = dict(view.services)
    assert {"Family Help", "Health visiting", "Housing options", "Libraries"} <= set(services)
    assert len({step.contribution.directorate for steps in services.values() for step in steps}) >= 4
    assert {one.patch for one in view.patches} == {"north", "east", "south", "west"}


def test_every_contribution_stands_under_one_priority(county: Structure) -> None:
    shown = [
        step.contribution for view in priorities_of(county) for _, steps in view.services for step in steps
    ]
    assert sorted(map(repr, shown)) == sorted(map(repr, county.contributions))


def test_of_a_measure_in_parts_a_priority_shows_its_owners(county: Structure) -> None:
    assert [one.part for one in priority_view(county, "P09").measures] == ["dsg"]
    assert [one.part for one in priority_view(county, "P12").measures] == ["general"]


def test_a_step_is_late_the_day_after_it_was_due() -> None:
    due = date(2027, 1, 1)
    [[step]] = [steps for _, steps in priority_view(replace(good(), on=due), "P1").services]
    assert not step.is_late
    [[step]] = [steps for _, steps in priority_view(replace(good(), on=date(2027, 1, 2)), "P1").services]
    assert step.is_late


def test_a_patch_shows_its_lead_all_priorities_and_its_teams(county: Structure) -> None:
    view = patch_view(county, "south")
    assert view.arrangement.lead_post == "Patch Lead, South Vale"
    assert len(view.priorities) == 12
    assert view.teams and {one.patch for one in view.teams} == {"south"}
    assert view.line.reaches("Executive Director of Children and Families")


def test_what_is_not_there_is_refused(county: Structure) -> None:
    with pytest.raises(InputRefused, match="no priority 'P99'"):
        priority_view(county, "P99")
    with pytest.raises(InputRefused, match="patch 'moon'"):
        patch_view(county, "moon")
    with pytest.raises(InputRefused, match="no post 'Nobody'"):
        handover(county, "Nobody")


def test_a_handover_tells_what_the_post_answers_for(county: Structure) -> None:
    pack = handover(county, "Head of Fostering")
    assert pack.line.posts[1] == "Director of Social Work"
    assert {one.function for one in pack.functions} == {"F04", "F06"}
    assert {one.measure for one in pack.measures} == {"looked_after_by_placement", "foster_places"}
    assert {one.id for one in pack.priorities} == {"P04", "P05"}
    assert [one.rule.code for one in pack.findings] == ["owner-can-act"]
    assert [one.day for one in pack.dates] == sorted(one.day for one in pack.dates)
    assert pack.load == load_of(county, "Head of Fostering")
    assert {one.measure for one in handover(county, "Head of Looked-after Children").funds} == {
        "looked_after_by_placement"
    }


def test_the_director_is_handed_every_finding_and_the_review(county: Structure) -> None:
    pack = handover(county, "Executive Director of Children and Families")
    assert {one.rule.code for one in pack.findings} == {"one-member", "owner-can-act", "review-due"}
    assert "Next review of the test of assurance" in {one.says for one in pack.dates}
    assert len(pack.functions_below) == 22


def test_every_post_can_be_handed_over_and_loads_add_up(county: Structure) -> None:
    packs = [handover(county, post) for post in county.posts]
    assert sum(len(one.functions) for one in packs) == len(county.own_functions())
    assert sum(len(one.measures) for one in packs) == len(county.measures)
    assert sum(len(one.reports) + len(one.teams) for one in packs) == len(county.posts) - 1 + len(
        county.teams
    )


def test_a_test_is_due_after_an_event_or_a_review_day_or_never() -> None:
    assert not assurance_due(good()).is_due
    assert assurance_due(replace(good(), assurances=())).is_due
    assert assurance_due(replace(good(), on=date(2028, 9, 2))).is_past_review
    later = Event(date(2026, 12, 1), "finance", "A deficit")
    assert assurance_due(replace(good(), events=(later,))).events == (later,)


def test_a_test_that_nobody_agreed_leaves_the_one_before_it() -> None:
    unagreed = replace(assurance(None), held_on=date(2027, 3, 1))
    due = assurance_due(replace(good(), assurances=(*good().assurances, unagreed)))
    assert due.last == good().assurances[0]


def whole() -> Assessment:
    answer = Answer("Seen", "It holds", Judgement.ASSURED, "")
    return Assessment(
        scope="The structure",
        weighs=("place",),
        answers=dict.fromkeys(ELEMENTS, answer),
        held_on=BEGAN,
        peer_challenge="Nothing to add",
        peer_challenge_on=BEGAN,
        agreed_by="Cabinet",
        agreed_on=AGREED,
        next_review=date(2028, 9, 1),
    )


def test_a_whole_assessment_lacks_nothing_and_is_read_by_the_rules() -> None:
    assert still_open(whole()) == ()
    assert n_answered(whole()) == len(ELEMENTS)
    held = as_record(whole())
    assert held is not None
    assert (held.weighs, held.elements, held.agreed_by) == (("place",), ELEMENTS, "Cabinet")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"scope": " "}, "what arrangement is tested"),
        ({"held_on": None}, "the day on which it was held"),
        ({"peer_challenge": ""}, "Peer challenge"),
        ({"peer_challenge_on": None}, "Peer challenge"),
        ({"agreed_by": ""}, "who agrees it"),
        ({"next_review": None}, "the next review"),
        ({"next_review": BEGAN}, "must come after"),
        ({"answers": {}}, "Meeting statutory duties: give the evidence"),
    ],
)
def test_what_is_left_out_keeps_an_assessment_open(change: dict[str, object], says: str) -> None:
    lacking = still_open(replace(whole(), **change))  # type: ignore[arg-type]
    assert any(says in one for one in lacking)


def test_a_judgement_short_of_assured_needs_actions() -> None:
    answers = {**whole().answers, "load": Answer("Seen", "Too much", Judgement.WITH_ACTIONS, "")}
    assert still_open(replace(whole(), answers=answers)) == (
        "Seniority and breadth of each post-holder's load, and its effect on capacity: say what will be done",
    )


def test_a_test_that_ends_not_assured_is_on_record_but_assures_nothing() -> None:
    answers = {**whole().answers, "load": Answer("Seen", "Too much", Judgement.NOT_ASSURED, "Share it")}
    failed = replace(whole(), answers=answers)
    assert not is_assured(failed)
    held = as_record(failed)
    assert held is not None
    assert held.weighs == ()


def test_an_assessment_under_way_is_no_record() -> None:
    assert as_record(replace(whole(), agreed_on=None)) is None
