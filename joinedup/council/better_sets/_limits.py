"""Limits that a set must keep, and how far any set is from breaking them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

# The worst twentieth of futures; the same share as everywhere else in the council's answers.
WORST_SHARE = 0.05

Floats = NDArray[np.float64]


class How(StrEnum):
    """In which sense a limit must hold."""

    MEAN = "on average"
    CHANCE = "with at least the chance stated"
    WORST = "on average over the worst twentieth of futures"


@dataclass(frozen=True)
class Row:
    """One number that may not exceed a bound.

    Args:
        places: places of the series that are added up.
        most: the bound, after the sign.
        sign: 1 where the sum itself may not exceed it, -1 where the sum may not fall below `-most`.
        is_level: whether the level with the set is meant, and not the change that it makes.
        share: part of the mean level without any set that is added to the bound.
        label: year or patch, for the reader.
    """

    places: tuple[int, ...]
    most: float
    sign: float = 1.0
    is_level: bool = False
    share: float = 0.0
    label: str = ""


@dataclass(frozen=True)
class Limit:
    """Something that a set must keep.

    Args:
        name: where it stands in the file, such as `constraints.targets.1`.
        says: what it asks, in words.
        rows: the numbers that it bounds; all must hold.
        how: in which sense.
        chance: the least share of futures in which all rows hold, where that is the sense.
        unit: unit of the numbers.
        is_least: whether the reader is told a least value, which the rows bound from the other side.
    """

    name: str
    says: str
    rows: tuple[Row, ...]
    how: How = How.MEAN
    chance: float = 0.0
    unit: str = "pounds"
    is_least: bool = False


@dataclass(frozen=True)
class Aims:
    """What makes one set better than another.

    Args:
        cash: places of the money that is saved or spent.
        outcomes: place, weight and direction (1 where more is better, -1 where less is) of each measure.
    """

    cash: tuple[int, ...]
    outcomes: tuple[tuple[int, float, float], ...]

    def outcome_weights(self, level: Floats) -> Floats:
        """Return what turns a change of every series into index points. Shape (series,) in and out.

        A point is one per cent of the level without any proposal, for the better, on the weighted mean of the
        measures.
        """
        weights = np.zeros(len(level))
        whole = sum(weight for _, weight, _ in self.outcomes)
        for place, weight, direction in self.outcomes:
            weights[place] += 100 * direction * weight / whole / abs(level[place])
        return weights


@dataclass(frozen=True)
class Scores:
    """How good a set is and how far within each limit, on one set of draws.

    Args:
        saves: mean saving, in pounds; negative where it costs.
        outcome: index points; positive is better.
        worst: mean saving in the worst twentieth of futures, in pounds.
        excess: by how much each limit is broken; negative or nought where it holds.
    """

    saves: float
    outcome: float
    worst: float
    excess: tuple[float, ...]

    def value(self, aim: str) -> float:
        """Return the score by an aim: `saves`, `outcome` or `worst`; more is always better."""
        return float(getattr(self, aim))


def worst_mean(values: Floats) -> float:
    """Return the mean of the largest twentieth, at least one. Shape (draw,)."""
    return float(np.sort(values)[-n_worst(len(values)) :].mean())


def n_worst(draws: int) -> int:
    """Return how many draws make up the worst twentieth."""
    return max(round(WORST_SHARE * draws), 1)


class Gauge:
    """What is read off a change of every series: by how much each row is over its bound, cash and outcome.

    Args:
        limits: the limits.
        aims: the aims.
        without: every series without any set. Shape (draw, series).
    """

    def __init__(self, limits: Sequence[Limit], aims: Aims, without: Floats) -> None:
        self.limits = tuple(limits)
        rows = [row for limit in self.limits for row in limit.rows]
        level = without.mean(axis=0)
        columns = [_weights(row, len(level)) for row in rows]
        self.bounds: list[float] = [
            row.most + row.share * abs(float(level @ column))
            for row, column in zip(rows, columns, strict=True)
        ]
        nothing = np.zeros(len(without))
        offsets = [
            (without @ column if row.is_level else nothing) - bound
            for row, column, bound in zip(rows, columns, self.bounds, strict=True)
        ]
        cash = np.zeros(len(level))
        cash[list(aims.cash)] = 1.0
        self.weights = np.stack([*columns, cash, aims.outcome_weights(level)], axis=1)
        self.offsets = np.stack([*offsets, nothing, nothing], axis=1)
        self.cash, self.outcome = len(rows), len(rows) + 1
        ends = np.cumsum([0, *(len(limit.rows) for limit in self.limits)])
        self.places = [range(first, last) for first, last in pairwise(ends.tolist())]

    def moved(self, change: Floats) -> Floats:
        """Return what a change adds to every number read. Shape (draw, series) in, (draw, number) out."""
        return np.asarray(change @ self.weights)

    def p_broken(self, place: int, values: Floats) -> float:
        """Return the share of draws in which some row of a limit is over its bound."""
        return float((values[:, list(self.places[place])] > _slip(values)).any(axis=1).mean())

    def scores(self, values: Floats) -> Scores:
        """Return the scores of a set from its numbers, offsets included. Shape (draw, number)."""
        cash = values[:, self.cash]
        return Scores(
            saves=-float(cash.mean()),
            outcome=float(values[:, self.outcome].mean()),
            worst=-worst_mean(cash),
            excess=tuple(self._excess(place, values) for place in range(len(self.limits))),
        )

    def _excess(self, place: int, values: Floats) -> float:
        limit, rows = self.limits[place], values[:, list(self.places[place])]
        if limit.how is How.CHANCE:
            return self.p_broken(place, values) - (1 - limit.chance)
        if limit.how is How.WORST:
            return max(worst_mean(rows[:, one]) for one in range(rows.shape[1]))
        return float(rows.mean(axis=0).max())


def _slip(values: Floats) -> float:
    """Return what rounding may add to a sum of these numbers."""
    return 1e-9 * max(float(np.abs(values).max(initial=0.0)), 1.0)


def _weights(row: Row, n_series: int) -> Floats:
    weights = np.zeros(n_series)
    weights[list(row.places)] = row.sign
    return weights
