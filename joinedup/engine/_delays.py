"""Delays that keep their mean and spread at a monthly step."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

LONGEST_MONTHS = 120
_SHORTEST_MEAN, _LONGEST_MEAN = 1.5, LONGEST_MONTHS / 4
# Sharing each arrival between the two nearest months adds this much variance (months squared) on average.
_SHARING_VARIANCE = 1.0 / 6.0
# How near the mean and spread that come out must be to those asked for, and how often to try.
_NEAR, _TRIES = 0.002, 12
# A share that comes out in a month below this is nothing: a billion children would have to wait for one.
_DUST = 1e-9
Array = NDArray[np.float64]


def delay_weights(mean_months: Array, order: int) -> Array:
    """Return the share of what goes in that comes out 1, 2, 3 … months later.

    Nothing comes out in the month it went in, so a gamma delay of one month less is used. It is shared
    between the two nearest whole months, which keeps its mean, and the variance that the sharing adds is
    taken off the gamma first. Very short delays, and long tails that are cut off, move both a little; the
    gamma is then moved the other way until mean and spread are those asked for.

    Args:
        mean_months: mean delay per draw, in months; below 1.5 it is taken as 1.5, above 30 as 30.
            Shape (draw,).
        order: spread is the mean divided by the root of the order.

    Returns:
        Weights that sum to 1. Shape (draw, LONGEST_MONTHS).
    """
    whole = np.clip(mean_months, _SHORTEST_MEAN, _LONGEST_MEAN)
    asked = whole**2 / order
    mean, variance = whole - 1.0, np.maximum(asked - _SHARING_VARIANCE, asked / 4.0)
    weights = _shared_gamma(mean, variance)
    for _ in range(_TRIES):
        found, varies = _moments(weights)
        off = (np.abs(found / whole - 1.0) > _NEAR) | (np.abs(np.sqrt(varies / asked) - 1.0) > _NEAR)
        if not off.any():
            break
        mean[off] *= (whole[off] - 1.0) / (found[off] - 1.0)
        variance[off] *= asked[off] / varies[off]
        weights[off] = _shared_gamma(mean[off], variance[off])
    return _without_dust(weights)


def _without_dust(weights: Array) -> Array:
    """Return weights without those too small to matter, so that a short delay is quickly worked out."""
    kept = np.where(weights > _DUST, weights, 0.0)
    return np.ascontiguousarray(kept / kept.sum(axis=1, keepdims=True))


def _shared_gamma(mean: Array, variance: Array) -> Array:
    """Return a gamma delay shared between whole months, the first of them one month on."""
    shape, scale = (mean**2 / variance)[:, None], (variance / mean)[:, None]
    months = np.arange(LONGEST_MONTHS + 2, dtype=np.float64)[None, :]
    area = months * special.gammainc(shape, months / scale) - mean[:, None] * special.gammainc(
        shape + 1.0, months / scale
    )
    before = np.concatenate([np.zeros_like(shape), area[:, :-1]], axis=1)
    after = np.concatenate([area[:, 1:], area[:, -1:]], axis=1)
    weights = np.maximum((after - 2.0 * area + before)[:, :LONGEST_MONTHS], 0.0)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _moments(weights: Array) -> tuple[Array, Array]:
    """Return the mean and variance of delays in months. Shape (draw,) each."""
    later = np.arange(1.0, LONGEST_MONTHS + 1.0)
    mean = weights @ later
    return mean, np.asarray((weights * (later - mean[:, None]) ** 2).sum(axis=1))
