"""Draws that the last years bear out are taken more often, and no few of them decide."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from made_figures import MadeCouncil, one_figure

from joinedup.council import Settings
from joinedup.council._conditioning import _followed, _tempered, condition
from joinedup.council._paths import Paths
from joinedup.council._session import conditioning, draw_inputs

pytestmark = pytest.mark.unit

PLAN = date(2026, 4, 1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("conditioning") / "council")


def test_weights_keep_at_least_half_of_the_draws_however_clear_the_counts() -> None:
    fit = -(np.arange(100.0) ** 2)
    weights = _tempered(fit, 0.5)
    assert weights.sum() == pytest.approx(1.0)
    assert 1 / np.sum(weights**2) >= 0.5 * 100
    assert np.argmax(weights) == 0


def test_counts_that_say_nothing_leave_every_draw_alone() -> None:
    weights = _tempered(np.zeros(64), 0.5)
    assert weights == pytest.approx(np.full(64, 1 / 64))
    assert _followed(weights, 1).tolist() == list(range(64))


def test_each_draw_is_taken_as_often_as_its_weight_says() -> None:
    weights = np.random.default_rng(1).random(256)
    follows = _followed(weights / weights.sum(), 3)
    for replicate in range(4):
        own = np.arange(replicate, 256, 4)
        due = weights[own] / weights[own].sum() * 64
        times = np.bincount(follows[own], minlength=256)[own]
        assert times.sum() == 64
        assert np.abs(times - due).max() < 1
    assert np.array_equal(follows, _followed(weights / weights.sum(), 3))


def test_a_draw_that_is_taken_at_all_keeps_its_own_assumptions() -> None:
    weights = np.random.default_rng(2).random(64)
    follows = _followed(weights / weights.sum(), 1)
    taken = np.unique(follows)
    assert np.array_equal(follows[taken], taken)


def run_since_2023(levels: np.ndarray) -> Paths:
    """Return runs from April 2023 in which each draw keeps its own number of looked-after children."""
    values = np.repeat(levels[:, None], 3, axis=1)[:, None, None, :]
    return Paths(("care.looked_after",), ("all",), date(2023, 4, 1), values)


def test_draws_near_what_was_counted_are_taken_more_often(made: MadeCouncil) -> None:
    levels = np.linspace(200.0, 440.0, 64)
    found = condition(made.figures(), made.parameters, run_since_2023(levels), PLAN, seed=1)
    assert found.counts == 3
    assert 0.5 <= found.kept < 1.0
    taken = levels[found.follows]
    assert np.abs(taken - 312).mean() < 0.75 * np.abs(levels - 312).mean()


def test_nothing_counted_later_than_the_plan_is_used(made: MadeCouncil) -> None:
    late = made.figures(one_figure("looked_after_children", 999.0, as_at=date(2026, 6, 30)))
    levels = np.linspace(200.0, 440.0, 64)
    with_late = condition(late, made.parameters, run_since_2023(levels), PLAN, seed=1)
    without = condition(made.figures(), made.parameters, run_since_2023(levels), PLAN, seed=1)
    assert np.array_equal(with_late.follows, without.follows)


def test_only_assumptions_follow_and_starting_figures_stay(made: MadeCouncil) -> None:
    asked, settings = made.ready(), Settings(draws=64, years=1)
    held = conditioning(asked, settings)
    drawn, plain = draw_inputs(asked, settings, conditioned=held), made.inputs(draws=64, years=1)
    place = drawn.names.index("parameter/joinedup.care.entry_growth")
    assert np.array_equal(drawn.values[:, 0, place], plain.values[held.follows, 0, place])
    place = drawn.names.index("figure/people/5")
    assert np.array_equal(drawn.values[:, 0, place], plain.values[:, 0, place])
