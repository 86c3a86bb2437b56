"""The pairwise picture: each option alone and each pair of proposals, added up for any choice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from joinedup.council.better_sets._limits import Gauge, Scores
from joinedup.council.better_sets._options import Choice, Menu, Option, Trials

Floats = NDArray[np.float64]


class Picture:
    """What any choice would do if proposals worked on each other only two at a time.

    Draw by draw, every number is that without any proposal, plus what each option adds alone, plus what each
    pair of proposals adds beyond both alone. An option in another size or at another time has its own run
    alone; its part of a pair is that of the proposals as written, times both sizes.

    Args:
        menu: what may be chosen.
        gauge: what is read off each run.
        trials: what runs them.
    """

    def __init__(self, menu: Menu, gauge: Gauge, trials: Trials) -> None:
        self.menu, self.gauge = menu, gauge
        self.pairs = list(combinations(_choosable(menu), 2))
        alone = [frozenset({one}) for one in _needed(menu)]
        both = [frozenset(pair) for pair in self.pairs]
        trials.run_all([*alone, *both], "trying proposals alone and in pairs")
        self._trials = trials
        self.base = gauge.offsets
        self.alone = np.zeros((len(menu.options), *self.base.shape))
        for choice in alone:
            (one,) = choice
            self.alone[one] = gauge.moved(trials.change(choice))
        self.pair = self._pairs(both)

    def values(self, choice: Choice) -> Floats:
        """Return every number of a choice as the picture has it. Shape (draw, number)."""
        values = self.base + sum((self.alone[one] for one in sorted(choice)), np.zeros_like(self.base))
        for place, size in self._held(choice):
            values = values + size * self.pair[place]
        return np.asarray(values)

    def scores(self, choice: Choice) -> Scores:
        """Return the scores of a choice as the picture has them."""
        return self.gauge.scores(self.values(choice))

    def _held(self, choice: Choice) -> list[tuple[int, float]]:
        """Return the pairs of proposals that a choice holds, each with the product of both sizes."""
        sizes = {self.menu.options[one].proposal: self.menu.options[one].size for one in choice}
        return [
            (place, sizes[first] * sizes[second])
            for place, (first, second) in enumerate(self.pairs)
            if first in sizes and second in sizes
        ]

    def _pairs(self, both: Sequence[Choice]) -> Floats:
        pair = np.zeros((len(both), *self.base.shape))
        for place, choice in enumerate(both):
            first, second = sorted(choice)
            moved = self.gauge.moved(self._trials.change(choice))
            pair[place] = moved - self.alone[first] - self.alone[second]
        return pair


def _choosable(menu: Menu) -> list[int]:
    """Return the proposals of which some option is open; as written they have the same numbers as options."""
    return [place for place, options in enumerate(menu.by_proposal()) if options]


def _needed(menu: Menu) -> list[int]:
    options: Sequence[Option] = menu.options
    return sorted({*_choosable(menu), *(number for number, one in enumerate(options) if one.is_open)})
