"""The part of the draws in which something happens, as one or two limits that a reader can hold in mind.

Every limit on one value and every pair of limits on two is tried, at each fortieth of the draws. PRIM asks
the same (Friedman and Fisher 1999, doi:10.1023/A:1008894516817): in which box are cases many? Boxes here are
so plain that all of them can be tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Limits = tuple[tuple[float, float], ...]

_STEPS = 40
_LEAST_MASS = 0.05
# A second condition must make the rule better by this much to be worth a reader's while.
_WORTH_MORE = 0.05


@dataclass(frozen=True)
class Box:
    """A rule: each column named lies between its limits; an open side is infinite.

    Args:
        columns: the columns that have limits.
        limits: for each, the least and the most.
    """

    columns: tuple[int, ...]
    limits: Limits

    def holds(self, values: Values) -> NDArray[np.bool_]:
        """Return in which draws the rule holds. Shape (draw,)."""
        inside = np.ones(values.shape[0], dtype=np.bool_)
        for column, (low, high) in zip(self.columns, self.limits, strict=True):
            inside &= (values[:, column] >= low) & (values[:, column] <= high)
        return inside


def density(box: Box, values: Values, is_case: NDArray[np.bool_]) -> float:
    """Return the share of draws in the box that are cases; 0 for an empty box."""
    inside = box.holds(values)
    return float(is_case[inside].mean()) if inside.any() else 0.0


def coverage(box: Box, values: Values, is_case: NDArray[np.bool_]) -> float:
    """Return the share of all cases that lie in the box; 0 where there is no case."""
    return float(box.holds(values)[is_case].mean()) if is_case.any() else 0.0


def best_box(values: Values, is_case: NDArray[np.bool_]) -> Box | None:
    """Return the rule of one or two conditions that tells cases from others best; None where none does.

    Best has the highest harmonic mean of density and coverage.

    Args:
        values: shape (draw, column).
        is_case: which draws are cases. Shape (draw,).
    """
    edges = np.quantile(values, np.arange(1, _STEPS) / _STEPS, axis=0)
    bins = np.stack(
        [np.searchsorted(edges[:, place], values[:, place], side="right") for place in range(values.shape[1])]
    )
    one = max(_boxes(bins, edges, is_case, 1), key=lambda found: found[0], default=(0.0, None))
    two = max(_boxes(bins, edges, is_case, 2), key=lambda found: found[0], default=(0.0, None))
    score, box = two if two[0] > one[0] + _WORTH_MORE else one
    usual = 2 * is_case.mean() / (1 + is_case.mean())
    return box if score > usual + _WORTH_MORE else None


def _boxes(
    bins: NDArray[np.int64], edges: Values, is_case: NDArray[np.bool_], many: int
) -> Iterator[tuple[float, Box | None]]:
    """Yield the best box over each choice of columns and sides, with its score."""
    shape = (_STEPS,) * many
    for columns in combinations(range(bins.shape[0]), many):
        cell = np.ravel_multi_index(tuple(bins[column] for column in columns), shape)
        draws = np.bincount(cell, minlength=_STEPS**many).reshape(shape)
        cases = np.bincount(cell[is_case], minlength=_STEPS**many).reshape(shape)
        for are_least in product((False, True), repeat=many):
            inside, found = _gathered(draws, are_least), _gathered(cases, are_least)
            # The harmonic mean of density and coverage.
            score = np.where(inside >= _LEAST_MASS * len(is_case), 2 * found / (inside + is_case.sum()), 0.0)
            # A limit at the very end leaves everything in, and so is none.
            for axis, is_least in enumerate(are_least):
                np.moveaxis(score, axis, 0)[0 if is_least else -1] = 0.0
            best = np.unravel_index(int(np.argmax(score)), shape)
            limits = tuple(
                (float(edges[place - 1, column]), np.inf)
                if is_least
                else (-np.inf, float(edges[place, column]))
                for place, column, is_least in zip(best, columns, are_least, strict=True)
                if (place > 0 if is_least else place < _STEPS - 1)
            )
            if len(limits) == many:
                yield float(score[best]), Box(columns, limits)


def _gathered(counts: NDArray[np.int64], are_least: tuple[bool, ...]) -> NDArray[np.int64]:
    """Return counts of what lies at or above (or below) each bin along every axis."""
    for axis, is_least in enumerate(are_least):
        counts = np.flip(np.flip(counts, axis).cumsum(axis), axis) if is_least else counts.cumsum(axis)
    return counts
