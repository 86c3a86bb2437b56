"""The forecast of one line: what it must be where the answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from joinedup.council import Range
from joinedup.council.monitoring._assumptions import Assumptions
from joinedup.council.monitoring._outlook import (
    Outlook,
    certain,
    learn_profile,
    learn_record,
    student,
    weigh,
    with_this_year,
)

pytestmark = pytest.mark.unit

ASSUMED = Assumptions(0.5, 0.2, 0.05, 0.04, 4, 0.25, 0.8)
NONE = np.zeros((0, 12))
NO_RECORD = learn_record(np.zeros(0), ASSUMED)
SCHOOL = np.array([13, 16, 21, 15, 0, 20, 17, 20, 15, 20, 15, 20], dtype=float)


def forecast(
    budget: float, months: list[float], past: np.ndarray = NONE, ratios: tuple[float, ...] = ()
) -> Outlook:
    profile, record = learn_profile(past, ASSUMED), learn_record(np.array(ratios), ASSUMED)
    return weigh(budget, np.array(months, dtype=float), profile, record, ASSUMED)


def width(one: Outlook) -> float:
    return one.range().high_80 - one.range().low_80


def test_a_year_that_runs_as_budgeted_ends_as_budgeted() -> None:
    assert forecast(1_200, [100.0] * 7).mean == pytest.approx(1_200, rel=1e-3)


def test_a_year_that_is_over_is_certain() -> None:
    months = [100.0, -50.0, *range(10)]
    one = forecast(5_000, months)
    assert (one.mean, width(one)) == (sum(months), 0)
    assert (one.p_above(94.9), one.p_above(95.1)) == (1.0, 0.0)


def test_without_budget_or_past_it_is_the_straight_line_with_a_wide_range() -> None:
    one = forecast(0, [100.0] * 6)
    assert one.mean == pytest.approx(1_200, rel=1e-3)
    assert width(one) > 0.05 * 1_200


def test_without_any_month_it_is_the_budget_with_a_wide_range() -> None:
    one = forecast(1_200, [])
    assert one.mean == pytest.approx(1_200, rel=1e-3)
    assert width(one) == pytest.approx(2 * 1.533 * np.hypot(0.04, 0.05) * 1_200, rel=0.01)


def test_nothing_posted_yet_says_nothing() -> None:
    assert forecast(1_200, [0.0] * 7).mean == forecast(1_200, []).mean


def test_seasons_are_learnt_from_past_years() -> None:
    past = np.cumsum([SCHOOL / SCHOOL.sum()] * 4, axis=1)
    spent = SCHOOL[:5] / SCHOOL.sum() * 1_100
    seasonal, blind = forecast(1_000, list(spent), past), forecast(1_000, list(spent))
    assert abs(seasonal.mean - 1_100) < abs(blind.mean - 1_100)
    assert 1_050 < seasonal.mean < 1_110


def test_the_more_years_the_narrower_the_range() -> None:
    rng = np.random.default_rng(1)
    years = SCHOOL / SCHOOL.sum() * (1 + 0.1 * rng.standard_normal((8, 12)))
    past = np.cumsum(years / years.sum(axis=1, keepdims=True), axis=1)
    spent = list(SCHOOL[:6] / SCHOOL.sum() * 1_000)
    widths = [width(forecast(1_000, spent, past[:n])) for n in (0, 1, 3, 8)]
    assert widths == sorted(widths, reverse=True)


def test_the_later_in_the_year_the_narrower_the_range() -> None:
    widths = [width(forecast(1_200, [100.0] * month)) for month in (1, 4, 8, 11, 12)]
    assert widths == sorted(widths, reverse=True)


def test_a_council_that_goes_over_each_year_is_expected_to() -> None:
    steady = forecast(1_000, [], ratios=(0.08, 0.08, 0.08, 0.08))
    assert 1_050 < steady.mean < 1_080
    assert 1_000 < forecast(1_000, [], ratios=(0.08,)).mean < steady.mean


def test_what_was_spent_wins_where_it_speaks_plainly_against_the_budget() -> None:
    one = forecast(1_000, [200.0] * 9)
    assert 2_200 < one.mean < 2_500
    assert one.p_above(1_800) > 0.99


def test_income_is_forecast_as_spending_is() -> None:
    spending, income = forecast(1_200, [110.0] * 6), forecast(-1_200, [-110.0] * 6)
    assert income.mean == pytest.approx(-spending.mean, rel=1e-6)
    assert income.range().low_80 == pytest.approx(-spending.range().high_80, rel=1e-6)


def test_refunds_beyond_what_was_spent_are_no_failure() -> None:
    one = forecast(1_200, [100.0, 100.0, -500.0])
    assert np.isfinite([one.mean, one.range().low_95, one.range().high_95]).all()
    assert one.mean < 1_200


def test_what_a_model_expects_stands_in_for_the_budget() -> None:
    expected = Range(1_300, 1_300, 1_290, 1_310, 1_280, 1_320, 1_270, 1_330)
    profile = learn_profile(NONE, ASSUMED)
    one = weigh(1_000, np.zeros(0), profile, NO_RECORD, ASSUMED, expected)
    assert one.mean == pytest.approx(1_300, rel=1e-3)


def test_a_profile_ends_at_the_whole_and_its_spread_vanishes_there() -> None:
    profile = learn_profile(np.cumsum([SCHOOL / SCHOOL.sum()] * 2, axis=1), ASSUMED)
    assert profile.share[-1] == pytest.approx(1.0)
    assert profile.spread(12) == 0
    assert profile.spread(6) > profile.spread(11) > 0


def test_the_posterior_is_that_of_the_conjugate_update() -> None:
    """With a prior that is all but normal, it is the precision-weighted mean."""
    heavy = Assumptions(0.5, 0.2, 0.05, 0.04, 4_000, 0.25, 0.8)
    profile, record = learn_profile(NONE, heavy), learn_record(np.zeros(0), heavy)
    spent = np.array([110.0] * 6)
    wide = with_this_year(profile, spent).spread(6) * 1_320 / 0.5
    before = record.spread * 1_200
    expected = (1_200 / before**2 + 1_320 / wide**2) / (1 / before**2 + 1 / wide**2)
    one = weigh(1_200, spent, profile, record, heavy)
    assert one.mean == pytest.approx(expected, rel=1e-4)
    spread = (1 / before**2 + 1 / wide**2) ** -0.5
    assert width(one) == pytest.approx(2 * 1.2816 * spread, rel=0.01)


def test_quantiles_and_probabilities_agree() -> None:
    one = student(100.0, 10.0, 5.0)
    assert one.range().median == pytest.approx(100.0)
    assert one.p_above(one.range().high_80) == pytest.approx(0.1, abs=1e-3)
    assert one.p_above(1e9) == 0.0
    assert one.p_above(-1e9) == 1.0
    assert certain(5.0).range().low_95 == 5.0
