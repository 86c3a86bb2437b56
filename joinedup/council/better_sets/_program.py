"""The pairwise picture as a mixed-integer linear programme, solved by HiGHS.

A pair that is taken is the product of two yes-or-noes, written as linear bounds (McCormick 1976). The mean of
the worst twentieth of draws is linear too (Rockafellar and Uryasev 2000, doi:10.21314/JOR.2000.038).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from joinedup.council.better_sets._limits import How, n_worst
from joinedup.council.better_sets._options import Choice
from joinedup.council.better_sets._picture import Picture

# HiGHS stops here and states how far it may be from the best; one programme of twenty proposals takes less.
SECONDS = 20.0
_INFEASIBLE = 2
_SLIP = 1e-12

Floats = NDArray[np.float64]
Terms = dict[int, float]


@dataclass(frozen=True)
class Solved:
    """What the programme found.

    Args:
        choice: the choice; None where there is none or none was found in time.
        bound: no choice is better than this in the picture, in the unit of the aim; NaN where there is none.
        gap: how far the choice may be from the bound, as a share; NaN where that is not known.
        is_impossible: whether it is proved that no choice keeps everything.
    """

    choice: Choice | None
    bound: float
    gap: float
    is_impossible: bool


@dataclass(frozen=True)
class Asked:
    """What is asked of the programme, beside the limits and rules.

    Args:
        aim: `saves`, `outcome` or `worst`: what is made as large as can be; "" to ask for any choice.
        least: least value of other aims.
        cuts: choices that may not be chosen again.
        margins: by how much more each limit must hold, by its number.
        left_out: names of limits and rules that need not hold.
        stretched: name of a limit or rule that may be broken, as little as can be; "" for none. It then takes
            the place of the aim.
    """

    aim: str = ""
    least: Mapping[str, float] | None = None
    cuts: tuple[Choice, ...] = ()
    margins: Mapping[int, float] | None = None
    left_out: frozenset[str] = frozenset()
    stretched: str = ""


class Programme:
    """The picture, its limits and its rules, ready to be asked for the best choice by any aim.

    Args:
        picture: the pairwise picture.
    """

    def __init__(self, picture: Picture) -> None:
        self.picture, self.menu = picture, picture.menu
        self._open = self.menu.open
        self._x = {one: place for place, one in enumerate(self._open)}
        self._products: dict[tuple[int, float, int, float], int] = {}
        self._parts: list[tuple[int, float, int]] = []
        self._link_pairs()
        self._n = len(self._open) + len(self._products)
        self.coefficients = self._coefficients(picture.alone, picture.pair)

    def solve(self, asked: Asked) -> Solved:
        """Return the best choice in the picture.

        Args:
            asked: what is asked for.
        """
        return _Posed(self, asked).solved()

    def _link_pairs(self) -> None:
        sizes = [
            sorted({self.menu.options[one].size for one in options}) for options in self.menu.by_proposal()
        ]
        for place, (first, second) in enumerate(self.picture.pairs):
            if not self.picture.pair[place].any():
                continue
            for one in sizes[first]:
                for other in sizes[second]:
                    variable = len(self._open) + len(self._products)
                    self._products[first, one, second, other] = variable
                    self._parts.append((place, one * other, variable))

    def _coefficients(self, alone: Floats, pair: Floats) -> Floats:
        """Return what each variable adds. Shape (variable, ...)."""
        found = np.zeros((self._n, *alone.shape[1:]))
        for one, place in self._x.items():
            found[place] = alone[one]
        for place, size, variable in self._parts:
            found[variable] = size * pair[place]
        return found

    @property
    def n_binary(self) -> int:
        """Number of yes-or-noes, which are the first variables."""
        return len(self._open)

    @property
    def n_choosing(self) -> int:
        """Number of variables that say what is chosen: options, then pairs."""
        return self._n

    def of_options(self, weights: Mapping[int, float]) -> Terms:
        """Return a weighted count of options as terms of a row."""
        return {self._x[one]: weight for one, weight in weights.items() if one in self._x and weight}

    def structure(self) -> Iterable[tuple[Terms, float, float]]:
        """Yield rows that always hold: each proposal once at most, and pairs that are products."""
        for options in self.menu.by_proposal():
            if len(options) > 1:
                yield self.of_options(dict.fromkeys(options, 1.0)), -np.inf, 1.0
        for (first, one, second, other), variable in self._products.items():
            a, b = self._sized(first, one), self._sized(second, other)
            yield {variable: 1.0} | dict.fromkeys(a, -1.0), -np.inf, 0.0
            yield {variable: 1.0} | dict.fromkeys(b, -1.0), -np.inf, 0.0
            yield {variable: -1.0} | dict.fromkeys([*a, *b], 1.0), -np.inf, 1.0

    def _sized(self, proposal: int, size: float) -> list[int]:
        options = self.menu.by_proposal()[proposal]
        return [self._x[one] for one in options if self.menu.options[one].size == size]

    def choice(self, values: Floats) -> Choice:
        """Return the choice that a solution stands for."""
        return frozenset(one for one, place in self._x.items() if values[place] > 1 / 2)


class _Posed:
    """One question to the programme, as rows and columns."""

    def __init__(self, programme: Programme, asked: Asked) -> None:
        self.programme, self.asked = programme, asked
        self.rows: list[Terms] = []
        self.least: list[float] = []
        self.most: list[float] = []
        self.aim: Terms = {}
        self.aim_scale, self.aim_offset = 1.0, 0.0
        self.size = programme.n_choosing
        self.free: set[int] = set()
        self.yes_or_no = set(range(programme.n_binary))
        self._give: int | None = self._new() if asked.stretched else None
        for terms, low, high in programme.structure():
            self._add(terms, low, high)
        self._add_rules()
        self._add_limits()
        for cut in asked.cuts:
            self._add_cut(cut)
        for aim, value in (asked.least or {}).items():
            self._at_least(aim, value)
        self._set_aim()

    def solved(self) -> Solved:
        """Return the answer of HiGHS."""
        result = milp(
            self._objective(),
            integrality=np.isin(np.arange(self.size), list(self.yes_or_no)).astype(np.int64),
            bounds=self._bounds(),
            constraints=self._matrix(),
            options={"time_limit": SECONDS, "mip_rel_gap": 0.0},
        )
        bound = float("nan")
        # Where the time ran out before anything was known, HiGHS gives an infinite bound.
        if result.mip_dual_bound is not None and math.isfinite(result.mip_dual_bound):
            bound = -(float(result.mip_dual_bound) * self.aim_scale + self.aim_offset)
        if result.x is None:
            return Solved(None, bound, float("nan"), result.status == _INFEASIBLE)
        gap = float(result.mip_gap or 0.0)
        known = gap if math.isfinite(gap) else float("nan")
        return Solved(self.programme.choice(result.x), bound, known, False)

    def _new(self, is_free: bool = False) -> int:
        self.size += 1
        if is_free:
            self.free.add(self.size - 1)
        return self.size - 1

    def _add(self, terms: Terms, low: float, high: float) -> None:
        self.rows.append(terms)
        self.least.append(low)
        self.most.append(high)

    def _add_rules(self) -> None:
        for rule in self.programme.menu.rules:
            if rule.name in self.asked.left_out:
                continue
            terms = self.programme.of_options(dict(enumerate(rule.weights)))
            self._add(terms | self._given(rule.name, 1.0), -np.inf, rule.most)

    def _add_limits(self) -> None:
        gauge = self.programme.picture.gauge
        for place, limit in enumerate(gauge.limits):
            if limit.name in self.asked.left_out:
                continue
            margin = (self.asked.margins or {}).get(place, 0.0)
            if limit.how is How.CHANCE:
                self._chance(place, 1 - limit.chance - margin)
                continue
            for row in gauge.places[place]:
                coefficients = self.programme.coefficients[:, :, row]
                offsets = self.programme.picture.base[:, row] + margin
                if limit.how is How.WORST:
                    self._worst(coefficients, offsets, limit.name)
                else:
                    self._linear(coefficients.mean(axis=1), float(offsets.mean()), limit.name)

    def _add_cut(self, cut: Choice) -> None:
        weights = {one: -1.0 if one in cut else 1.0 for one in self.programme.menu.open}
        self._add(self.programme.of_options(weights), 1.0 - len(cut), np.inf)

    def _at_least(self, aim: str, value: float) -> None:
        column, sign = self._column(aim)
        coefficients = sign * self.programme.coefficients[:, :, column]
        if aim == "worst":
            self._worst(coefficients, np.full(coefficients.shape[1], value), "")
        else:
            self._linear(coefficients.mean(axis=1), value, "")

    def _linear(self, coefficients: Floats, offset: float, name: str) -> None:
        """Add: the sum of what is chosen and the offset is not above nought."""
        scale = max(float(np.abs(coefficients).max(initial=0.0)), abs(offset), _SLIP)
        self._add(_terms(coefficients / scale) | self._given(name, scale), -np.inf, -offset / scale)

    def _worst(self, coefficients: Floats, offsets: Floats, name: str) -> None:
        """Add: the mean of the largest twentieth of draws is not above nought."""
        scale = max(float(np.abs(coefficients).max(initial=0.0)), float(np.abs(offsets).max()), _SLIP)
        mean = self._mean_of_worst(coefficients / scale, offsets / scale)
        self._add(mean | self._given(name, scale), -np.inf, 0.0)

    def _chance(self, place: int, most: float) -> None:
        """Add: some row of a limit is above nought in no more than this share of draws."""
        picture = self.programme.picture
        columns = list(picture.gauge.places[place])
        offsets, coefficients = picture.base[:, columns], self.programme.coefficients[:, :, columns]
        broken = [self._new() for _ in range(len(offsets))]
        self.yes_or_no |= set(broken)
        highest = offsets + np.maximum(coefficients, 0.0).sum(axis=0)
        for draw, row in np.argwhere(highest > 0):
            scale = highest[draw, row]
            terms = _terms(coefficients[:, draw, row] / scale) | {broken[draw]: -1.0}
            self._add(terms, -np.inf, -float(offsets[draw, row] / scale))
        name = picture.gauge.limits[place].name
        share = dict.fromkeys(broken, 1.0 / len(broken))
        self._add(share | self._given(name, 1.0), -np.inf, most + _SLIP)

    def _mean_of_worst(self, coefficients: Floats, offsets: Floats) -> Terms:
        """Return terms that are no less than the mean of the largest twentieth. Shape (variable, draw)."""
        n = len(offsets)
        level = self._new(is_free=True)
        above = [self._new() for _ in range(n)]
        for draw in range(n):
            row = _terms(coefficients[:, draw]) | {level: -1.0, above[draw]: -1.0}
            self._add(row, -np.inf, -float(offsets[draw]))
        return {level: 1.0} | dict.fromkeys(above, 1.0 / n_worst(n))

    def _given(self, name: str, scale: float) -> Terms:
        return {self._give: -1.0 / scale} if self._give is not None and name == self.asked.stretched else {}

    def _column(self, aim: str) -> tuple[int, float]:
        gauge = self.programme.picture.gauge
        return (gauge.outcome, -1.0) if aim == "outcome" else (gauge.cash, 1.0)

    def _set_aim(self) -> None:
        """Set what is made as small as can be: the negative of the aim."""
        if self._give is not None:
            self.aim = {self._give: 1.0}
            return
        if not self.asked.aim:
            return
        column, sign = self._column(self.asked.aim)
        coefficients = sign * self.programme.coefficients[:, :, column]
        self.aim_scale = max(float(np.abs(coefficients).max(initial=0.0)), _SLIP)
        if self.asked.aim == "worst":
            nothing = np.zeros(coefficients.shape[1])
            self.aim = self._mean_of_worst(coefficients / self.aim_scale, nothing)
        else:
            self.aim = _terms(coefficients.mean(axis=1) / self.aim_scale)

    def _objective(self) -> Floats:
        objective = np.zeros(self.size)
        objective[list(self.aim)] = list(self.aim.values())
        return objective

    def _bounds(self) -> Bounds:
        low, high = np.zeros(self.size), np.full(self.size, np.inf)
        low[list(self.free)] = -np.inf
        high[: self.programme.n_choosing] = 1.0
        high[list(self.yes_or_no)] = 1.0
        return Bounds(low, high)

    def _matrix(self) -> LinearConstraint:
        rows = np.repeat(np.arange(len(self.rows)), [len(row) for row in self.rows])
        columns = np.array([place for row in self.rows for place in row], dtype=np.int64)
        values = np.array([value for row in self.rows for value in row.values()], dtype=np.float64)
        shape = (len(self.rows), self.size)
        return LinearConstraint(csr_array((values, (rows, columns)), shape=shape), self.least, self.most)


def _terms(coefficients: Floats) -> Terms:
    return {int(place): float(coefficients[place]) for place in np.flatnonzero(coefficients)}
