"""Games whose fair shares are known, and games made up by chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise, permutations

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


def game(n: int, does: Callable[[set[int]], float]) -> Values:
    """Return what every set of n players does, as one series. Shape (2 ** n, 1)."""
    sets = [{player for player in range(n) if chosen >> player & 1} for chosen in range(1 << n)]
    return np.array([[float(does(players))] for players in sets])


def random_game(n: int, seed: int, series: int = 1) -> Values:
    """Return a game without any structure."""
    values = np.random.default_rng(seed).normal(size=(1 << n, series))
    values[0] = 0.0
    return values


def crowded_game(n: int, seed: int) -> Values:
    """Return a game of players who crowd each other: each adds less the more are there."""
    rng = np.random.default_rng(seed)
    sizes, sets = rng.gamma(2.0, size=n), np.arange(1 << n)
    taken = ((sets[:, None] >> np.arange(n)) & 1) @ sizes
    values = np.tanh(taken / sizes.sum()) * 100 + rng.normal(scale=0.3, size=1 << n)
    values[0] = 0.0
    return values[:, None]


def by_every_order(values: Values, groups: Sequence[object] | None = None) -> Values:
    """Return the mean of what each player adds, over every order, or those that keep groups together."""
    n = len(values).bit_length() - 1
    added, orders = np.zeros((n, values.shape[1])), 0
    for order in permutations(range(n)):
        if groups is not None and not _together(order, groups):
            continue
        orders, so_far = orders + 1, 0
        for player in order:
            added[player] += values[so_far | 1 << player] - values[so_far]
            so_far |= 1 << player
    return added / orders


def _together(order: tuple[int, ...], groups: Sequence[object]) -> bool:
    along = [groups[player] for player in order]
    return 1 + sum(one != other for one, other in pairwise(along)) == len(set(groups))


def players_renamed(values: Values, new: Sequence[int]) -> Values:
    """Return the same game in which player i is called new[i]."""
    renamed = np.empty_like(values)
    for chosen in range(len(values)):
        renamed[sum(1 << new[player] for player in range(len(new)) if chosen >> player & 1)] = values[chosen]
    return renamed
