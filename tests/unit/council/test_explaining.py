"""Shares of an answer's spread, where it flips and where it switches, on answers that are known by hand."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from joinedup.council.explain import (
    Box,
    Group,
    Weighty,
    best_box,
    coverage,
    density,
    flip_region,
    group_indices,
    switching_value,
)
from joinedup.engine import sobol_points
from joinedup.parameters import load_parameters

pytestmark = pytest.mark.unit

Values = NDArray[np.float64]
SHARE = "parameter/joinedup.family_help.slack_share"
MONTHS = "parameter/joinedup.family_help.stay_months"


def ishigami(points: Values) -> Values:
    x, y, z = (2 * np.pi * (points[:, column] - 0.5) for column in range(3))
    return np.asarray(np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x))


def designed(groups: list[Group], columns: dict[str, int], draws: int) -> tuple[Values, Values, list[Values]]:
    """Return the answer on a design as runs of the council make it: each group drawn afresh by itself."""
    n = len(columns)
    points = sobol_points(draws, 2 * n, seed=1)
    first, other = points[:, :n], points[:, n:]
    mixed = []
    for group in groups:
        places = [columns[name] for name in group.members]
        swapped = first.copy()
        swapped[:, places] = other[:, places]
        mixed.append(ishigami(swapped))
    return ishigami(first), ishigami(other), mixed


def test_shares_of_a_known_function_are_found() -> None:
    """Ishigami and Homma (1990): first order 0.3139, 0.4424 and 0; total 0.5576, 0.4424 and 0.2437."""
    groups = [Group(name, name, (name,)) for name in "xyz"]
    found = group_indices(groups, *designed(groups, {"x": 0, "y": 1, "z": 2}, 4096), seed=1)
    by = {one.group: one for one in found}
    assert [one.group for one in found] == ["x", "y", "z"]
    for name, first, total in (("x", 0.3139, 0.5576), ("y", 0.4424, 0.4424), ("z", 0.0, 0.2437)):
        assert by[name].first == pytest.approx(first, abs=0.02)
        assert by[name].total == pytest.approx(total, abs=0.02)
        assert by[name].total_low <= total <= by[name].total_high


def test_a_group_has_the_share_of_its_members_together() -> None:
    """All that x and z do, alone and with each other, is all that y does not do."""
    groups = [Group("xz", "x and z", ("x", "z")), Group("y", "y", ("y",))]
    found = group_indices(groups, *designed(groups, {"x": 0, "y": 1, "z": 2}, 4096), seed=1)
    by = {one.group: one for one in found}
    assert by["xz"].first == pytest.approx(1 - 0.4424, abs=0.02)
    assert by["xz"].total == pytest.approx(1 - 0.4424, abs=0.02)


def test_an_answer_without_spread_has_no_shares() -> None:
    same = np.full(64, 3.0)
    assert group_indices([Group("a", "a", ("a",))], same, same, [same], seed=1) == []


def planted(draws: int = 2000) -> tuple[Values, NDArray[np.bool_]]:
    values = sobol_points(2048, 5, seed=3)[:draws]
    return values, (values[:, 1] > 0.7) & (values[:, 3] < 0.4)


def test_a_planted_box_is_found() -> None:
    values, is_case = planted()
    box = best_box(values, is_case)
    assert box is not None
    assert box.columns == (1, 3)
    (low, open_above), (open_below, high) = box.limits
    assert low == pytest.approx(0.7, abs=0.03)
    assert high == pytest.approx(0.4, abs=0.03)
    assert (open_below, open_above) == (-np.inf, np.inf)
    assert density(box, values, is_case) > 0.9
    assert coverage(box, values, is_case) > 0.9


def test_one_condition_is_enough_where_a_second_tells_nothing() -> None:
    values, _ = planted()
    box = best_box(values, values[:, 2] < 0.3)
    assert box is not None
    assert box.columns == (2,)


def test_no_box_is_told_where_cases_lie_anywhere() -> None:
    values, _ = planted()
    is_case = np.random.default_rng(1).random(len(values)) < 0.3
    assert best_box(values, is_case) is None


def test_density_and_coverage_are_shares_of_draws() -> None:
    values = np.array([[0.1], [0.2], [0.3], [0.4]])
    is_case = np.array([True, False, False, True])
    box = Box((0,), ((-np.inf, 0.25),))
    assert density(box, values, is_case) == 0.5
    assert coverage(box, values, is_case) == 0.5
    assert density(Box((0,), ((9.0, np.inf),)), values, is_case) == 0.0


def drawn(draws: int = 1024) -> dict[str, Values]:
    points = sobol_points(draws, 2, seed=5)
    return {SHARE: 0.15 * points[:, 0], MONTHS: 4 + 5 * points[:, 1]}


def test_where_the_answer_flips_is_told_in_words() -> None:
    values = drawn()
    answer = np.where((values[SHARE] < 0.04) & (values[MONTHS] > 6.5), 1e6, -1e6)
    found = flip_region(values, answer, {SHARE: 0.5, MONTHS: 0.4}, load_parameters())
    assert (found.usually, found.is_flip) == ("saves", True)
    assert found.share_flipped == pytest.approx(0.13, abs=0.01)
    by = {one.name: one for one in found.conditions}
    assert by[SHARE].high == pytest.approx(0.04, abs=0.005)
    assert by[SHARE].low is None
    assert by[MONTHS].low == pytest.approx(6.5, abs=0.2)
    assert found.density > 0.85
    assert found.coverage > 0.85
    assert "% or less" in by[SHARE].says
    assert "months or more" in by[MONTHS].says
    assert found.in_words().startswith(f"It costs in {round(found.density * 100)} of 100 draws where ")


def test_an_answer_that_never_flips_says_where_it_is_nearest() -> None:
    values = drawn()
    found = flip_region(values, -1e6 - 4e7 * values[SHARE], {SHARE: 0.9, MONTHS: 0.0}, load_parameters())
    assert (found.usually, found.is_flip, found.share_flipped) == ("saves", False, 0.0)
    [one] = found.conditions
    assert one.name == SHARE
    assert one.high == pytest.approx(0.015, abs=0.003)
    assert found.in_words().startswith("It saves in every draw. It comes nearest to nothing where ")
    assert -1.7e6 < found.mean < -1e6


WEIGHTY = Weighty(SHARE, total=0.4, value=0.05, low=0.0, high=0.15)


def test_the_value_that_switches_the_answer_is_found() -> None:
    tried: list[float] = []

    def mean_at(value: float) -> float:
        tried.append(value)
        return 1e6 * (np.exp(-20 * value) - 0.25)

    found = switching_value(WEIGHTY, mean_at, load_parameters())
    assert found.switches_at == pytest.approx(np.log(4) / 20, abs=0.0015)
    assert found.at_low == pytest.approx(750_000)
    assert len(tried) == len(set(tried)) <= 8
    assert "neither saves nor costs where it is 6.9%" in found.says


def test_an_answer_that_no_value_switches_says_so() -> None:
    found = switching_value(WEIGHTY, lambda value: -5e6 + value, load_parameters())
    assert found.switches_at is None
    assert "saves at every value in its range" in found.says
