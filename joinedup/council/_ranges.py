"""Ranges of an ensemble, in the few numbers that a reader is shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_POINTS = (0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975)


@dataclass(frozen=True)
class Range:
    """An uncertain number: its mean, its middle and three ranges around it.

    Args:
        mean: mean over draws; means of parts add up to the mean of the whole.
        median: half of the draws lie below.
        low_50: lower end of the range that holds half of the draws.
        high_50: its upper end.
        low_80: lower end of the range that holds 80 per cent.
        high_80: its upper end.
        low_95: lower end of the range that holds 95 per cent.
        high_95: its upper end.
    """

    mean: float
    median: float
    low_50: float
    high_50: float
    low_80: float
    high_80: float
    low_95: float
    high_95: float


def ranges(draws: NDArray[np.float64]) -> list[Range]:
    """Return the range of each column of an ensemble. Shape (draw, year)."""
    q025, q10, q25, q50, q75, q90, q975 = np.quantile(draws, _POINTS, axis=0)
    mean = draws.mean(axis=0)
    return [
        Range(*(float(one) for one in row))
        for row in zip(mean, q50, q25, q75, q10, q90, q025, q975, strict=True)
    ]
