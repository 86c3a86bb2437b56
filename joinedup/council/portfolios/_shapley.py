"""Fair shares of what a set does, exact: Shapley values and the interactions of pairs.

A game says what every set of players does to a number of series at once. Its sets are whole numbers whose
bits say who is in them; its values have shape (set, series). The empty set, which comes first, does nothing.
"""

from __future__ import annotations

from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Sets = NDArray[np.int64]


def shapley(values: Values) -> Values:
    """Return each player's mean addition over every order in which the players may come.

    Args:
        values: what every set does. Shape (2 ** players, series).

    Returns:
        Shape (player, series). Shares add up to what all do; who never adds anything has exactly 0.

    Raises:
        ValueError: the number of sets is not a power of two.

    Source: Shapley 1953, doi:10.1515/9781400881970-018.
    """
    n = players_of(values)
    by_size = np.array([factorial(size) * factorial(n - 1 - size) / factorial(n) for size in range(n)])
    shares = np.empty((n, values.shape[1]))
    for player in range(n):
        before = sets_without(n, player)
        shares[player] = by_size[np.bitwise_count(before)] @ (values[before | 1 << player] - values[before])
    return shares


def interactions(values: Values) -> dict[tuple[int, int], Values]:
    """Return what each two players add together beyond what each adds, over all sets of the others.

    Args:
        values: what every set does. Shape (2 ** players, series).

    Returns:
        By pair, the lower number first: shape (series,). In a game of two it is what both do beyond the sum
        of what each does alone.

    Raises:
        ValueError: the number of sets is not a power of two.

    Source: the Shapley interaction index, Grabisch and Roubens 1999, doi:10.1007/s001820050125.
    """
    n = players_of(values)
    by_size = [factorial(size) * factorial(n - 2 - size) / factorial(n - 1) for size in range(max(n - 1, 0))]
    found = {}
    for one, other in combinations(range(n), 2):
        before = sets_without(n, one, other)
        first, second = before | 1 << one, before | 1 << other
        beyond = values[first | second] - values[first] - values[second] + values[before]
        found[one, other] = np.array(by_size)[np.bitwise_count(before)] @ beyond
    return found


def players_of(values: Values) -> int:
    """Return how many players a game has.

    Raises:
        ValueError: the number of sets is not a power of two.
    """
    n = len(values).bit_length() - 1
    if len(values) != 1 << max(n, 0):
        raise ValueError(f"a game has a power of two of sets, not {len(values)}")
    return n


def sets_without(n: int, *players: int) -> Sets:
    """Return every set of n players in which none of these is."""
    sets = np.arange(1 << n)
    return np.asarray(sets[(sets & sum(1 << player for player in players)) == 0])
