"""Ensembles larger than memory: run in parts, kept as means and counts in fixed bins.

Quantities are added up part by part, in order, so that the answer is the same for any number of threads and
needs the memory of one part, however many parts there are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numba
import numpy as np
from numpy.typing import NDArray

from joinedup.errors import ModelRefused

BINS = 2048
# The first part shows where values lie; bins reach this share of its width further on either side.
_FURTHER = 1.0


class FixedBins:
    """Quantities of an ensemble as means and counts in fixed bins.

    The first values fix the bins: they span what the first part shows and as much again on either side. What
    falls beyond is counted in the outermost bin, whose end is then the smallest or largest value seen, so
    that nothing is lost. A quantile is off by at most one bin: a 680th of the width of the first part.

    Args:
        first: values of the first part. Shape (draw, quantity).
    """

    def __init__(self, first: NDArray[np.float64]) -> None:
        self._least, self._most = first.min(axis=0), first.max(axis=0)
        width = self._most - self._least
        self._low = self._least - _FURTHER * width
        self._step = np.where(width > 0, (1 + 2 * _FURTHER) * width / BINS, 1.0)
        self._counts = np.zeros((first.shape[1], BINS), dtype=np.int64)
        self._sum = np.zeros(first.shape[1])
        self.draws = 0
        self.add(first)

    def add(self, values: NDArray[np.float64]) -> None:
        """Count further values. Shape (draw, quantity).

        Raises:
            ModelRefused: there are more or fewer quantities than in the first part.
        """
        if values.shape[1] != len(self._sum):
            raise ModelRefused(f"{values.shape[1]} quantities cannot be added to {len(self._sum)}.")
        self._least = np.minimum(self._least, values.min(axis=0))
        self._most = np.maximum(self._most, values.max(axis=0))
        self._sum += values.sum(axis=0)
        _count(np.ascontiguousarray(values), self._low, self._step, self._counts)
        self.draws += len(values)

    @property
    def mean(self) -> NDArray[np.float64]:
        """Mean of each quantity. Shape (quantity,)."""
        return self._sum / self.draws

    def quantiles(self, points: Sequence[float]) -> NDArray[np.float64]:
        """Return quantiles of each quantity, in a straight line through its bin. Shape (point, quantity).

        Args:
            points: from 0 to 1.
        """
        found = np.empty((len(points), len(self._sum)))
        below = np.cumsum(self._counts, axis=1)
        for place, point in enumerate(points):
            target = point * (self.draws - 1) + 0.5
            at = (below >= target).argmax(axis=1)
            each = np.arange(len(at))
            before = np.where(at > 0, below[each, np.maximum(at - 1, 0)], 0)
            through = (target - before) / np.maximum(self._counts[each, at], 1)
            # The outermost bins reach as far as anything that was seen.
            begins = np.where(at == 0, self._least, self._low + at * self._step)
            ends = np.where(at == BINS - 1, self._most, self._low + (at + 1) * self._step)
            found[place] = np.clip(begins + through * (ends - begins), self._least, self._most)
        return found


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _count(
    values: NDArray[np.float64],
    low: NDArray[np.float64],
    step: NDArray[np.float64],
    counts: NDArray[np.int64],
) -> None:
    for draw in range(values.shape[0]):
        for quantity in range(values.shape[1]):
            place = int((values[draw, quantity] - low[quantity]) / step[quantity])
            counts[quantity, min(max(place, 0), BINS - 1)] += 1
