"""Arrangements that councils have had come out as what was written of them says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made_structure import AGREED, BEGAN, ON, assurance, function, good, with_functions, with_post

from joinedup.leadership import Change, Draft, JointAppointment, Structure, applied, compare
from joinedup.leadership.rules import Force, Outcome, check_all, findings_of

pytestmark = pytest.mark.spec


def outcomes(structure: Structure) -> dict[str, Outcome]:
    return {one.rule.code: one.outcome for one in check_all(structure)}


def departs(structure: Structure) -> set[str]:
    return {one.rule.code for one in findings_of(structure)}


def test_a_single_director_and_lead_member_keep_every_rule() -> None:
    assert departs(good()) == set()


def children_and_adults(*, assured: bool) -> Structure:
    joined = with_post(good(), replace(good().posts["Director of Adults"], reports_to="Director"))
    held = replace(assurance(BEGAN, ("adult_social_care",) if assured else ()), held_on=BEGAN)
    return replace(joined, assurances=(held, *good().assurances))


def test_one_director_of_children_and_adults_is_allowed_where_assured() -> None:
    """Stockport and Hillingdon."""
    assert departs(children_and_adults(assured=True)) == set()
    assert outcomes(children_and_adults(assured=True))["children-and-adults"] is Outcome.ALLOWED


def test_one_director_of_children_and_adults_without_assurance_departs_from_guidance() -> None:
    assert departs(children_and_adults(assured=False)) == {"children-and-adults", "added-responsibilities"}


def three_councils(*, assured: bool) -> Structure:
    weighs = ("several_authorities",) if assured else ()
    joint = tuple(
        JointAppointment(ON, None, "Director", one, date(2026, 7, 1) if assured else None)
        for one in ("Second Borough", "Third Borough")
    )
    return replace(good(), joint=joint, assurances=(assurance(AGREED, weighs),))


def test_one_director_over_three_councils_is_allowed_after_agreement_and_assurance() -> None:
    """Hammersmith & Fulham, Westminster, Kensington & Chelsea."""
    assert departs(three_councils(assured=True)) == set()
    assert outcomes(three_councils(assured=True))["several-authorities"] is Outcome.ALLOWED
    assert departs(three_councils(assured=False)) == {"several-authorities"}


MERGED = Draft(
    "people-and-place",
    "People and place",
    "",
    ON,
    (
        Change(
            "merge",
            {"posts": ["Director", "Director of Place"], "into": "Director of People and Place"},
        ),
    ),
)


def draft(*changes: Change) -> Draft:
    return Draft("a-draft", "A draft", "", ON, changes)


def test_a_director_of_people_and_place_needs_a_test_of_assurance_first() -> None:
    after = applied(good(), MERGED)
    assert departs(after) == {"added-responsibilities", "review-due"}
    weighed = replace(good(), assurances=(assurance(AGREED, ("place",)),))
    assert departs(applied(weighed, MERGED)) == {"review-due"}


def test_a_director_as_interim_chief_executive_contravenes_the_guidance() -> None:
    """Wokingham withdrew such a plan."""
    interim = draft(Change("hold", {"post": "Chief", "by_holder_of": "Director"}))
    comparison = compare(good(), applied(good(), interim))
    gained = {one.rule.code: one for one in comparison.gained}
    assert set(gained) == {"not-chief-executive", "review-due"}
    assert gained["not-chief-executive"].rule.force is Force.MUST_NOT
    assert gained["not-chief-executive"].todo == "Departs from guidance: record reasons and assurance."


def test_patch_leads_under_another_director_break_the_line_and_their_return_mends_it() -> None:
    away = draft(Change("move", {"post": "North Lead", "reports_to": "Director of Place"}))
    after = applied(good(), away)
    comparison = compare(good(), after)
    assert {one.rule.code for one in comparison.gained} == {"single-line-social-care", "patch-line"}
    assert [one.what for one in comparison.lines if one.is_broken] == ["Team S"]
    back = compare(after, good())
    assert [one.what for one in back.lines if one.is_mended] == ["Team S"]
    assert {one.key for one in back.lost} == {one.key for one in comparison.gained}


def test_another_councils_homes_are_not_added_to_the_director() -> None:
    theirs = with_functions(good(), function("H", "housing", "Education", owner="A district council"))
    assert departs(theirs) == set()
