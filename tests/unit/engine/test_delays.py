"""A delay keeps its mean and its spread at a monthly step."""

from __future__ import annotations

import numpy as np
import pytest
from small_models import compiled, overlay_of, run_small

from joinedup.declared import Over
from joinedup.engine import LONGEST_MONTHS, Equations, delay_weights, given

pytestmark = pytest.mark.unit

MONTHS_LATER = np.arange(1, LONGEST_MONTHS + 1)


MEANS = (1.5, 2.0, 2.5, 3.0, 4.5, 6.0, 9.0, 12.0, 17.0, 20.0, 24.0, 27.0, 30.0)


@pytest.mark.parametrize("order", [1, 2, 3, 4, 6])
@pytest.mark.parametrize("mean", MEANS)
def test_a_delay_keeps_its_mean_and_spread_within_one_per_cent(mean: float, order: int) -> None:
    [weights] = delay_weights(np.array([mean]), order)
    assert weights.sum() == pytest.approx(1.0, abs=1e-12)
    assert weights.min() >= 0.0
    found = float((weights * MONTHS_LATER).sum())
    spread = float(np.sqrt((weights * (MONTHS_LATER - found) ** 2).sum()))
    assert found == pytest.approx(mean, rel=0.01)
    assert spread == pytest.approx(mean / np.sqrt(order), rel=0.01)


def test_a_delay_outside_what_can_be_held_is_taken_at_the_nearest_that_can() -> None:
    weights = delay_weights(np.array([0.2, 1.5, LONGEST_MONTHS / 4, 500.0]), 3)
    assert weights[0].tolist() == weights[1].tolist()
    assert weights[2].tolist() == weights[3].tolist()


def late_arrivals() -> Equations:
    equations = Equations("late")
    equations.reckon("late.in", given("in"), "What goes in.")
    equations.delayed("late.out", "late.in", "months", "What comes out.")
    return equations


def test_what_comes_out_of_a_delay_is_what_its_weights_say() -> None:
    kernel = compiled(late_arrivals(), recorded={"late.in": Over.YEAR_SUM, "late.out": Over.YEAR_SUM})
    pulse = np.zeros(60)
    pulse[0] = 100.0
    found = run_small(kernel, {"in": 0.0, "months": 9.0}, overlay=overlay_of(kernel, 60, **{"in": pulse}))
    [weights] = delay_weights(np.array([9.0]), 3)
    arriving = 100 * np.concatenate([[0.0], weights[:59]])
    assert found["late.out"][0, 0].tolist() == pytest.approx(arriving.reshape(5, 12).sum(axis=1).tolist())


def test_what_was_on_its_way_before_the_plan_arrives_although_the_plan_stops_it() -> None:
    kernel = compiled(late_arrivals(), recorded={"late.in": Over.YEAR_SUM, "late.out": Over.YEAR_SUM})
    overlay = overlay_of(kernel, 60)
    overlay.earlier[:] = 10.0
    found = run_small(kernel, {"in": 0.0, "months": 9.0}, overlay=overlay)
    # Ten a month for ever, each on its way for nine months on average.
    assert found["late.in"].sum() == 0.0
    assert found["late.out"].sum() == pytest.approx(10 * 9.0, rel=0.01)


def test_a_steady_stream_comes_out_as_it_went_in_from_the_first_month() -> None:
    kernel = compiled(late_arrivals(), recorded={"late.in": Over.YEAR_SUM, "late.out": Over.YEAR_SUM})
    found = run_small(kernel, {"in": 7.0, "months": 5.0}, months=36)
    assert found["late.out"] == pytest.approx(np.full((1, 1, 3), 84.0), rel=1e-12)


def test_each_draw_has_its_own_delay() -> None:
    kernel = compiled(late_arrivals(), recorded={"late.in": Over.YEAR_SUM, "late.out": Over.YEAR_SUM})
    rise = np.concatenate([[0.0], np.ones(11)])
    overlay = overlay_of(kernel, 12, **{"in": rise})
    found = run_small(kernel, {"in": 0.0, "months": np.array([3.0, 12.0])}, draws=2, overlay=overlay)
    assert found["late.out"][0, 0, 0] > 2 * found["late.out"][1, 0, 0]
