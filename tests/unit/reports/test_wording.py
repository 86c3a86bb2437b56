"""Numbers as people in a council say them."""

from __future__ import annotations

import pytest
from made_results import made_range

from joinedup.reports import _wording as wording

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("amount", "says"),
    [
        (0, "£0"),
        (120, "less than £500"),
        (-120, "less than £500"),
        (8_240, "£8,200"),
        (64_300, "£64,000"),
        (644_000, "£640,000"),
        (996_000, "£1.0m"),
        (2_140_000, "£2.1m"),
        (-2_140_000, "−£2.1m"),
        (1_234_500_000, "£1.23bn"),
    ],
)
def test_money_is_rounded_as_it_is_spoken_of(amount: float, says: str) -> None:
    assert wording.pounds(amount) == says


@pytest.mark.parametrize(
    ("amount", "says"), [(0, "£0"), (90, "about £0"), (9_000, "+£9,000"), (-2e6, "−£2.0m")]
)
def test_a_change_in_money_has_its_sign(amount: float, says: str) -> None:
    assert wording.pounds_change(amount) == says


@pytest.mark.parametrize(
    ("value", "unit", "says"),
    [
        (1533.5, "children", "1,534"),
        (-0.2, "children", "0"),
        (1.078, "ratio", "1.08"),
        (0.132, "share", "13%"),
        (5_123.4, "pounds per week", "£5,123"),
        (2_100_000, "pounds", "£2.1m"),
    ],
)
def test_people_are_whole_and_ratios_are_not(value: float, unit: str, says: str) -> None:
    assert wording.quantity(value, unit) == says


@pytest.mark.parametrize(
    ("value", "unit", "says"), [(21.4, "children", "+21"), (-0.3, "children", "0"), (-0.04, "ratio", "−0.04")]
)
def test_a_change_that_rounds_to_nothing_has_no_sign(value: float, unit: str, says: str) -> None:
    assert wording.quantity_change(value, unit) == says


@pytest.mark.parametrize(
    ("probability", "says"),
    [
        (1.0, "almost certain (more than 99 in 100)"),
        (0.97, "very likely (97 in 100)"),
        (0.8, "likely (80 in 100)"),
        (0.5, "about as likely as not (50 in 100)"),
        (0.2, "unlikely (20 in 100)"),
        (0.05, "very unlikely (5 in 100)"),
        (0.0, "almost impossible (fewer than 1 in 100)"),
    ],
)
def test_a_chance_is_a_word_and_a_number(probability: float, says: str) -> None:
    assert wording.chance(probability) == says


@pytest.mark.parametrize(
    ("share", "says"),
    [(0.0, "almost none (0%)"), (0.5, "about half (50%)"), (0.76, "about three quarters (76%)")],
)
def test_a_share_is_a_word_and_a_number(share: float, says: str) -> None:
    assert wording.fraction(share) == says


@pytest.mark.parametrize(
    ("middle", "half", "says"),
    [
        (-5e6, 2e6, "likely between £3.0m and £7.0m"),
        (5e6, 2e6, "likely between £3.0m and £7.0m"),
        (1e6, 3e6, "likely between £2.0m better off and £4.0m worse off"),
        (1e6, 0, "£1.0m in nearly every case"),
    ],
)
def test_a_likely_range_says_which_way_where_it_may_go_either_way(
    middle: float, half: float, says: str
) -> None:
    assert wording.likely_off(made_range(middle, half)) == says


def test_a_gap_may_be_a_sum_over() -> None:
    assert wording.likely_short(made_range(1e6, 3e6)) == "likely between £2.0m over and £4.0m short"


def test_pence_become_pounds() -> None:
    assert [wording.pence_in_the_pound(one) for one in (0.28, 0.996, 1.4)] == ["28p", "£1.00", "£1.40"]


def test_small_things_of_language() -> None:
    assert wording.listed(["a", "b", "c"]) == "a, b and c"
    assert wording.lower_first("EHC plans") == "EHC plans"
    assert wording.lower_first("Children in need") == "children in need"
    assert wording.number_word(4) == "four"
    assert wording.year_end("2030/31") == "31 March 2031"
    assert wording.percent(0.004) == "0.4%"
    assert wording.percent(-0.28) == "−28%"


@pytest.mark.parametrize(
    ("factor", "says"),
    [(0.6, "60%"), (1.0, "1.0 times"), (4.93, "4.9 times"), (20.0, "20.0 times"), (21, "more than 20 times")],
)
def test_a_factor_is_said_as_people_say_it(factor: float, says: str) -> None:
    assert wording.times(factor) == says


@pytest.mark.parametrize(
    ("chance", "says"),
    [(0.0, "no chance"), (0.004, "fewer than 1 in 100"), (0.41, "41 in 100"), (1.0, "more than 99 in 100")],
)
def test_no_chance_at_all_is_said_so(chance: float, says: str) -> None:
    assert wording.fair_chance(chance) == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Looked-after children", "looked-after children"),
        ("EHC plans", "EHC plans"),
        ("General Fund gap", "General Fund gap"),
        ("", ""),
    ],
)
def test_names_keep_their_capitals_within_a_sentence(text: str, says: str) -> None:
    assert wording.lower_first(text) == says


def test_a_year_that_changes_nothing_is_neither_better_nor_worse() -> None:
    assert wording.a_year_better_or_worse(120) == "neither better nor worse off"
