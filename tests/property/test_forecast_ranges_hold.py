"""Ranges of the year's forecast hold what they say they hold, on ledgers whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from joinedup.council.monitoring._assumptions import Assumptions
from joinedup.council.monitoring._outlook import learn_profile, learn_record, weigh

pytestmark = pytest.mark.property

ASSUMED = Assumptions(0.5, 0.2, 0.05, 0.04, 4, 0.25, 0.8)
LEDGERS = 500


def ledger(rng: np.random.Generator, years: int) -> tuple[np.ndarray, np.ndarray]:
    """Months and outturn over budget of a line whose habits are drawn from what is taken to be usual."""
    usual = np.maximum(1 / 12 + ASSUMED.profile_spread / 12 * rng.standard_normal(12), 0.0)
    freedom = ASSUMED.spread_counts_as
    month = ASSUMED.month_spread * np.sqrt(freedom / rng.chisquare(freedom))
    year = ASSUMED.year_spread * np.sqrt(freedom / rng.chisquare(freedom))
    ratios = ASSUMED.lasting_spread * rng.standard_normal() + year * rng.standard_normal(years)
    shares = usual / usual.sum() + month / 12 * rng.standard_normal((years, 12))
    return shares / shares.sum(axis=1, keepdims=True) * (1 + ratios)[:, None], ratios


@pytest.mark.parametrize(("known", "month"), [(0, 4), (1, 7), (3, 7), (3, 10)])
def test_ranges_hold_what_they_say(known: int, month: int) -> None:
    rng = np.random.default_rng([known, month])
    in_80, in_95, over, likely_over = 0, 0, 0, 0
    for _ in range(LEDGERS):
        months, ratios = ledger(rng, known + 1)
        past = np.cumsum(months[:-1], axis=1) / months[:-1].sum(axis=1, keepdims=True)
        record = learn_record(ratios[:-1], ASSUMED)
        one = weigh(1.0, months[-1][:month], learn_profile(past.reshape(-1, 12), ASSUMED), record, ASSUMED)
        truth, held = months[-1].sum(), one.range()
        in_80 += held.low_80 <= truth <= held.high_80
        in_95 += held.low_95 <= truth <= held.high_95
        if one.p_above(1.0) >= ASSUMED.likely:
            likely_over += 1
            over += truth > 1.0
    assert 0.75 <= in_80 / LEDGERS <= 0.88
    assert 0.925 <= in_95 / LEDGERS <= 0.99
    # Without any past year a forecast is seldom sure enough to warn.
    assert likely_over > 20 or known == 0
    assert over >= ASSUMED.likely * likely_over


@pytest.mark.parametrize("noise", [0.01, 0.05, 0.1])
def test_ranges_of_a_line_steadier_than_usual_hold_at_least_as_much(noise: float) -> None:
    """A few years say little about a spread: the range of a steady line is too wide, never too narrow."""
    rng = np.random.default_rng(round(1_000 * noise))
    inside = 0
    for _ in range(200):
        shares = 1 / 12 + noise / 12 * rng.standard_normal((3, 12))
        months = shares / shares.sum(axis=1, keepdims=True)
        past = np.cumsum(months[:-1], axis=1)
        record = learn_record(np.zeros(2), ASSUMED)
        held = weigh(1.0, months[-1][:7], learn_profile(past, ASSUMED), record, ASSUMED).range()
        inside += held.low_80 <= 1.0 <= held.high_80
    assert inside / 200 >= 0.8
