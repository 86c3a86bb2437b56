"""How sure an answer is: chances, the worst that is likely, what would turn it, and how exact the run was."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinedup.council._money import Money
from joinedup.council._plan import PLANNED_YEARS
from joinedup.engine import REPLICATES
from joinedup.vocabulary import Directorate, Pot

WORST_SHARE = 0.05
# A sum whose error is smaller than this, in pounds over the plan, is exact enough for anybody.
_SMALL_ERROR = 50_000.0
_SMALL_SHARE = 0.02


@dataclass(frozen=True)
class PotCertainty:
    """How sure the answer is for one pot.

    Args:
        pot: the pot.
        p_saved_by: probability, for each year, that the pot is better off from the plan's start to its end.
        worst_mean: mean of the net change over the whole plan in the worst twentieth of draws, in pounds;
            positive costs.
        switching: how many times what happens on other lines would have to be larger for the whole plan to
            come out even on average; None where no such number is positive.
        mean: mean of the net change over the whole plan, in pounds.
        error: standard error of that mean, from independent replicates of the draws.
    """

    pot: str
    p_saved_by: tuple[float, ...]
    worst_mean: float
    switching: float | None
    mean: float
    error: float

    @property
    def tolerance(self) -> float:
        """The error, in pounds, below which more draws would not change what a reader is told."""
        return max(_SMALL_SHARE * abs(self.mean), _SMALL_ERROR)

    @property
    def is_exact(self) -> bool:
        """Whether the error is within what a reader would notice."""
        return self.error <= self.tolerance


@dataclass(frozen=True)
class DirectorateRisk:
    """How likely a directorate is to be worse off by more than a stated sum.

    Args:
        directorate: identifier.
        pot: the pot.
        pounds: the sum, in pounds in one year.
        probability: probability that it is exceeded in any of the first five years.
    """

    directorate: str
    pot: str
    pounds: float
    probability: float


def pot_certainties(money: Money, own_lines: set[str]) -> list[PotCertainty]:
    """Return how sure the answer is for every pot that is touched.

    Args:
        money: change in money.
        own_lines: codes of the budget lines that the proposals change themselves.
    """
    return [_certainty(pot, money, own_lines) for pot in money.pots_touched()]


def _certainty(pot: Pot, money: Money, own_lines: set[str]) -> PotCertainty:
    net = money.of(pot)
    total = net.sum(axis=1)
    own = [change for code, (_, where, change) in money.lines.items() if where is pot and code in own_lines]
    direct = float(np.sum(own, axis=0).sum(axis=1).mean()) if own else 0.0
    return PotCertainty(
        pot=pot.value,
        p_saved_by=tuple(float(p) for p in (np.cumsum(net, axis=1) < 0).mean(axis=0)),
        worst_mean=worst_mean(total),
        switching=_switching(direct, float(total.mean()) - direct),
        mean=float(total.mean()),
        error=replicate_error(total),
    )


def worst_mean(total: NDArray[np.float64]) -> float:
    """Return the mean of the largest twentieth of draws, at least one. Shape (draw,)."""
    worst = np.sort(total)[-max(round(WORST_SHARE * len(total)), 1) :]
    return float(worst.mean())


def replicate_error(total: NDArray[np.float64]) -> float:
    """Return the standard error of a mean, from how far the means of independent scrambles lie apart.

    Draws are dealt out to the scrambles in turn (Owen 1997, doi:10.1214/aos/1031594731). Shape (draw,).
    """
    if len(total) < 2 * REPLICATES:
        return float("inf") if total.any() else 0.0
    means = np.array([total[replicate::REPLICATES].mean() for replicate in range(REPLICATES)])
    return float(means.std(ddof=1) / np.sqrt(REPLICATES))


def _switching(direct: float, elsewhere: float) -> float | None:
    return -direct / elsewhere if direct * elsewhere < 0 else None


def directorate_risks(money: Money, pounds: float) -> list[DirectorateRisk]:
    """Return how likely each directorate is to be worse off by more than a sum in a year, pot by pot.

    Args:
        money: change in money.
        pounds: the sum.
    """
    found = []
    for pot in money.pots_touched():
        for directorate in Directorate:
            change = money.of(pot, directorate)[:, :PLANNED_YEARS]
            if change.any():
                probability = float((change.max(axis=1) > pounds).mean())
                found.append(DirectorateRisk(str(directorate), pot.value, pounds, probability))
    return found
