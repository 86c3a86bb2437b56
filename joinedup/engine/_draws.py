"""Draws of uncertain values: scrambled Sobol points through each value's distribution."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

import numpy as np
from numpy.typing import NDArray
from scipy import special

from joinedup.declared import Distribution
from joinedup.engine._kept_points import kept_points
from joinedup.errors import ModelRefused

_Z95 = 1.959963984540054


@dataclass(frozen=True)
class Uncertain:
    """A value that is not known exactly.

    Args:
        value: best estimate.
        low: lower end of the central 95 per cent.
        high: upper end of the central 95 per cent.
        distribution: how draws spread.
    """

    value: float
    low: float
    high: float
    distribution: Distribution


# Independent scrambles of the same points: how far their answers lie apart says how exact an answer is.
REPLICATES = 4


def sobol_points(draws: int, dimensions: int, seed: int, first: int = 0) -> NDArray[np.float64]:
    """Return scrambled Sobol points strictly between 0 and 1. Shape (draw, dimension).

    Draws are dealt out to four independent scrambles in turn: draw i belongs to replicate i modulo 4. The
    first draws are the same however many are asked for.

    Args:
        draws: how many, a power of two.
        dimensions: how many uncertain values.
        seed: fixes the scrambles.
        first: number of the first draw, a multiple of `draws`, where these are part of a longer run.

    Raises:
        ModelRefused: the number of draws is not a power of two, or the part does not begin where parts do.
    """
    if draws < 1 or draws & (draws - 1):
        raise ModelRefused(
            f"{draws} draws is not a power of two.", "Use 256, 512, 1024 or another power of two."
        )
    if first % draws:
        raise ModelRefused(f"A part of {draws} draws cannot begin at draw {first}.")
    if dimensions == 0:
        return np.empty((draws, 0))
    return kept_points(draws, dimensions, seed, first, lambda: _scrambles(draws, dimensions, seed, first))


def _scrambles(draws: int, dimensions: int, seed: int, first: int) -> NDArray[np.float64]:
    # Most commands find their points on disk and never need the sampler, which takes a second to import.
    sampler = import_module("joinedup.engine._sobol")
    points = np.empty((draws, dimensions))
    for replicate in range(min(REPLICATES, draws)):
        scramble = np.random.default_rng([seed, replicate])
        points[replicate::REPLICATES] = sampler.scrambled_points(
            max(draws // REPLICATES, 1), dimensions, scramble, first // REPLICATES
        )
    return np.clip(points, 1e-9, 1.0 - 1e-9)


def correlate(points: NDArray[np.float64], correlation: float) -> NDArray[np.float64]:
    """Return points of values that tend to be high or low together (Gaussian copula, all pairs alike).

    Each value keeps its own distribution; only how they go together changes.

    Args:
        points: independent points between 0 and 1. Shape (draw, value).
        correlation: correlation of each pair of normal scores, from 0 to below 1.

    Raises:
        ModelRefused: the correlation is not from 0 to below 1.
    """
    if not 0.0 <= correlation < 1.0:
        raise ModelRefused(f"A correlation of {correlation:g} within a group is not from 0 to below 1.")
    size = points.shape[1]
    matrix = (1 - correlation) * np.eye(size) + correlation
    scores = special.ndtri(points) @ np.linalg.cholesky(matrix).T
    return np.asarray(special.ndtr(scores), dtype=np.float64)


def spread(points: NDArray[np.float64], of: Uncertain) -> NDArray[np.float64]:
    """Return draws of one uncertain value at given points.

    A normal or log-normal whose best estimate is not midway keeps its estimate as the median and bends at it,
    so that low and high stay the ends of the central 95 per cent. Triangular and uniform end at low and high.

    Args:
        points: points between 0 and 1. Shape (draw,).
        of: the value.
    """
    if of.distribution is Distribution.FIXED or of.low == of.high:
        return np.full_like(points, of.value)
    if of.distribution is Distribution.UNIFORM:
        return of.low + points * (of.high - of.low)
    if of.distribution is Distribution.TRIANGULAR:
        return _triangular(points, of)
    z = special.ndtri(points)
    if of.distribution is Distribution.LOGNORMAL and of.low > 0.0:
        below, above = np.log(of.value / of.low) / _Z95, np.log(of.high / of.value) / _Z95
        return np.asarray(of.value * np.exp(np.where(z < 0.0, below, above) * z), dtype=np.float64)
    below, above = (of.value - of.low) / _Z95, (of.high - of.value) / _Z95
    return np.asarray(of.value + np.where(z < 0.0, below, above) * z, dtype=np.float64)


def _triangular(points: NDArray[np.float64], of: Uncertain) -> NDArray[np.float64]:
    """Return a triangular distribution's values at points: its distribution function turned round."""
    width = of.high - of.low
    rising = of.low + np.sqrt(points * width * (of.value - of.low))
    falling = of.high - np.sqrt((1 - points) * width * (of.high - of.value))
    return np.asarray(np.where(points * width < of.value - of.low, rising, falling), dtype=np.float64)
