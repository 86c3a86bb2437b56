"""Ranges of an ensemble, in the few numbers that a reader is shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

POINTS = (0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975)


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

    @classmethod
    def of(
        cls, mean: float, q025: float, q10: float, q25: float, q50: float, q75: float, q90: float, q975: float
    ) -> Range:
        """Return a range from its mean and the quantiles at `POINTS`."""
        return cls(mean, q50, q25, q75, q10, q90, q025, q975)


def ranges(draws: NDArray[np.float64]) -> list[Range]:
    """Return the range of each column of an ensemble. Shape (draw, year)."""
    rows = zip(draws.mean(axis=0), *np.quantile(draws, POINTS, axis=0), strict=True)
    return [Range.of(*(float(one) for one in row)) for row in rows]
