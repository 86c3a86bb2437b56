"""Control charts for single values: which of them chance alone hardly explains.

The XmR chart of Shewhart and Wheeler: limits stand three standard deviations from the middle, and the
standard deviation is taken from how far each value is from the one before (Wheeler, Understanding Variation,
1993; used by NHS England as "Making data count").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Mean moving range of two to standard deviation, for normal values; limits stand three of those out.
_RANGE_TO_SPREAD = 1.128
_LIMITS_AT = 3.0


@dataclass(frozen=True)
class Limits:
    """Natural limits of a series.

    Args:
        middle: its mean.
        low: what chance hardly goes below.
        high: what chance hardly goes above.
    """

    middle: float
    low: float
    high: float

    def outside(self, values: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which values chance alone hardly explains. Shape as `values`."""
        return (values < self.low) | (values > self.high)


def natural_limits(values: NDArray[np.float64]) -> Limits | None:
    """Return the natural limits of a series in the order of time; None for fewer than two values.

    Args:
        values: the series.
    """
    if values.size < 2:
        return None
    spread = float(np.abs(np.diff(values)).mean()) / _RANGE_TO_SPREAD
    middle = float(values.mean())
    return Limits(middle, middle - _LIMITS_AT * spread, middle + _LIMITS_AT * spread)
