"""Fair shares where players come in groups that keep together: Owen values."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from math import factorial

import numpy as np
from numpy.typing import NDArray

from joinedup.council.portfolios._shapley import Sets, Values, players_of, sets_without


def owen(values: Values, groups: Sequence[Hashable]) -> Values:
    """Return each player's mean addition over every order that keeps each group together.

    Where all are one group, or each is its own, these are the Shapley values. What a group receives is its
    Shapley value in the game that the groups play.

    Args:
        values: what every set does. Shape (2 ** players, series).
        groups: the group of each player.

    Returns:
        Shape (player, series). Shares add up to what all do; who never adds anything has exactly 0.

    Raises:
        ValueError: the number of sets is not that of so many players.

    Source: Owen 1977, doi:10.1007/978-3-642-45494-3_7.
    """
    n = players_of(values)
    if n != len(groups):
        raise ValueError(f"a game of {n} players needs {n} groups, not {len(groups)}")
    shares = np.empty((n, values.shape[1]))
    for player in range(n):
        before = sets_without(n, player)
        weights = _weights(before, player, groups)
        counted = weights > 0
        before = before[counted]
        shares[player] = weights[counted] @ (values[before | 1 << player] - values[before])
    return shares


def members_of(groups: Sequence[Hashable]) -> list[int]:
    """Return the set of each group's members, in order of their first member."""
    sets: dict[Hashable, int] = {}
    for player, group in enumerate(groups):
        sets[group] = sets.get(group, 0) | 1 << player
    return list(sets.values())


def _weights(before: Sets, player: int, groups: Sequence[Hashable]) -> NDArray[np.float64]:
    """Return how often each set comes just before a player, in orders that keep groups together."""
    sets = members_of(groups)
    own = next(one for one in sets if one >> player & 1)
    entire, split = np.zeros(len(before), dtype=np.int64), np.zeros(len(before), dtype=np.bool_)
    for one in (one for one in sets if one != own):
        entire += (before & one) == one
        split |= ((before & one) != one) & ((before & one) != 0)
    by_groups = _orders(len(sets))[entire]
    by_members = _orders(own.bit_count())[np.bitwise_count(before & own)]
    return np.where(split, 0.0, by_groups * by_members)


def _orders(n: int) -> NDArray[np.float64]:
    """Return, by size, the share of orders of n in which a set of that size comes just before one of them."""
    return np.array([factorial(size) * factorial(n - 1 - size) / factorial(n) for size in range(n)])
