"""One test for each clause: kept by a good structure, and found where the one thing it speaks of is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from made_structure import AGREED, BEGAN, ON, assurance, function, good, post, with_functions, with_post

from joinedup.leadership import DIRECTOR, Event, JointAppointment, MemberRole, Structure
from joinedup.leadership.rules import RULES, Checked, Force, Outcome, check_all, check_rule

pytestmark = pytest.mark.unit


def checked(code: str, structure: Structure) -> Checked:
    [rule] = [one for one in RULES if one.code == code]
    return check_rule(rule, structure)


def found(code: str, structure: Structure) -> list[str]:
    result = checked(code, structure)
    assert (result.outcome is Outcome.DEPARTS) == bool(result.findings)
    return [one.says for one in result.findings]


def test_a_good_structure_has_no_finding_at_all() -> None:
    outcomes = {one.rule.code: (one.outcome, one.findings) for one in check_all(good())}
    assert {code: one for code, one in outcomes.items() if one[1]} == {}
    assert {code for code, (one, _) in outcomes.items() if one is Outcome.NOT_IN_USE} == {
        "added-responsibilities", "several-authorities", "children-and-adults",
    }  # fmt: skip
    assert not [code for code, (one, _) in outcomes.items() if one is Outcome.NOT_RUN]


def no_director() -> Structure:
    return with_post(good(), post("Director", "Chief", "D"))


def test_a_council_without_a_director_departs_from_the_law() -> None:
    result = checked("appointed", no_director())
    assert [one.says for one in result.findings] == [f"No post carries the role {DIRECTOR}."]
    assert result.rule.force is Force.LAW
    assert result.findings[0].todo.startswith("The law requires this")


def test_a_vacant_director_or_lead_member_is_found() -> None:
    vacant = with_post(good(), replace(good().posts["Director"], people=()))
    assert "Nobody holds the post of Director" in found("appointed", vacant)[0]
    unheld = replace(good(), members=good().members[:1])
    assert found("appointed", unheld) == ["No councillor holds the lead member's portfolio."]


def test_a_director_two_steps_below_the_chief_is_not_first_tier() -> None:
    lower = with_post(good(), replace(good().posts["Director"], reports_to="Director of Place"))
    assert found("first-tier", lower)
    assert found("reports-to-chief-executive", lower)


def test_education_under_another_director_has_no_one_officer() -> None:
    split = with_post(good(), replace(good().posts["Education"], reports_to="Director of Place"))
    [says] = found("one-officer", split)
    assert says == (
        "Education answers for Function E, on a line to Chief that does not go through the director."
    )


def test_education_in_another_portfolio_has_no_one_member() -> None:
    split = with_functions(good(), function("E", "education", "Education", "Strategy"))
    assert found("one-member", split) == [
        "Function E is in the portfolio Strategy, which the lead member does not hold."
    ]


def test_a_member_who_holds_both_portfolios_is_one_member() -> None:
    split = with_functions(good(), function("E", "education", "Education", "Strategy"))
    both = replace(
        split, members=(*split.members, MemberRole(BEGAN, None, "M", "Cabinet Member", "Strategy", "Cabinet"))
    )
    assert found("one-member", both) == []


def test_a_lead_member_who_answers_to_the_chief_executive_is_found() -> None:
    wrong = replace(good().portfolios[1], answers_to="Chief Executive")
    changed = replace(good(), portfolios=(good().portfolios[0], wrong))
    assert found("lead-member-answers-to-leader", changed) == ["The lead member answers to: Chief Executive."]


@pytest.mark.parametrize("change", [{"in_executive": False}, {"runs_services": True}])
def test_a_lead_member_outside_the_executive_or_running_services_is_found(change: dict[str, bool]) -> None:
    wrong = replace(good().portfolios[1], **change)  # type: ignore[arg-type]
    changed = replace(good(), portfolios=(good().portfolios[0], wrong))
    assert len(found("lead-member-in-executive", changed)) == 1
    assert checked("lead-member-in-executive", changed).rule.is_recalled


@pytest.mark.parametrize(
    ("code", "team"), [("single-line-education", "Team E"), ("single-line-social-care", "Team S")]
)
def test_a_team_outside_the_directors_line_breaks_it(code: str, team: str) -> None:
    teams = tuple(
        replace(one, reports_to="Director of Place") if one.team == team else one for one in good().teams
    )
    assert [one.about for one in checked(code, replace(good(), teams=teams)).findings] == [team]


def test_a_line_through_an_unheld_post_is_broken_and_said_so() -> None:
    vacant = with_post(good(), replace(good().posts["Education"], people=()))
    assert "nobody holds Education" in found("single-line-education", vacant)[0]


def test_a_line_in_a_circle_is_told_as_one() -> None:
    circle = with_post(good(), replace(good().posts["Social Work"], reports_to="Fostering"))
    assert any("round in a circle" in says for says in found("single-line-social-care", circle))


def test_a_patch_lead_outside_the_line_is_found() -> None:
    moved = with_post(good(), replace(good().posts["North Lead"], reports_to="Director of Place"))
    assert len(found("patch-line", moved)) == 1


def test_a_patch_lead_for_other_priorities_alone_may_stand_elsewhere() -> None:
    moved = with_post(good(), replace(good().posts["North Lead"], reports_to="Director of Place"))
    other = replace(moved.patches[0], priorities=("P9",))
    teams = tuple(replace(one, reports_to="Social Work") for one in moved.teams)
    assert found("patch-line", replace(moved, patches=(other,), teams=teams)) == []


def test_a_brief_without_a_need_of_children_is_not_integrated() -> None:
    without = tuple(
        replace(one, needs=tuple(need for need in one.needs if need != "emotional"))
        for one in good().functions
    )
    says = found("integrated-brief", replace(good(), functions=without))
    assert says == [
        "The brief of Director holds no function for emotional needs.",
        "The brief of the lead member holds no function for emotional needs.",
    ]


def with_place(weighs: tuple[str, ...], agreed: date) -> Structure:
    added = with_functions(good(), function("P", "place", "Education", "Strategy", ON))
    return replace(added, assurances=(assurance(agreed, weighs),))


def test_added_responsibilities_need_a_test_agreed_before() -> None:
    assert len(found("added-responsibilities", with_place((), AGREED))) == 1
    assert len(found("added-responsibilities", with_place(("place",), ON + timedelta(days=1)))) == 1
    assert found("added-responsibilities", with_place(("place",), ON)) == []
    assert checked("added-responsibilities", with_place(("place",), ON)).outcome is Outcome.KEPT


def test_responsibilities_added_to_the_lead_member_count_too() -> None:
    added = with_functions(good(), function("P", "place", "Director of Place", "Children", ON))
    assert found("added-responsibilities", added) == [
        "The lead member also answers for place: highways, transport and environment from 1 April 2027, and "
        "no test of assurance that weighed it was agreed before."
    ]


def test_what_a_partner_owns_is_no_added_responsibility() -> None:
    theirs = with_functions(good(), function("P", "housing", "Education", owner="A district council"))
    assert found("added-responsibilities", theirs) == []


def test_a_director_who_is_chief_executive_too_is_found() -> None:
    both = with_post(good(), replace(good().posts["Chief"], people=("D",)))
    assert "Wokingham" in found("not-chief-executive", both)[0]
    assert checked("not-chief-executive", both).rule.force is Force.MUST_NOT


def joint(agreed: date | None, weighs: tuple[str, ...]) -> Structure:
    shared = JointAppointment(ON, None, "Director", "Nextshire", agreed)
    return replace(good(), joint=(shared,), assurances=(assurance(AGREED, weighs),))


def test_a_director_of_several_councils_needs_agreement_and_assurance() -> None:
    assert found("several-authorities", joint(None, ())) == [
        "The director serves Nextshire too, without agreement and assurance before."
    ]
    assert found("several-authorities", joint(AGREED, ())) == [
        "The director serves Nextshire too, without assurance before."
    ]
    assert checked("several-authorities", joint(AGREED, ("several_authorities",))).outcome is Outcome.ALLOWED


def test_children_and_adults_together_need_assurance() -> None:
    both = with_post(good(), replace(good().posts["Director of Adults"], reports_to="Director"))
    assert len(found("children-and-adults", both)) == 1
    early = replace(assurance(BEGAN, ("adult_social_care",)), held_on=BEGAN)
    assert checked("children-and-adults", replace(both, assurances=(early,))).outcome is Outcome.ALLOWED


@pytest.mark.parametrize(
    ("code", "towards"),
    [
        ("in-touch", "families"),
        ("influence", "partners"),
        ("roles-written-down", "family_courts"),
    ],
)
def test_what_is_not_written_down_is_found(code: str, towards: str) -> None:
    unwritten = tuple(one for one in good().written if one.towards != towards)
    assert len(found(code, replace(good(), written=unwritten))) == 1
    unsourced = tuple(
        replace(one, written_in="") if one.towards == towards else one for one in good().written
    )
    assert len(found(code, replace(good(), written=unsourced))) == 1


def test_an_owner_with_neither_budget_nor_authority_is_found() -> None:
    stranger = replace(
        good().measures[0], owner_post="Fostering", budget_post="Social Work", authority_post="Director"
    )
    assert len(found("owner-can-act", replace(good(), measures=(stranger,)))) == 1
    either = replace(stranger, budget_post="Fostering")
    assert found("owner-can-act", replace(good(), measures=(either,))) == []
    above = replace(
        stranger, owner_post="Director", budget_post="Fostering", authority_post="Director of Place"
    )
    assert found("owner-can-act", replace(good(), measures=(above,))) == []


@pytest.mark.parametrize(
    "event",
    [
        "senior_structure",
        "new_leaders",
        "split_of_commissioning",
        "new_administration",
        "finance",
        "performance",
    ],
)
def test_each_event_after_the_last_test_makes_a_review_due(event: str) -> None:
    before = Event(AGREED, event, "It happened")
    after = Event(AGREED + timedelta(days=1), event, "It happened")
    assert found("review-due", replace(good(), events=(before,))) == []
    assert len(found("review-due", replace(good(), events=(after,)))) == 1


def test_a_test_never_held_is_due() -> None:
    assert found("review-due", replace(good(), assurances=())) == [
        "No test of assurance has been held and agreed."
    ]


@pytest.mark.parametrize(
    ("code", "element"), [("assessment-covers", "transparency"), ("elements-of-test", "load")]
)
def test_an_element_left_out_is_found(code: str, element: str) -> None:
    last = good().assurances[0]
    short = replace(last, elements=tuple(one for one in last.elements if one != element))
    assert len(found(code, replace(good(), assurances=(short,)))) == 1
    assert checked(code, good()).rule.is_recalled == (element == "load")


@pytest.mark.parametrize(
    "change",
    [
        {"agreed_by": ""},
        {"peer_challenge_on": None},
        {"next_review": None},
        {"next_review": date(2027, 3, 1)},
    ],
)
def test_assurance_is_agreed_challenged_and_reviewed(change: dict[str, object]) -> None:
    last = replace(good().assurances[0], **change)  # type: ignore[arg-type]
    assert len(found("agreed-and-reviewed", replace(good(), assurances=(last,)))) == 1


@pytest.mark.parametrize(
    "change",
    [{"self_assessment": False}, {"outside_director": None}, {"interviews": False}, {"to_scrutiny_on": None}],
)
def test_what_others_do_is_told_as_practice(change: dict[str, object]) -> None:
    last = replace(good().assurances[0], **change)  # type: ignore[arg-type]
    result = checked("as-others-do-it", replace(good(), assurances=(last,)))
    assert len(result.findings) == 1
    assert result.findings[0].todo == "Weigh whether to change it, and record why if not."


def test_a_rule_without_its_data_says_why_it_could_not_be_checked() -> None:
    bare = replace(good(), held=frozenset({"posts"}))
    results = {one.rule.code: one for one in check_all(bare)}
    assert results["one-officer"].outcome is Outcome.NOT_RUN
    assert "Functions are not filled in" in results["one-officer"].says
    assert len(results) == len(RULES)


@pytest.mark.parametrize(
    "code", ["first-tier", "reports-to-chief-executive", "not-chief-executive", "in-touch"]
)
def test_a_rule_about_a_director_nobody_named_is_not_run(code: str) -> None:
    result = checked(code, no_director())
    assert result.outcome is Outcome.NOT_RUN
    assert DIRECTOR in result.says


def test_guidance_asks_for_reasons_and_never_forbids() -> None:
    for rule in RULES:
        if rule.force not in (Force.LAW, Force.PRACTICE):
            assert rule.force.todo == "Departs from guidance: record reasons and assurance."


def test_each_rule_states_its_clause_and_where_it_was_read() -> None:
    codes = [one.code for one in RULES]
    assert len(codes) == len(set(codes))
    for rule in RULES:
        assert rule.clause.endswith(".") and rule.read_in
        assert rule.is_recalled == (rule.read_in == "recalled")
