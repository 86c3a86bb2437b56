"""Ensembles larger than memory keep their means and quantiles."""

from __future__ import annotations

import numpy as np
import pytest

from joinedup.engine import FixedBins, binned
from joinedup.errors import ModelRefused

pytestmark = pytest.mark.unit

POINTS = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)


@pytest.fixture(scope="module")
def draws() -> np.ndarray:
    rng = np.random.default_rng(1)
    return np.column_stack(
        [rng.normal(100, 5, 65_536), rng.lognormal(0, 1, 65_536), np.full(65_536, 3.0), -rng.random(65_536)]
    )


def test_quantiles_in_bins_are_those_of_all_draws_to_a_small_part_of_the_spread(draws: np.ndarray) -> None:
    held = binned(np.split(draws, 64))
    exact = np.quantile(draws, POINTS, axis=0)
    spread = draws.max(axis=0) - draws.min(axis=0)
    assert np.abs(held.quantiles(POINTS) - exact).max(axis=0) == pytest.approx(
        np.zeros(4), abs=0.01 * spread.max()
    )
    assert (np.abs(held.quantiles(POINTS) - exact) <= 0.002 * spread + 1e-12).all()
    assert held.mean == pytest.approx(draws.mean(axis=0), rel=1e-12)
    assert held.draws == len(draws)


def test_what_falls_beyond_the_first_part_is_counted_and_not_lost() -> None:
    held = FixedBins(np.array([[0.0], [1.0]]))
    held.add(np.array([[50.0], [-50.0]]))
    assert held.quantiles((0.0, 1.0))[:, 0] == pytest.approx([-50.0, 50.0], abs=51.0)
    assert held.draws == 4
    assert held.mean[0] == pytest.approx(0.25)


def test_parts_in_the_same_order_give_the_same_bits(draws: np.ndarray) -> None:
    one, other = binned(np.split(draws, 16)), binned(np.split(draws, 16))
    assert np.array_equal(one.quantiles(POINTS), other.quantiles(POINTS))


def test_an_ensemble_without_draws_or_of_another_shape_is_refused() -> None:
    with pytest.raises(ModelRefused, match="no draws"):
        binned([])
    with pytest.raises(ModelRefused, match="cannot be added"):
        FixedBins(np.zeros((2, 3))).add(np.zeros((2, 4)))
