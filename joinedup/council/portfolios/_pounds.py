"""Sums of money in whole pounds whose parts add up to their whole."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Finer than a millionth of a pound, only the last digits a computer holds differ.
_DIGITS = 6


def whole_pounds(amount: float) -> int:
    """Return an amount in whole pounds."""
    return round(float(amount))


def apportioned(parts: NDArray[np.float64], whole: int) -> list[int]:
    """Return parts in whole pounds that add up to a whole, each off by less than a pound.

    Pounds that rounding down leaves over go to the parts that lost most by it (the largest remainder). What
    is nothing stays nothing.

    Args:
        parts: parts that add up to the whole, but for rounding. Shape (part,).
        whole: the whole, in whole pounds.
    """
    exact = np.round(parts, _DIGITS)
    pounds = np.floor(exact)
    lost = exact - pounds
    left = whole - int(pounds.sum())
    order = [int(place) for place in np.argsort(-lost, kind="stable") if exact[place]]
    found = [int(one) for one in pounds]
    step = 1 if left > 0 else -1
    for place in (order if left > 0 else order[::-1])[: abs(left)]:
        found[place] += step
    return found
