"""The answer that is explained: what proposals do to one pot over the whole plan, draw by draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from joinedup.council._inputs import Inputs
from joinedup.council._laid import laid_on
from joinedup.council._money import Money
from joinedup.council._session import Ready, Settings, draw_inputs, run_plan
from joinedup.council.proposals import Proposal
from joinedup.vocabulary import Pot

Values = NDArray[np.float64]


def largest_pot(money: Money) -> Pot | None:
    """Return the pot whose sum over the plan changes most; None where none changes."""
    pots = money.pots_touched()
    return max(pots, key=lambda one: float(np.abs(money.of(one).sum(axis=1)).mean())) if pots else None


@dataclass
class Answers:
    """Runs of the plan with and without proposals.

    Args:
        asked: the council.
        proposals: the proposals.
        settings: how runs are made.
        tell: called after each pair of runs.
    """

    asked: Ready
    proposals: list[Proposal]
    settings: Settings
    tell: Callable[[], None]

    def money(self, inputs: Inputs, is_other_chance: bool = False) -> Money:
        """Return the change in money on some inputs.

        Args:
            inputs: the inputs.
            is_other_chance: whether single people move by another chance than in the other runs.
        """
        settings = replace(self.settings, seed=self.settings.seed + is_other_chance)
        without, _ = run_plan(self.asked, inputs, settings)
        with_, _ = run_plan(self.asked, inputs, settings, laid_on(self.asked, inputs, self.proposals))
        self.tell()
        return Money(without, with_)

    def total(self, pot: Pot, inputs: Inputs, is_other_chance: bool = False) -> Values:
        """Return the change in a pot over the whole plan; above 0 costs. Shape (draw,)."""
        return np.asarray(self.money(inputs, is_other_chance).of(pot).sum(axis=1))

    def redrawn(self, names: frozenset[str]) -> Inputs:
        """Return the inputs with those named drawn afresh and all others as they are."""
        return draw_inputs(self.asked, self.settings, redraw=names)
