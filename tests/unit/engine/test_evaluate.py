"""An expression worked out by itself comes to what the kernel makes of it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from small_models import compiled, run_small

from joinedup.declared import Over
from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    Input,
    InputAtStart,
    above,
    against,
    evaluate,
    exp,
    given,
    given_at_start,
    greatest,
    last_month,
    least,
    ratio,
    share_leaving,
    within,
)
from joinedup.engine._expression import Call
from joinedup.errors import ModelRefused

pytestmark = pytest.mark.unit

A, B, START = given("a"), given("b"), given_at_start("a")
EXPRESSIONS = {
    "arithmetic": (A + B) * (A - B) / (2 * A) - 1,
    "power": A**1.5,
    "negative": -A,
    "exp": exp(A / 10),
    "least": least(A, B),
    "greatest": greatest(A, B),
    "ratio": ratio(A, B),
    "ratio_of_nothing": ratio(A, A - A),
    "against": against(A, B),
    "within": within(A, B),
    "within_nothing": within(A, A - A),
    "above": above(A / B, 12.0),
    "far_above": above(A, 20.0),
    "share_leaving": share_leaving(A),
    "at_start": START * B,
    "clock": A + 0 * Clock("years"),
}


def test_every_function_agrees_with_the_kernel() -> None:
    equations = Equations("sums")
    for name, value in EXPRESSIONS.items():
        equations.reckon(f"sums.{name}", value, "A sum.")
    kernel = compiled(equations, recorded={f"sums.{name}": Over.YEAR_END for name in EXPRESSIONS})
    a, b = np.array([3.0, 7.5, 0.2]), np.array([7.0, 7.0, 0.9])
    found = run_small(kernel, {"a": a, "b": b}, draws=3)

    def value(of: Expression) -> NDArray[np.float64]:
        if isinstance(of, Input | InputAtStart):
            return {"a": a, "b": b}[of.name]
        return np.zeros(3)

    for name, one in EXPRESSIONS.items():
        alone = np.broadcast_to(evaluate(one, value), (3,))
        assert alone == pytest.approx(found[f"sums.{name}"][:, 0, 0], rel=1e-14), name


def test_a_division_by_nothing_is_infinite_as_in_a_kernel() -> None:
    assert evaluate(A / B, lambda of: np.asarray(float(of is A))) == np.inf


def test_what_an_expression_names_is_asked_for_by_its_node() -> None:
    asked: list[Expression] = []

    def value(of: Expression) -> NDArray[np.float64]:
        asked.append(of)
        return np.ones(2)

    before = last_month("other.people")
    assert evaluate(before * A + 1, value).tolist() == [2.0, 2.0]
    assert asked == [before, A]


def test_a_function_that_no_kernel_has_is_refused() -> None:
    with pytest.raises(ModelRefused, match="cannot work out sine"):
        evaluate(Call("sine", (A,)), lambda of: np.ones(1))
