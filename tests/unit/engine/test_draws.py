"""Draws of uncertain values keep to the range that was stated."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from joinedup.declared import Distribution
from joinedup.engine import REPLICATES, Uncertain, sobol_points, spread
from joinedup.errors import ModelRefused

pytestmark = pytest.mark.unit

ENDS = np.array([0.025, 0.5, 0.975])


@pytest.mark.parametrize("distribution", [Distribution.NORMAL, Distribution.LOGNORMAL])
@pytest.mark.parametrize(("value", "low", "high"), [(2.0, 1.0, 4.0), (2.0, 1.9, 6.0), (0.03, 0.01, 0.04)])
def test_low_and_high_are_the_central_95_per_cent(
    distribution: Distribution, value: float, low: float, high: float
) -> None:
    found = spread(ENDS, Uncertain(value, low, high, distribution))
    assert found.tolist() == pytest.approx([low, value, high], rel=1e-9)


@pytest.mark.parametrize("distribution", [Distribution.TRIANGULAR, Distribution.UNIFORM])
def test_triangular_and_uniform_end_at_low_and_high(distribution: Distribution) -> None:
    found = spread(np.array([0.0, 1.0]), Uncertain(0.3, 0.1, 0.9, distribution))
    assert found.tolist() == pytest.approx([0.1, 0.9])
    inside = spread(np.linspace(0.01, 0.99, 99), Uncertain(0.3, 0.1, 0.9, distribution))
    assert inside.min() > 0.1
    assert inside.max() < 0.9
    assert (np.diff(inside) > 0).all()


def test_a_triangle_peaks_at_the_best_estimate_even_at_an_end() -> None:
    found = spread(np.linspace(0.001, 0.999, 999), Uncertain(0.0499, 0.0199, 0.0499, Distribution.TRIANGULAR))
    counts, _ = np.histogram(found, bins=5)
    assert counts.tolist() == sorted(counts)


@pytest.mark.parametrize(
    "of", [Uncertain(4.0, 1.0, 9.0, Distribution.FIXED), Uncertain(4.0, 4.0, 4.0, Distribution.NORMAL)]
)
def test_a_value_without_a_range_is_the_same_in_every_draw(of: Uncertain) -> None:
    assert spread(np.array([0.01, 0.99]), of).tolist() == [4.0, 4.0]


def test_draws_are_a_power_of_two() -> None:
    for draws in (0, 3, 1000):
        with pytest.raises(ModelRefused, match=f"{draws} draws is not a power of two"):
            sobol_points(draws, 3, 1)


def test_points_fill_each_dimension_evenly_and_are_fixed_by_the_seed() -> None:
    points = sobol_points(256, 40, 1)
    for replicate in range(REPLICATES):
        for dimension in range(40):
            of_one = points[replicate::REPLICATES, dimension]
            in_each_part = np.bincount((of_one * 64).astype(int), minlength=64)
            assert in_each_part.tolist() == [1] * 64
    assert (points == sobol_points(256, 40, 1)).all()
    assert (points != sobol_points(256, 40, 2)).any()
    assert points.min() > 0.0
    assert points.max() < 1.0


def test_triangular_draws_are_those_of_the_library() -> None:
    points = np.linspace(0.001, 0.999, 999)
    for value, low, high in ((2.0, 1.0, 5.0), (1.0, 1.0, 5.0), (5.0, 1.0, 5.0), (-0.1, -0.3, 0.0)):
        found = spread(points, Uncertain(value, low, high, Distribution.TRIANGULAR))
        expected = stats.triang.ppf(points, (value - low) / (high - low), loc=low, scale=high - low)
        assert found == pytest.approx(expected, abs=1e-12)


def test_points_are_found_again_on_disk_and_made_again_where_a_file_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    made = sobol_points(16, 3, seed=9)
    (held,) = (tmp_path / "joinedup" / "kernels").glob("points_*.npy")
    assert np.array_equal(sobol_points(16, 3, seed=9), made)
    held.write_bytes(held.read_bytes()[:50])
    assert np.array_equal(sobol_points(16, 3, seed=9), made)


def test_only_a_dozen_sets_of_points_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for seed in range(20):
        sobol_points(4, 2, seed=seed)
    assert len(list((tmp_path / "joinedup" / "kernels").glob("points_*.npy"))) == 12
