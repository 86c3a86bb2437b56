"""Each case that the answer of a ripple is worded for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made_results import FUND, HIGH_NEEDS, YEARS, made_proposal, made_ripple

from joinedup.council import Ripple
from joinedup.reports.ripple import answer_in_short, answers, nothing_changes
from joinedup.reports.ripple._answer import rests_on, unmoved_pots

pytestmark = pytest.mark.unit


def only(ripple: Ripple) -> str:
    (one,) = answers(ripple)
    return one.answer


def test_a_saving_of_which_some_comes_back() -> None:
    ripple = made_ripple({"family_help": -2.0e6, "looked_after_placements": 0.5e6})
    assert only(ripple) == (
        "This proposal would save about £2.0m a year by 2030/31 on the services it changes, and cost "
        "about £500,000 "
        "a year elsewhere: for each £1 saved, about 25p comes back as cost (likely between 20p and "
        "30p). That leaves "
        "the General Fund about £1.5m a year better off (likely between £1.2m and £1.8m)."
    )


def test_a_saving_of_which_more_comes_back_is_a_net_cost() -> None:
    said = only(made_ripple({"family_help": -1.0e6, "looked_after_placements": 2.5e6}))
    assert "for each £1 saved, about £2.50 comes back as cost" in said
    assert said.endswith("the General Fund about £1.5m a year worse off (likely between £1.2m and £1.8m).")


def test_a_saving_that_comes_back_whole() -> None:
    said = only(made_ripple({"family_help": -1.0e6, "looked_after_placements": 1.0e6}))
    assert "about £1.00 comes back as cost" in said
    assert "the General Fund neither better nor worse off" in said


def test_a_saving_that_changes_nothing_else() -> None:
    said = only(made_ripple({"family_help": -1.0e6}))
    assert "on the services it changes, and change almost nothing elsewhere." in said


def test_a_saving_that_saves_elsewhere_too() -> None:
    said = only(made_ripple({"family_help": -1.0e6, "looked_after_placements": -0.4e6}))
    assert "and save a further £400,000 a year elsewhere (likely between £320,000 and £480,000)" in said


def test_an_investment_that_pays_back_in_part() -> None:
    said = only(made_ripple({"family_help": 1.0e6, "looked_after_placements": -0.4e6}))
    assert said.startswith(
        "This proposal would spend about £1.0m a year more by 2030/31 on the services it changes"
    )
    assert (
        "and save about £400,000 a year elsewhere: for each £1 spent, about 40p comes back as saving" in said
    )
    assert "the General Fund about £600,000 a year worse off" in said


def test_an_investment_that_costs_elsewhere_too() -> None:
    assert "and cost a further £400,000 a year elsewhere" in only(
        made_ripple({"family_help": 1.0e6, "looked_after_placements": 0.4e6})
    )


def test_what_comes_back_may_be_nothing() -> None:
    said = only(made_ripple({"family_help": -1.0e6, "looked_after_placements": 0.2e6}, half=1.5))
    assert "about 20p comes back as cost (likely between nothing and 50p)" in said


def test_a_pot_in_which_the_proposal_has_no_line_of_its_own() -> None:
    ripple = made_ripple(
        {"older_people": 0.4e6, "funding:council_tax": -1.7e6},
        proposals=[made_proposal(lever="housing.planned_homes")],
    )
    assert only(ripple) == (
        "This proposal would leave the General Fund about £1.3m a year better off by 2030/31 (likely "
        "between £1.0m "
        "and £1.6m): other services would cost about £400,000 a year more and council tax and grants "
        "would bring in "
        "about £1.7m a year more."
    )


def test_more_income_beside_lines_of_its_own() -> None:
    said = only(made_ripple({"family_help": 1.0e6, "funding:council_tax": -0.4e6}))
    assert "and bring in more from council tax and grants: about £400,000 a year" in said


def test_several_proposals_are_spoken_of_together() -> None:
    proposals = [made_proposal("a"), made_proposal("b")]
    said = only(made_ripple({"family_help": -1.0e6}, proposals=proposals))
    assert said.startswith("These two proposals together would save about £1.0m a year")
    assert "on the services they change" in said


def test_pots_are_answered_apart_and_never_added() -> None:
    found = answers(made_ripple({"family_help": -1.0e6, "high_needs": 3.0e6}))
    assert [one.pot for one in found] == [FUND, HIGH_NEEDS]
    assert "General Fund about £1.0m a year better off" in found[0].answer
    assert (
        "the high needs block of the Dedicated Schools Grant about £3.0m a year worse off" in found[1].answer
    )
    assert not any("£2.0m" in one.answer for one in found)


def test_the_pot_that_pays_for_what_is_changed_comes_first() -> None:
    places = [made_proposal(lever="send.special_places")]
    found = answers(made_ripple({"send_transport": 0.3e6, "high_needs": -1.0e6}, proposals=places))
    assert [one.pot for one in found] == [HIGH_NEEDS, FUND]
    assert found[0].answer.startswith("This proposal would save about £1.0m a year")


def test_nothing_changes() -> None:
    ripple = made_ripple()
    assert answers(ripple) == []
    assert nothing_changes(ripple) == (
        "This proposal would change no budget by a sum worth speaking of. Nothing else in the plan "
        "changes either."
    )


def test_nothing_changes_though_a_saving_is_claimed() -> None:
    ripple = made_ripple(moved={"care.looked_after": 5}, proposals=[made_proposal(saving=400_000)])
    assert nothing_changes(ripple) == (
        "This proposal would change no budget by a sum worth speaking of. A saving of £400,000 a year "
        "is claimed; "
        "the model does not find it."
    )


def test_a_pot_that_changes_by_pence_is_not_spoken_of_as_a_saving() -> None:
    ripple = made_ripple({"family_help": -30.0})
    assert answers(ripple) == []
    assert unmoved_pots(ripple) == "The General Fund changes by too little to speak of."


def test_a_pot_whose_grant_follows_its_spending() -> None:
    ripple = made_ripple({"schools_block": 400.0, "funding:dsg_schools": -400.0})
    assert unmoved_pots(ripple) == (
        "In the schools block of the Dedicated Schools Grant, what is spent and what pays for it move "
        "by the same sum."
    )


def test_what_is_for_a_limited_time_is_summed_over_the_plan() -> None:
    course = [1e6, 1e6] + [0.0] * (len(YEARS) - 2)
    (one,) = answers(made_ripple({"family_help": course}, proposals=[made_proposal(ends=date(2028, 4, 1))]))
    assert one.answer == (
        "This proposal would hold for a limited time, until 1 April 2028. Over the whole plan, the "
        "General Fund would "
        "be about £2.0m worse off in all (likely between £1.6m and £2.4m)."
    )
    assert one.sure == "It is likely (80 in 100) that the General Fund is better off over the whole plan."


def test_how_sure_names_the_likelier_way() -> None:
    (one,) = answers(made_ripple({"family_help": -1e6}, p_saves=0.97, p_saves_in_all=0.2))
    assert one.sure == (
        "It is very likely (97 in 100) that the General Fund is better off in 2030/31, and likely (80 "
        "in 100) that it "
        "is worse off over the whole plan."
    )
    (one,) = answers(made_ripple({"family_help": 1e6}, p_saves=0.0, p_saves_in_all=0.0))
    assert one.sure.startswith(
        "It is almost certain (more than 99 in 100) that the General Fund is worse off in"
    )


def test_a_saving_that_turns_into_a_cost_says_when() -> None:
    course = [-1e6] * 7 + [2e6] * 3
    (one,) = answers(made_ripple({"family_help": course}))
    assert one.turn == "This turns: from 2033/34 on, more is spent than saved each year."
    (one,) = answers(made_ripple({"family_help": [1e6, 1e6] + [-1e6] * 8}))
    assert one.turn == "Until 2027/28, more is spent than saved."
    (one,) = answers(made_ripple({"family_help": -1e6}))
    assert one.turn == ""
    assert one.in_all == (
        "Over all 10 years the General Fund would be about £10.0m better off (likely between £8.0m and "
        "£12.0m)."
    )


@pytest.mark.parametrize(
    ("claimed", "found", "says"),
    [
        (2.0e6, -1.95e6, "on the same budget lines the model finds about the same (£1.9m)."),
        (2.0e6, -1.0e6, "the model finds a saving of £1.0m, which is £1.0m less than claimed."),
        (2.0e6, -3.0e6, "the model finds a saving of £3.0m, which is £1.0m more than claimed."),
        (2.0e6, 1.0e6, "the model finds the opposite: it would cost £1.0m a year."),
        (-2.0e6, 3.0e6, "the model finds a cost of £3.0m, which is £1.0m more than claimed."),
    ],
)
def test_a_claim_is_held_against_what_the_model_finds_on_the_same_lines(
    claimed: float, found: float, says: str
) -> None:
    ripple = made_ripple({"family_help": found}, proposals=[made_proposal(saving=claimed)])
    (one,) = answers(ripple)
    assert one.claim.startswith("Its owner says that it would")
    assert one.claim.endswith(says)


def test_a_claim_in_a_pot_without_lines_of_its_own_is_held_against_the_pot() -> None:
    proposals = [
        made_proposal("a", "housing.planned_homes", 0.2e6),
        made_proposal("b", "housing.planned_homes"),
    ]
    (one,) = answers(made_ripple({"send_transport": 0.3e6}, proposals=proposals))
    assert one.claim == (
        "Their owners say that they would save £200,000 a year; in the General Fund the model finds the "
        "opposite: "
        "they would cost £300,000 a year."
    )


def test_a_claim_is_told_as_written_and_at_the_prices_of_the_year() -> None:
    ripple = made_ripple({"family_help": -1.0e6}, proposals=[made_proposal(saving=1.0e6)])
    (headline,) = ripple.headlines
    (one,) = answers(replace(ripple, headlines=(replace(headline, proposed=1.1e6),)))
    assert one.claim.startswith(
        "Its owner says that it would save £1.0m a year (£1.1m at the prices of 2030/31); on the "
        "same budget lines"
    )


def test_no_claim_is_not_spoken_of() -> None:
    (one,) = answers(made_ripple({"family_help": -1e6}))
    assert one.claim == ""


def test_what_the_answer_rests_on() -> None:
    said = rests_on(made_ripple({"family_help": -1e6}, share_unverified=0.76))
    assert said.startswith(
        "About three quarters (76%) of the uncertainty about the General Fund comes from 1 value"
    )
    assert rests_on(made_ripple(share_unverified=None)).startswith("The answer has no uncertainty")


def test_in_short_says_every_pot() -> None:
    said = answer_in_short(made_ripple({"family_help": -1.0e6, "high_needs": 3.0e6}))
    assert "General Fund" in said and "high needs block" in said
    assert answer_in_short(made_ripple()) == nothing_changes(made_ripple())
