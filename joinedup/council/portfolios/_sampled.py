"""Fair shares of what a large set does, from some of the orders in which its proposals could come.

Orders are tried both ways round. The mean addition of a player over an order and its reverse is exact where
players meet no more than two at a time: who comes before in one order comes after in the other, so that every
pair's effect is counted once in two. What every two do together, though it is known, thus says nothing more
about fair shares, and only what three or more do to each other is left to chance. Whatever the orders, shares
add up to what all do, since what each adds in an order does.

Sources: Castro, Gómez and Tejada 2009, doi:10.1016/j.cor.2008.04.004; reversed orders: Mitchell, Cooper,
Frank and Holmes 2022, jmlr.org/papers/v23/21-0439.html.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

from joinedup.council.portfolios._shapley import Values

# Settings of computing. An error needs some orders to be judged by; more than the most takes too long.
FEWEST_PAIRS = 3
MOST_PAIRS = 6
# The error below which a share stands, beside the largest share.
SETTLED = 0.01
_TWICE = 0.975

Game = Callable[[int], Values]
Order = tuple[int, ...]


@dataclass(frozen=True)
class Watched:
    """A part of the answer that is tried until its own errors are small, whatever the other parts do.

    Args:
        name: a pot, or people and services.
        sums: what is reported: each a sum of series. Shape (series, sum).
        smallest: by sum, the size below which a largest share need not be exact. Shape (sum,).
    """

    name: str
    sums: NDArray[np.float64]
    smallest: NDArray[np.float64]

    def is_settled(self, by_pair: Values) -> bool:
        """Return whether every error is below a hundredth of the largest share of its sum."""
        of = by_pair @ self.sums
        largest = np.abs(of.mean(axis=0)).max(axis=0)
        small = errors(of).max(axis=0) <= SETTLED * largest
        return bool((small | (largest < self.smallest)).all())


@dataclass(frozen=True)
class FairShares:
    """Fair shares, exact or from pairs of orders.

    Args:
        by_pair: from each order and its reverse. Shape (pair, player, series); exact shares are one pair.
        is_exact: whether every set was run.
        used: by part of the answer, how many pairs its shares and errors come from.
        unsettled: parts whose errors were not small when no more orders were tried.
    """

    by_pair: Values
    is_exact: bool
    used: dict[str, int] = field(default_factory=dict)
    unsettled: frozenset[str] = frozenset()

    def mean(self, part: str) -> Values:
        """Return the shares. Shape (player, series)."""
        return np.asarray(self.by_pair[: self._pairs(part)].mean(axis=0))

    def error(self, part: str, places: Sequence[int]) -> Values:
        """Return the standard error of each share of a sum of series. Shape (player,)."""
        if self.is_exact:
            return np.zeros(self.by_pair.shape[1])
        return errors(self.by_pair[: self._pairs(part)][:, :, list(places)].sum(axis=2))

    def _pairs(self, part: str) -> int:
        return self.used.get(part, len(self.by_pair))


def errors(by_pair: Values) -> Values:
    """Return the standard error of a mean over pairs of orders, such that twice it covers 95 per cent.

    A spread judged from few pairs is often judged too small; Student's t says by how much.

    Args:
        by_pair: one value from each. Shape (pair, ...).
    """
    pairs = len(by_pair)
    few = stdtrit(pairs - 1, _TWICE) / ndtri(_TWICE)
    return np.asarray(few * by_pair.std(axis=0, ddof=1) / np.sqrt(pairs))


def orders(groups: Sequence[Hashable], seed: int) -> Iterator[Order]:
    """Yield orders of players at random, each group kept together.

    Args:
        groups: the group of each player; where each is its own, every order is as likely.
        seed: fixes the orders.
    """
    rng = np.random.default_rng([seed, len(groups)])
    members: dict[Hashable, list[int]] = {}
    for player, group in enumerate(groups):
        members.setdefault(group, []).append(player)
    held = list(members.values())
    while True:
        blocks = [held[place] for place in rng.permutation(len(held))]
        yield tuple(int(one) for block in blocks for one in rng.permutation(block))


def sets_along(order: Order) -> list[int]:
    """Return the sets that an order and its reverse go through, without the empty one."""
    return [
        sum(1 << player for player in one_way[:size])
        for one_way in (order, order[::-1])
        for size in range(1, len(order) + 1)
    ]


def additions(game: Game, order: Order) -> Values:
    """Return what each player adds, as the mean over an order and its reverse. Shape (player, series)."""
    added = np.zeros((len(order), *game(0).shape))
    for one_way in (order, order[::-1]):
        so_far, before = 0, game(0)
        for player in one_way:
            so_far |= 1 << player
            after = game(so_far)
            added[player] += (after - before) / 2
            before = after
    return added


def sample(
    game: Game,
    groups: Sequence[Hashable],
    watched: Sequence[Watched],
    seed: int,
    *,
    most: int = MOST_PAIRS,
    run: Callable[[list[int]], None] = lambda sets: None,
) -> FairShares:
    """Return fair shares from as many orders as each part of the answer needs, tried both ways round.

    A part uses no more orders than it needed itself, so that nothing in one pot depends on another.

    Args:
        game: what a set does. Shape (series,).
        groups: the group of each player, kept together.
        watched: parts of the answer whose errors must be small.
        seed: fixes the orders.
        most: the most pairs of orders, at least `FEWEST_PAIRS`.
        run: told which sets will be asked for next, so that they can be run beside each other.
    """
    tried = islice(orders(groups, seed), most)
    by_pair: list[Values] = []
    used: dict[str, int] = {}
    while len(by_pair) < most and len(used) < len(watched):
        following = list(islice(tried, 1 if by_pair else FEWEST_PAIRS))
        run([one for order in following for one in sets_along(order)])
        by_pair += [additions(game, order) for order in following]
        held = np.stack(by_pair)
        settled = [one for one in watched if one.name not in used and one.is_settled(held)]
        used |= {one.name: len(by_pair) for one in settled}
    unsettled = frozenset(one.name for one in watched if one.name not in used)
    return FairShares(np.stack(by_pair), False, used, unsettled)
