"""Which quantities moved which: the change of each between two runs, shared among what its equation reads.

Each cause is changed by itself, once with all others as they are without the proposals and once with all as
they are with them; the mean of the two is its share. Equations are worked out in the average month of each
year, which is near enough to tell a strong cause from a weak one.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from joinedup.council.causes._everything import Course, Values, declared
from joinedup.engine import (
    Delay,
    Expression,
    Fixed,
    Flow,
    Input,
    InputAtStart,
    Reckoned,
    Stock,
    Tally,
    evaluate,
    walk,
)
from joinedup.vocabulary import MONTHS_A_YEAR

# A change smaller than this share of a quantity comes from rounding.
_ROUNDING = 1e-11


class Influence:
    """What moved each quantity between two runs.

    Args:
        without: the plan.
        with_: the plan with proposals.
    """

    def __init__(self, without: Course, with_: Course) -> None:
        self._without, self._with = without, with_
        self._known: dict[str, dict[str, Values]] = {}
        self._flows: dict[str, list[Flow]] = {}
        for one in declared().values():
            if isinstance(one, Flow):
                for stock in (one.leaves, one.enters):
                    self._flows.setdefault(stock, []).append(one)

    def change(self, name: str) -> Values:
        """Return the change of a quantity or input in the average month of each year. Shape (patch, year)."""
        if name in declared():
            before, after = self._without.level(name), self._with.level(name)
        else:
            before, after = self._without.given(name), self._with.given(name)
        moved = np.asarray(after - before)
        return np.where(np.abs(moved) > _ROUNDING * (np.abs(before) + np.abs(after)), moved, 0.0)

    def causes(self, name: str) -> dict[str, Values]:
        """Return by how much each cause moved a quantity, year by year. Each of shape (patch, year).

        A stock is moved by its flows, added up since the start; what comes out of a delay by what went in.
        An input has no cause.
        """
        if name not in self._known:
            self._known[name] = self._work_out(name) if name in declared() else {}
        return self._known[name]

    def heeded(self, name: str, years: Values) -> Values:
        """Return in which years the causes of a quantity count, where it counts itself in those years.

        What a stock is in a year was made in that year and all before it, and so was what leaves a delay.
        """
        is_gathered = isinstance(declared()[name], Stock | Delay)
        return np.asarray(np.cumsum(years[::-1])[::-1] > 0, dtype=np.float64) if is_gathered else years

    def _work_out(self, name: str) -> dict[str, Values]:
        one = declared()[name]
        if isinstance(one, Stock):
            return {
                flow.name: np.cumsum(self.change(flow.name), axis=1)
                * (MONTHS_A_YEAR if flow.enters == name else -MONTHS_A_YEAR)
                for flow in self._flows.get(name, [])
                if self.change(flow.name).any()
            }
        if isinstance(one, Delay):
            return {one.of: self.change(one.of)} if self.change(one.of).any() else {}
        if isinstance(one, Tally):
            return {stock: self.change(stock) for stock in one.of if self.change(stock).any()}
        if isinstance(one, Fixed):
            return {}
        return self._read(one)

    def _read(self, one: Flow | Reckoned) -> dict[str, Values]:
        of = one.amount if isinstance(one, Flow) else one.value
        moved = [cause for cause in dict.fromkeys(_names(of)) if self.change(cause).any()]
        before, after = evaluate(of, self._without.value), evaluate(of, self._with.value)
        found = {}
        for cause in moved:
            alone = evaluate(of, self._mixed(self._without, self._with, cause)) - before
            last = after - evaluate(of, self._mixed(self._with, self._without, cause))
            found[cause] = np.nan_to_num((alone + last) / 2)
        return found

    @staticmethod
    def _mixed(most: Course, one: Course, name: str) -> _Mixed:
        return _Mixed(most, one, name)


class _Mixed:
    def __init__(self, most: Course, one: Course, name: str) -> None:
        self._most, self._one, self._name = most, one, name

    def __call__(self, of: Expression) -> Values:
        is_other = getattr(of, "name", "") == self._name and not isinstance(of, InputAtStart)
        return (self._one if is_other else self._most).value(of)


def _names(of: Expression) -> Iterator[str]:
    """Yield the names that an expression reads and that a proposal can move."""
    for node in walk(of):
        name = getattr(node, "name", "")
        if isinstance(node, Input) or (name in declared() and not isinstance(declared()[name], Fixed)):
            yield name
