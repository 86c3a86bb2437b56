"""The naive forecast: nothing changes, with a range from how much things changed before."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy import special

_LEAST_SPREAD = 0.01


def persistence(
    history: list[float], years: int, draws: int, usual_spread: float, weight: float
) -> NDArray[np.float64]:
    """Return draws of "the last value stays", whose range widens as past yearly changes did.

    Args:
        history: yearly values, oldest first; the last is the starting point.
        years: how many years ahead.
        draws: number of draws, at the midpoints of equal shares of probability.
        usual_spread: standard deviation of yearly change (log) assumed before history is seen.
        weight: years of history that this assumption counts as.

    Returns:
        Values. Shape (draw, year).
    """
    last = history[-1]
    positive = [value for value in history if value > 0]
    changes = np.diff(np.log(positive)) if len(positive) > 1 else np.array([])
    squares = float(np.sum(changes**2))
    spread = math.sqrt((squares + weight * usual_spread**2) / (len(changes) + weight))
    z = special.ndtri((np.arange(draws) + 0.5) / draws)
    ahead = np.sqrt(np.arange(1, years + 1))
    return np.asarray(
        last * np.exp(max(spread, _LEAST_SPREAD) * z[:, None] * ahead[None, :]), dtype=np.float64
    )
