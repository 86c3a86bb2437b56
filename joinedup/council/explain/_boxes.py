"""The part of the draws in which something happens, as one or two limits that a reader can hold in mind.

Peeling as in PRIM (Friedman and Fisher 1999, doi:10.1023/A:1008894516817): some is cut off one side of one
value at a time, always where that leaves the most cases among what remains. A value is cut on one side only,
and every value and pair of values is peeled by itself, so that a rule is one or two plain limits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Limits = tuple[tuple[float, float], ...]

_PEEL = 0.05
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
    best: dict[int, tuple[float, Box]] = {}
    for many in (1, 2):
        for columns in combinations(range(values.shape[1]), many):
            for box in _peeled(values, is_case, columns):
                score = _score(box, values, is_case)
                if len(box.columns) == many and score > best.get(many, (0.0, box))[0]:
                    best[many] = score, box
    usual = is_case.mean() * 2 / (1 + is_case.mean())
    found = best.get(1)
    if 2 in best and (found is None or best[2][0] > found[0] + _WORTH_MORE):
        found = best[2]
    return found[1] if found and found[0] > usual + _WORTH_MORE else None


def _score(box: Box, values: Values, is_case: NDArray[np.bool_]) -> float:
    dense, covers = density(box, values, is_case), coverage(box, values, is_case)
    return 2 * dense * covers / (dense + covers) if dense + covers else 0.0


def _peeled(values: Values, is_case: NDArray[np.bool_], columns: tuple[int, ...]) -> Iterator[Box]:
    """Yield ever smaller boxes over some columns."""
    limits = {column: [-np.inf, np.inf] for column in columns}
    inside = np.ones(values.shape[0], dtype=np.bool_)
    while True:
        found: tuple[float, int, int, float, NDArray[np.bool_]] | None = None
        for column, side, limit in _cuts(values, inside, columns):
            if np.isfinite(limits[column][1 - side]):
                continue
            left = inside & (values[:, column] >= limit if side == 0 else values[:, column] <= limit)
            if left.mean() < _LEAST_MASS or left.sum() == inside.sum():
                continue
            share = float(is_case[left].mean())
            if found is None or share > found[0]:
                found = share, column, side, limit, left
        if found is None:
            return
        _, column, side, limit, inside = found
        limits[column][side] = limit
        limited = tuple(one for one in columns if np.isfinite(limits[one]).any())
        yield Box(limited, tuple((limits[one][0], limits[one][1]) for one in limited))


def _cuts(
    values: Values, inside: NDArray[np.bool_], columns: tuple[int, ...]
) -> Iterator[tuple[int, int, float]]:
    for column in columns:
        low, high = np.quantile(values[inside, column], (_PEEL, 1 - _PEEL))
        yield column, 0, float(low)
        yield column, 1, float(high)
