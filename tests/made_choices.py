"""Portfolios made by hand whose best set is known: what each proposal does alone, in pairs and in threes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from joinedup.council.better_sets import Aims, Choice, Finder, Limit, Menu, Option, Row, Rule, Scores

CASH, OUTCOME, LOAD = 0, 1, 2
LEVEL = 10.0


class MadePortfolio:
    """Proposals that work on each other two at a time, and three at a time by `noise`.

    Args:
        n: number of proposals.
        seed: fixes every number.
        draws: number of draws.
        noise: size of what three proposals do beyond what each pair does.
    """

    def __init__(self, n: int, seed: int, draws: int = 20, noise: float = 0.0) -> None:
        rng = np.random.default_rng(seed)
        self.n = n
        self.alone = rng.normal(size=(n, 1, 3)) + 0.3 * rng.normal(size=(n, draws, 3))
        self.pairs = {
            one: 0.4 * rng.normal(size=(1, 3)) + 0.1 * rng.normal(size=(draws, 3))
            for one in combinations(range(n), 2)
        }
        self.threes = {one: noise * rng.normal(size=(1, 3)) for one in combinations(range(n), 3)}
        self.without = np.full((draws, 3), LEVEL)
        self.ran: set[Choice] = set()

    def change(self, choice: Choice) -> NDArray[np.float64]:
        self.ran.add(choice)
        total = np.zeros_like(self.without)
        for one in sorted(choice):
            total = total + self.alone[one]
        for size, held in ((2, self.pairs), (3, self.threes)):
            for some in combinations(sorted(choice), size):
                total = total + held[some]
        return total

    def run_all(self, choices: Iterable[Choice], what: str) -> None:
        for choice in choices:
            self.change(choice)

    def reordered(self, order: Sequence[int]) -> MadePortfolio:
        """The same proposals under other numbers: proposal `order[k]` is called `k`."""
        other = MadePortfolio(self.n, 0, len(self.without))
        named = {old: new for new, old in enumerate(order)}
        other.alone = self.alone[list(order)]
        for held, there in ((self.pairs, other.pairs), (self.threes, other.threes)):
            for some, value in held.items():
                there[tuple(sorted(named[one] for one in some))] = value
        return other


AIMS = Aims((CASH,), ((OUTCOME, 1.0, -1.0),))


def menu_of(n: int, *rules: Rule) -> Menu:
    return Menu(tuple(Option(place) for place in range(n)), n, tuple(rules))


def rule(name: str, n: int, weights: dict[int, float], most: float) -> Rule:
    return Rule(name, name, tuple(weights.get(place, 0.0) for place in range(n)), most)


def saves_at_least(amount: float, name: str = "target") -> Limit:
    return Limit(name, name, (Row((CASH,), -amount),))


def searched(
    portfolio: MadePortfolio, menu: Menu, limits: Sequence[Limit] = (), exhaustive: int = 0
) -> Finder:
    """A finder on one portfolio; it works out the picture unless `exhaustive` is large enough."""
    return Finder(menu, limits, AIMS, portfolio, portfolio, exhaustive=exhaustive)


def every_set(portfolio: MadePortfolio, menu: Menu, limits: Sequence[Limit] = ()) -> dict[Choice, Scores]:
    """The scores of every set that keeps all limits and rules, each worked out on its own."""
    return searched(portfolio, menu, limits, exhaustive=10**9).kept()
