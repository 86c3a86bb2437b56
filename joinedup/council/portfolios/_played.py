"""The sets of proposals that an answer needs, run, and the fair shares that follow from them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from joinedup.council.portfolios._owen import owen
from joinedup.council.portfolios._sampled import FairShares, Watched, sample
from joinedup.council.portfolios._shapley import Values, interactions, shapley
from joinedup.council.portfolios._worth import Worth

# With 64 draws a set takes a fifth of a second: 256 sets are run within a minute, twice as many would not be.
EXACT_UP_TO = 8


@dataclass(frozen=True)
class Played:
    """What the proposals of a set do to every series: alone, last in, all of them, and their fair shares.

    Args:
        alone: what each does alone. Shape (player, series).
        last_in: what each adds where all others are taken already. Shape (player, series).
        whole: what all do. Shape (series,).
        fair: fair shares.
        owen: fair shares where each directorate's proposals are taken together.
        meeting: by pair, what they add together beyond each over all sets of the others, shape (series,);
            None where not every set was run.
        sets: how many sets were run.
    """

    alone: Values
    last_in: Values
    whole: Values
    fair: FairShares
    owen: FairShares
    meeting: dict[tuple[int, int], Values] | None
    sets: int


class _Runs:
    """Mean changes by set, each looked up once, and how many there were."""

    def __init__(self, worth: Worth) -> None:
        self._worth = worth
        self.held: dict[int, Values] = {0: np.zeros(len(worth.series.all))}

    def __call__(self, chosen: int) -> Values:
        if chosen not in self.held:
            self.held[chosen] = self._worth.mean(chosen)
        return self.held[chosen]

    def of(self, sets: Iterable[int]) -> Values:
        return np.stack([self(chosen) for chosen in sets])


def play(
    worth: Worth,
    groups: Sequence[Hashable],
    watched: Sequence[Watched],
    *,
    seed: int,
    exact_up_to: int = EXACT_UP_TO,
) -> Played:
    """Run the sets that are needed, every set where there are few proposals.

    Args:
        worth: what sets do.
        groups: the directorate of each proposal.
        watched: parts of the answer whose errors must be small where not every set is run.
        seed: fixes the orders tried.
        exact_up_to: the most proposals of which every set is run.
    """
    n, runs = len(worth.proposals), _Runs(worth)
    singles = [1 << player for player in range(n)]
    worth.run_all(singles, "each proposal alone")
    worth.run_all(_pairs(n), "each two proposals together")
    worth.run_all([worth.everything, *(worth.everything ^ one for one in singles)], "all but one")
    whole = runs(worth.everything)
    alone, last_in = runs.of(singles), whole - runs.of(worth.everything ^ one for one in singles)
    if n <= exact_up_to:
        worth.run_all(range(1 << n), "every set of proposals")
        values = runs.of(range(1 << n))
        fair, within = _exact(shapley(values)), _exact(owen(values, groups))
        return Played(alone, last_in, whole, fair, within, interactions(values), (1 << n) - 1)
    fair = _sampled(worth, runs, range(n), watched, seed, "fair shares")
    grouped = 1 < len(set(groups)) < n
    within = _sampled(worth, runs, groups, watched, seed, "directorates' shares") if grouped else fair
    return Played(alone, last_in, whole, fair, within, None, len({*runs.held, *_pairs(n)} - {0}))


def _exact(shares: Values) -> FairShares:
    return FairShares(shares[None], is_exact=True)


def _sampled(
    worth: Worth, runs: _Runs, groups: Sequence[Hashable], watched: Sequence[Watched], seed: int, what: str
) -> FairShares:
    return sample(runs, groups, watched, seed, run=lambda sets: worth.run_all(sets, what))


def _pairs(n: int) -> Iterator[int]:
    return ((1 << one) | (1 << other) for one, other in combinations(range(n), 2))
