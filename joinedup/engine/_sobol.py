"""The Sobol sampler, apart from everything else: the library that holds it takes a second to import."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc


def scrambled_points(
    draws: int, dimensions: int, scramble: np.random.Generator, first: int
) -> NDArray[np.float64]:
    """Return the points of one scramble from number `first` on. Shape (draw, dimension)."""
    sampler = qmc.Sobol(dimensions, scramble=True, rng=scramble)
    if first:
        sampler.fast_forward(first)
    return np.asarray(sampler.random(draws), dtype=np.float64)
