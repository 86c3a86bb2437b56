"""What is written down is what is worked out."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from small_models import compiled, run_small

from joinedup.declared import Over
from joinedup.engine import (
    Clock,
    Equations,
    above,
    exp,
    given,
    given_at_start,
    greatest,
    in_words,
    last_month,
    least,
    ratio,
    share_leaving,
    total,
    within,
)
from joinedup.engine._functions import above as overload
from joinedup.engine._functions import within as served

pytestmark = pytest.mark.unit

A, B = given("a"), given("b")
EXPRESSIONS = {
    "plus": (A + B, 3.0 + 7.0),
    "plus_number": (2 + A, 5.0),
    "minus": (A - B, -4.0),
    "minus_number": (10 - A, 7.0),
    "times": (A * B * 2, 42.0),
    "divided": (A / B, 3.0 / 7.0),
    "divides": (21 / A, 7.0),
    "power": (A**2, 9.0),
    "negative": (-A, -3.0),
    "least": (least(A, B), 3.0),
    "greatest": (greatest(A, B), 7.0),
    "ratio": (ratio(A, B), 3.0 / 7.0),
    "ratio_of_nothing": (ratio(A, A - 3), 0.0),
    "exp": (exp(A / 10), math.exp(0.3)),
    "share_leaving": (share_leaving(A), 1 - math.exp(-0.25)),
    "share_leaving_nothing": (share_leaving(-A), 0.0),
    "total": (total([A, B, A]), 13.0),
    "at_start": (given_at_start("a") * 1, 3.0),
    "bracketed": ((A + B) * (A - B) / 2, -20.0),
}


@pytest.fixture(scope="module")
def worked_out() -> dict[str, float]:
    equations = Equations("sums")
    for name, (value, _) in EXPRESSIONS.items():
        equations.reckon(name, value, "A sum.")
    kernel = compiled(equations, recorded=dict.fromkeys(EXPRESSIONS, Over.YEAR_MEAN))
    found = run_small(kernel, {"a": 3.0, "b": 7.0})
    return {name: float(value[0, 0, 0]) for name, value in found.items()}


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_an_expression_gives_what_it_says(worked_out: dict[str, float], name: str) -> None:
    assert worked_out[name] == pytest.approx(EXPRESSIONS[name][1], rel=1e-14, abs=1e-14)


def test_expressions_are_written_as_a_reader_would_write_them() -> None:
    value = ratio(given("homes") * 2, given_at_start("homes")) + last_month("births") - Clock("years")
    assert in_words(value) == "((ratio((homes * 2), start of homes) + last month's births) - years)"


@pytest.mark.parametrize("want", [0.0, 1e-6, 0.4, 0.999, 1.0, 1.001, 3.0, 1e9])
@pytest.mark.parametrize("room", [0.0, 1e-6, 0.5, 1.0, 2.0, 1e9])
def test_what_is_served_is_never_more_than_is_wanted_or_than_there_is_room_for(
    want: float, room: float
) -> None:
    assert 0.0 <= served(want, room) <= min(want, room)
    assert served(want, room) == served(room, want)
    assert served(want, room) >= 0.97 * min(want, room)


def test_what_is_served_is_close_to_all_of_it_where_there_is_ample_room() -> None:
    assert served(1.0, 2.0) == pytest.approx(1.0, abs=0.001)
    assert served(2.0, 1.0) == pytest.approx(1.0, abs=0.001)


def test_overload_rises_faster_the_further_it_goes() -> None:
    loads = [0.5 + step * 0.05 for step in range(40)]
    over = [overload(load, 12.0) for load in loads]
    rises = [later - earlier for earlier, later in pairwise(over)]
    assert all(rise > 0 for rise in rises)
    assert all(later >= earlier - 1e-12 for earlier, later in pairwise(rises))
    assert overload(0.5, 12.0) < 0.001
    assert overload(3.0, 12.0) == pytest.approx(2.0, abs=1e-6)
    assert overload(100.0, 12.0) == pytest.approx(99.0)


def test_a_service_may_use_every_function_the_engine_has() -> None:
    equations = Equations("all")
    equations.reckon("served", within(A, B), "Served.")
    equations.reckon("over", above(A / B, 12), "Overload.")
    kernel = compiled(equations, recorded={"served": Over.YEAR_MEAN, "over": Over.YEAR_MEAN})
    found = run_small(kernel, {"a": 3.0, "b": 7.0})
    assert found["served"][0, 0, 0] == pytest.approx(3.0, rel=1e-3)
    assert found["over"][0, 0, 0] == pytest.approx(math.log1p(math.exp(12 * (3 / 7 - 1))) / 12)
