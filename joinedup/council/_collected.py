"""Series of an ensemble, gathered part by part: exact while they fit in memory, in fixed bins beyond."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from joinedup.council._ranges import POINTS, Range, ranges
from joinedup.engine import FixedBins
from joinedup.errors import ModelRefused


class Collected:
    """Named series of an ensemble, as ranges by year.

    One part is kept as it is and gives exact quantiles. From the second part on, all are counted in fixed
    bins, so that any number of draws needs the memory of one part.
    """

    def __init__(self) -> None:
        self._places: dict[str, slice] = {}
        self._only: NDArray[np.float64] | None = None
        self._bins: FixedBins | None = None
        self._held: list[Range] = []

    def add(self, series: Mapping[str, NDArray[np.float64]]) -> None:
        """Add a part.

        Args:
            series: every series by name; the same names in every part. Shapes (draw, year).

        Raises:
            ModelRefused: the part holds other series than the first.
        """
        if not self._places:
            self._places = _places(series)
        elif list(series) != list(self._places):
            raise ModelRefused("The parts of an ensemble do not hold the same series.")
        packed = np.concatenate(list(series.values()), axis=1)
        if self._only is None and self._bins is None:
            self._only = packed
        elif self._bins is None and self._only is not None:
            self._bins, self._only = FixedBins(self._only), None
            self._bins.add(packed)
        elif self._bins is not None:
            self._bins.add(packed)

    def has(self, name: str) -> bool:
        """Whether there is a series of this name."""
        return name in self._places

    def ranges(self, name: str) -> list[Range]:
        """Return one range a year of a series."""
        place = self._places[name]
        if self._only is not None:
            return ranges(self._only[:, place])
        return self._all_ranges()[place]

    def _all_ranges(self) -> list[Range]:
        if self._bins is None:
            raise ModelRefused("Nothing has been run yet.")
        if not self._held:
            rows = zip(self._bins.mean, *self._bins.quantiles(POINTS), strict=True)
            self._held = [Range.of(*(float(one) for one in row)) for row in rows]
        return self._held


def _places(series: Mapping[str, NDArray[np.float64]]) -> dict[str, slice]:
    places, at = {}, 0
    for name, values in series.items():
        places[name] = slice(at, at + values.shape[1])
        at += values.shape[1]
    return places
