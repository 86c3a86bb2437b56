"""People, posts and things move only by flows, and no stock goes below nothing."""

from __future__ import annotations

import numpy as np
import pytest
from small_models import compiled, run_small

from joinedup.declared import Over
from joinedup.engine import Equations, given, given_at_start, greatest, within

pytestmark = pytest.mark.unit


def two_ways_out() -> Equations:
    equations = Equations("home")
    held = equations.stock("home.held", given_at_start("held"), "Held.")
    equations.flow("home.in", given("in"), "Come in.", enters="home.held", is_chance=True)
    equations.flow("home.left", held * given("left"), "Leave.", leaves="home.held", is_chance=True)
    equations.flow("home.sent", given("sent"), "Are sent on.", leaves="home.held")
    return equations


RECORDED = {
    "home.held": Over.YEAR_END,
    "home.in": Over.YEAR_SUM,
    "home.left": Over.YEAR_SUM,
    "home.sent": Over.YEAR_SUM,
}


@pytest.mark.parametrize("with_chance", [False, True])
def test_what_leaves_is_never_more_than_there_is(with_chance: bool) -> None:
    kernel = compiled(two_ways_out(), recorded=RECORDED)
    inputs = {"held": 10.0, "in": 2.0, "left": 1.5, "sent": 400.0}
    found = run_small(kernel, inputs, months=24, draws=32, with_chance=with_chance)
    assert found["home.held"].min() >= -1e-9
    came, went = found["home.in"].sum(axis=2), (found["home.left"] + found["home.sent"]).sum(axis=2)
    assert (10.0 + came - went) == pytest.approx(found["home.held"][:, :, -1], abs=1e-9)
    assert found["home.sent"].min() > 0.0


def test_too_little_is_shared_between_those_who_would_leave() -> None:
    kernel = compiled(two_ways_out(), recorded=RECORDED)
    found = run_small(kernel, {"held": 10.0, "in": 0.0, "left": 1.0, "sent": 30.0})
    assert found["home.left"][0, 0, 0] == pytest.approx(2.5)
    assert found["home.sent"][0, 0, 0] == pytest.approx(7.5)


def test_a_flow_out_of_a_stock_cannot_run_backwards() -> None:
    kernel = compiled(two_ways_out(), recorded=RECORDED)
    found = run_small(kernel, {"held": 10.0, "in": 0.0, "left": 0.0, "sent": -5.0})
    assert found["home.held"][0, 0, 0] == 10.0


def test_nothing_is_served_without_capacity_and_those_who_wait_stay() -> None:
    equations = Equations("clinic")
    waiting = equations.stock("clinic.waiting", 5.0, "Wait.")
    equations.flow("clinic.asked", given("asked"), "Ask.", enters="clinic.waiting")
    room = greatest(given("places") * given("open"), 0)
    equations.flow("clinic.served", within(waiting, room), "Served.", leaves="clinic.waiting")
    kernel = compiled(equations, recorded={"clinic.waiting": Over.YEAR_END, "clinic.served": Over.YEAR_SUM})
    closed = run_small(kernel, {"asked": 3.0, "places": 4.0, "open": 0.0})
    assert closed["clinic.served"][0, 0, 0] == 0.0
    assert closed["clinic.waiting"][0, 0, 0] == pytest.approx(41.0)
    nobody = run_small(kernel, {"asked": 0.0, "places": 4.0, "open": 1.0})
    assert nobody["clinic.waiting"][0, 0, 0] == pytest.approx(0.0, abs=0.1)


def test_a_smoothed_quantity_follows_with_its_mean_lag() -> None:
    equations = Equations("trail")
    equations.smoothed("trail.seen", given("target"), 0.0, given("months"), "Followed.")
    kernel = compiled(equations, recorded={"trail.seen": Over.YEAR_END})
    found = run_small(kernel, {"target": 1.0, "months": 12.0}, months=36)
    assert found["trail.seen"][0, 0].tolist() == pytest.approx((1 - np.exp(-np.arange(1, 4))).tolist())
