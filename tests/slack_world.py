"""The test world of lost slack: a made-up council in which every capacity has the same share free.

Four small cuts are taken one at a time and together. What comes back is the change in General Fund spending
less what the cuts take directly out of their own budget lines, on average a year over the first ten years.
All is at best estimates and without chance, growth or inflation, so that whatever comes back was brought
about by the cuts. Overload begins as sharply as the upper end of its range has it (`SHARPNESS`), as in a
single team: an average over many teams would blur where slack ends.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from made_figures import MadeCouncil
from numpy.typing import NDArray

from joinedup.council import levers
from joinedup.council._money import Money
from joinedup.vocabulary import Pot

SHARPNESS = 60.0
YEARS = 10
SLACKS = (0.0, 0.02, 0.03, 0.05, 0.07, 0.10, 0.15, 0.20)
CUTS: dict[str, float] = {
    "family_help.capacity": 0.05,
    "social_work.posts": 0.03,
    "social_work.support": 0.10,
    "attendance.support": 0.10,
}


@dataclass(frozen=True)
class Harm:
    """What comes back at one share of slack, in pounds a year.

    Args:
        slack: share of every capacity that is free at the start.
        alone: what comes back of each cut alone.
        together: what comes back of all four.
    """

    slack: float
    alone: dict[str, float]
    together: float

    @property
    def ratio(self) -> float:
        """What comes back together against the sum of each alone."""
        return self.together / sum(self.alone.values())


def measure_harm(made: MadeCouncil, slacks: tuple[float, ...] = SLACKS) -> list[Harm]:
    """Return what the four cuts bring back at each share of slack."""
    ample = _World(made, AMPLE)
    saved = {(name,): _own_lines(ample, name) for name in CUTS} | {tuple(CUTS): _own_lines(ample, *CUTS)}
    return [_harm_at(_World(made, slack), saved) for slack in slacks]


# With this much free nothing fills, so that a cut changes its own budget line by what it takes out of it.
AMPLE = 0.5
_LINES = {name: levers()[name].line for name in CUTS}


class _World:
    def __init__(self, made: MadeCouncil, slack: float) -> None:
        self.slack = slack
        shares = {name: slack for name in made.parameters if name.endswith("slack_share")}
        values = shares | {"joinedup.workforce.overload_sharpness": SHARPNESS}
        target = made.parameters["joinedup.workforce.target_caseload"].at(made.council.plan_starts).value
        self._inputs = made.known(
            years=YEARS,
            figures=made.figures(caseload=target * (1 - slack)),
            **{name.replace(".", "__"): value for name, value in values.items()},
        )
        self._made, self._plan = made, made.run(self._inputs)

    def money(self, *names: str) -> Money:
        """Return the change in money that these cuts bring about."""
        cuts = [
            self._made.proposal(
                {"lever": name, "by": f"-{CUTS[name]:.0%}"}, id=name.replace(".", "-").replace("_", "-")
            )
            for name in names
        ]
        return Money(self._plan, self._made.run(self._inputs, *cuts))


def _own_lines(world: _World, *names: str) -> float:
    """Return what cuts save on their own lines; two on the same line save a little less than their sum."""
    money = world.money(*names)
    return sum(_a_year(money.lines[line][2]) for line in {_LINES[name] for name in names})


def _harm_at(world: _World, saved: dict[tuple[str, ...], float]) -> Harm:
    def comes_back(*names: str) -> float:
        return _a_year(world.money(*names).of(Pot.GENERAL_FUND)) - saved[names]

    return Harm(world.slack, {name: comes_back(name) for name in CUTS}, comes_back(*CUTS))


def _a_year(change: NDArray[np.float64]) -> float:
    return float(change.mean())
