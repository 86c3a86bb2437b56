"""Delays that keep their mean and spread at a monthly step."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

LONGEST_MONTHS = 120
_LONGEST_MEAN = LONGEST_MONTHS / 4
# Sharing each arrival between the two nearest months adds this much variance (months squared) on average.
_SHARING_VARIANCE = 1.0 / 6.0


def delay_weights(mean_months: NDArray[np.float64], order: int) -> NDArray[np.float64]:
    """Return the share of what goes in that comes out 1, 2, 3 … months later.

    Nothing comes out in the month it went in, so a gamma delay of one month less is used. It is shared
    between the two nearest whole months, which keeps its mean exactly; the variance that the sharing adds is
    taken off the gamma first.

    Args:
        mean_months: mean delay per draw, in months; below 1.5 it is taken as 1.5, above 30 as 30.
            Shape (draw,).
        order: spread is the mean divided by the root of the order.

    Returns:
        Weights that sum to 1. Shape (draw, LONGEST_MONTHS).
    """
    whole = np.clip(mean_months, 1.5, _LONGEST_MEAN)[:, None]
    mean = whole - 1.0
    variance = np.maximum(whole**2 / order - _SHARING_VARIANCE, whole**2 / (4.0 * order))
    shape = mean**2 / variance
    scale = variance / mean
    months = np.arange(LONGEST_MONTHS + 2, dtype=np.float64)[None, :]
    area = months * special.gammainc(shape, months / scale) - mean * special.gammainc(
        shape + 1.0, months / scale
    )
    before = np.concatenate([np.zeros_like(mean), area[:, :-1]], axis=1)
    after = np.concatenate([area[:, 1:], area[:, -1:]], axis=1)
    weights = (after - 2.0 * area + before)[:, :LONGEST_MONTHS]
    weights = np.maximum(weights, 0.0)
    return np.ascontiguousarray(weights / weights.sum(axis=1, keepdims=True))
