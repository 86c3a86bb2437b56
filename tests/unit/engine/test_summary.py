"""Ensembles larger than memory keep their means and quantiles."""

from __future__ import annotations

import numpy as np
import pytest

from joinedup.engine import FixedBins
from joinedup.errors import ModelRefused

pytestmark = pytest.mark.unit

POINTS = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)


def binned(parts: list[np.ndarray]) -> FixedBins:
    """Return the bins of an ensemble that comes in parts."""
    held = FixedBins(parts[0])
    for part in parts[1:]:
        held.add(part)
    return held


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
    held = FixedBins(np.linspace(0.0, 1.0, 100)[:, None])
    held.add(np.concatenate([np.full(100, -50.0), np.full(100, 50.0)])[:, None])
    low, quarter, middle, high = held.quantiles((0.0, 0.2, 0.5, 1.0))[:, 0]
    assert low == pytest.approx(-50.0, abs=0.5)
    assert quarter < -10.0
    assert middle == pytest.approx(0.5, abs=0.02)
    assert high == pytest.approx(50.0, abs=0.5)
    assert held.draws == 300
    assert held.mean[0] == pytest.approx(0.5 / 3)


def test_parts_in_the_same_order_give_the_same_bits(draws: np.ndarray) -> None:
    one, other = binned(np.split(draws, 16)), binned(np.split(draws, 16))
    assert np.array_equal(one.quantiles(POINTS), other.quantiles(POINTS))


def test_a_part_of_another_shape_is_refused() -> None:
    with pytest.raises(ModelRefused, match="cannot be added"):
        FixedBins(np.zeros((2, 3))).add(np.zeros((2, 4)))
