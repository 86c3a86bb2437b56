"""The pairwise picture: each option alone and each pair of proposals, added up for any choice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from joinedup.council.better_sets._limits import Gauge, How, Scores
from joinedup.council.better_sets._options import Choice, Menu, Option, Trials

Floats = NDArray[np.float64]


class Picture:
    """What any choice would do if proposals worked on each other only two at a time.

    Draw by draw, every number is that without any proposal, plus what each option adds alone, plus what each
    pair of proposals adds beyond both alone. An option in another size or at another time has a run of its own
    alone; its part of a pair is that of the proposals as written, times both sizes. Where a limit speaks of a
    chance, the chance itself is added up in the same way.

    Args:
        menu: what may be chosen.
        gauge: what is read off each run.
        trials: what runs them.
    """

    def __init__(self, menu: Menu, gauge: Gauge, trials: Trials) -> None:
        self.menu, self.gauge = menu, gauge
        self.pairs = list(combinations(_choosable(menu), 2))
        chances = [place for place, limit in enumerate(gauge.limits) if limit.how is How.CHANCE]
        self.chances = chances
        alone = [frozenset({one}) for one in _needed(menu)]
        both = [frozenset(pair) for pair in self.pairs]
        trials.run_all([*alone, *both], "trying proposals alone and in pairs")
        self._trials = trials
        self.base = gauge.offsets
        self.p_base = self._p(np.zeros_like(self.base))
        self.alone = np.zeros((len(menu.options), *self.base.shape))
        self.p_alone = np.zeros((len(menu.options), len(chances)))
        for choice in alone:
            (one,) = choice
            self.alone[one] = gauge.moved(trials.change(choice))
            self.p_alone[one] = self._p(self.alone[one]) - self.p_base
        self.pair, self.p_pair = self._pairs(both)

    def values(self, choice: Choice) -> Floats:
        """Return every number of a choice as the picture has it. Shape (draw, number)."""
        values = self.base + sum((self.alone[one] for one in sorted(choice)), np.zeros_like(self.base))
        for place, size in self._held(choice):
            values = values + size * self.pair[place]
        return values

    def scores(self, choice: Choice) -> Scores:
        """Return the scores of a choice as the picture has them."""
        found = self.gauge.scores(self.values(choice))
        excess = list(found.excess)
        p_broken = self.p_base + sum((self.p_alone[one] for one in choice), np.zeros(len(self.chances)))
        for place, size in self._held(choice):
            p_broken = p_broken + size * self.p_pair[place]
        for number, place in enumerate(self.chances):
            excess[place] = float(p_broken[number]) - (1 - self.gauge.limits[place].chance)
        return Scores(found.saves, found.outcome, found.worst, tuple(excess))

    def _held(self, choice: Choice) -> list[tuple[int, float]]:
        """Return the pairs of proposals that a choice holds, each with the product of both sizes."""
        sizes = {self.menu.options[one].proposal: self.menu.options[one].size for one in choice}
        return [
            (place, sizes[first] * sizes[second])
            for place, (first, second) in enumerate(self.pairs)
            if first in sizes and second in sizes
        ]

    def _pairs(self, both: Sequence[Choice]) -> tuple[Floats, Floats]:
        pair = np.zeros((len(both), *self.base.shape))
        p_pair = np.zeros((len(both), len(self.chances)))
        for place, choice in enumerate(both):
            first, second = sorted(choice)
            moved = self.gauge.moved(self._trials.change(choice))
            pair[place] = moved - self.alone[first] - self.alone[second]
            p_pair[place] = self._p(moved) - self.p_base - self.p_alone[first] - self.p_alone[second]
        return pair, p_pair

    def _p(self, moved: Floats) -> Floats:
        return np.array([self.gauge.p_broken(place, self.base + moved) for place in self.chances])


def _choosable(menu: Menu) -> list[int]:
    """Return the proposals of which some option is open; as written they have the same numbers as options."""
    return [place for place, options in enumerate(menu.by_proposal()) if options]


def _needed(menu: Menu) -> list[int]:
    options: Sequence[Option] = menu.options
    return sorted({*_choosable(menu), *(number for number, one in enumerate(options) if one.is_open)})
