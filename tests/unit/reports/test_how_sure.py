"""Each case that is worded of how sure an answer is, what would turn it and how exact the run was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_results import (
    FIFTH,
    FUND,
    HIGH_NEEDS,
    YEARS,
    made_certainty,
    made_council,
    made_range,
    made_ripple,
)

from joinedup.council import DirectorateRisk, Headline, PotCertainty, Ripple
from joinedup.reports.ripple import certainty_of, how_exact
from joinedup.reports.ripple._sure import (
    by_when,
    of_partners,
    risks,
    risks_in_a_line,
    switching,
    worst,
)
from joinedup.vocabulary import Pot

pytestmark = pytest.mark.unit

COUNCIL = made_council()


def with_chances(*chances: float) -> tuple[Ripple, PotCertainty]:
    filled = (*chances, *[chances[-1]] * (len(YEARS) - len(chances)))
    certainty = replace(made_certainty(), p_saved_by=filled)
    return made_ripple({"family_help": -1e6}, certainties=[certainty]), certainty


def test_by_when_gives_the_first_the_fifth_and_the_last_year() -> None:
    said = by_when(*with_chances(0.12, 0.3, 0.5, 0.55, 0.6, 0.98))
    assert said == (
        "The chance that the General Fund is better off, all years until then added up, is 12 in 100 by the "
        "end of 2026/27, 60 in 100 by the end of 2030/31 and 98 in 100 by the end of 2035/36."
    )


def test_years_before_anything_changes_are_not_spoken_of() -> None:
    _, certainty = with_chances(0.0, 0.3, 0.5, 0.55, 0.6, 0.98)
    later = made_ripple({"family_help": [0.0, *[-1e6] * (len(YEARS) - 1)]}, certainties=[certainty])
    assert by_when(later, certainty).split(" is ")[-1] == (
        "30 in 100 by the end of 2027/28, 60 in 100 by the end of 2030/31 and 98 in 100 by the end "
        "of 2035/36."
    )


@pytest.mark.parametrize(
    ("chance", "says"),
    [(1.0, "better off from the first year on"), (0.0, "better off by the end of no year")],
)
def test_what_is_certain_in_every_year_is_said_once(chance: float, says: str) -> None:
    assert by_when(*with_chances(chance)) == (
        f"It is almost certain that the General Fund is {says}, all years added up."
    )


@pytest.mark.parametrize(
    ("amount", "says"),
    [
        (300_000, "In the worst 1 in 20 cases it costs the General Fund £300,000 over the plan, on average."),
        (
            -300_000,
            "Even in the worst 1 in 20 cases it saves the General Fund £300,000 over the plan, on average.",
        ),
        (0, "Even in the worst 1 in 20 cases, the General Fund is left about as it is over the plan."),
    ],
)
def test_the_worst_twentieth_is_said_either_way(amount: float, says: str) -> None:
    assert worst(made_certainty(worst_mean=amount)) == says


@pytest.mark.parametrize(
    ("mean", "factor", "says"),
    [
        (-1e6, 4.9, "what comes back would have to be 4.9 times as large before it loses money."),
        (-1e6, 40.0, "what comes back would have to be more than 20 times as large before it loses money."),
        (1e6, 0.6, "would save money only if what comes back were 60% of what is expected, or less."),
        (1e6, 2.0, "what it saves elsewhere would have to be 2.0 times as large to pay for it."),
        (-1e6, 0.6, "pays for itself if at least 60% of what it saves elsewhere comes."),
        (-1e6, None, ""),
        (0.0, 1.0, ""),
    ],
)
def test_what_would_turn_the_answer(mean: float, factor: float | None, says: str) -> None:
    said = switching(made_certainty(mean=mean, switching=factor))
    assert said.endswith(says) and bool(said) == bool(says)
    assert said.startswith("Over the whole plan") or not says


def test_how_exact_the_run_was_is_said() -> None:
    assert how_exact(made_ripple({"family_help": -1e6})) == (
        "The plan was run 256 times without and 256 times with what is proposed. Run again with "
        "other chances, the sum over the plan for the General Fund would move by about £30,000."
    )


def test_a_run_too_short_to_say_or_not_exact_enough_says_so() -> None:
    short = made_ripple({"family_help": -1e6}, certainties=[made_certainty(error=float("inf"))])
    assert how_exact(short).endswith("too few times to say how far the sum would move if it were run again.")
    rough = made_ripple({"family_help": -1e6}, certainties=[made_certainty(error=400_000)])
    assert how_exact(rough).endswith(
        "about £400,000, more than one would wish: more draws (--draws) would steady it."
    )
    none = made_ripple(certainties=[])
    assert how_exact(none).endswith("256 times with what is proposed.")


def risk(probability: float, directorate: str = "adults", pot: str = FUND) -> DirectorateRisk:
    return DirectorateRisk(directorate, pot, 250_000.0, probability)


def test_directorates_likely_to_be_worse_off_are_named() -> None:
    ripple = made_ripple(risks=[risk(0.55), risk(0.93, "education", HIGH_NEEDS), risk(0.02, "housing")])
    assert risks_in_a_line(ripple, COUNCIL) == (
        "Likely to be worse off by more than £250,000 in one of the first five years: Education and SEND "
        "(93 in 100) and Adult social care (55 in 100)."
    )
    assert risks(ripple, COUNCIL) == [
        "Education and SEND: 93 in 100 (Dedicated Schools Grant: high needs block)",
        "Adult social care: 55 in 100 (General Fund)",
    ]


def test_where_no_directorate_is_likely_to_be_worse_off_the_nearest_is_named() -> None:
    start = "No directorate is likely to be worse off by more than £250,000 in one of the first five years"
    assert risks_in_a_line(made_ripple(risks=[risk(0.12)]), COUNCIL) == (
        f"{start}; the nearest is Adult social care (12 in 100)."
    )
    assert risks_in_a_line(made_ripple(risks=[risk(0.0)]), COUNCIL) == f"{start}."
    assert risks_in_a_line(made_ripple(), COUNCIL) == ""


def partners(mean: float, half: float) -> Ripple:
    nothing = made_range(0)
    held = Headline(
        Pot.PARTNERS.value, FIFTH, 0.0, nothing, nothing, made_range(mean, half), 0.1, made_range(mean), 0.1
    )
    return replace(made_ripple({"family_help": -1e6}), headlines=(held,))


def test_partners_money_is_shown_apart_and_said_not_to_be_the_councils() -> None:
    apart = "That is their money and not the council's; it is in no sum on this page."
    assert of_partners(partners(4e5, 1e5)) == (
        "Partners such as health and police would spend about £400,000 a year more by 2030/31 "
        f"(likely between £300,000 and £500,000). {apart}"
    )
    assert "a year less by 2030/31" in of_partners(partners(-4e5, 1e5))
    assert of_partners(partners(1e4, 1e5)).startswith(
        "Partners such as health and police may spend between £90,000 less and £110,000 more a year"
    )
    assert of_partners(partners(100, 100)) == ""
    assert of_partners(made_ripple({"family_help": -1e6})) == ""


def test_a_pot_that_does_not_change_has_no_certainty() -> None:
    assert certainty_of(made_ripple({"family_help": -1e6}), HIGH_NEEDS) is None


@pytest.mark.parametrize("factor", [0.97, 1.0, 1.04])
def test_where_both_are_nearly_even_no_number_of_times_is_given(factor: float) -> None:
    said = switching(made_certainty(mean=-1e6, switching=factor))
    assert "about the same: a small change in either turns the answer" in said
    assert "times" not in said
