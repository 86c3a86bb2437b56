"""Two proposals of a set, apart and together, and what speaks against taking both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinedup.council._certainty import replicate_error
from joinedup.council.portfolios._lines import Lines, places_of
from joinedup.council.portfolios._measure_shares import main_measures
from joinedup.council.portfolios._pair_words import A_FEW
from joinedup.council.portfolios._series import FIVE_YEARS, PRESENT_VALUE
from joinedup.council.portfolios._worth import Worth
from joinedup.declared import Better, Measure
from joinedup.vocabulary import Pot


@dataclass(frozen=True)
class Two:
    """Two proposals: what each does alone and what both do, to every series. Shape (draw, series).

    Args:
        one: number of the first.
        other: number of the second.
        first: what the first does alone.
        second: what the second does alone.
        together: what both do.
        beyond: what both do beyond the sum of what each does alone.
    """

    one: int
    other: int
    first: NDArray[np.float64]
    second: NDArray[np.float64]
    together: NDArray[np.float64]
    beyond: NDArray[np.float64]

    def touches(self, places: list[int]) -> bool:
        """Return whether either moves any of these series, or both do together."""
        return any(bool(draws[:, places].any()) for draws in (self.first, self.second, self.together))


def two_of(one: int, other: int, worth: Worth) -> Two:
    """Return two proposals by their numbers."""
    first, second = worth.change(1 << one), worth.change(1 << other)
    together = worth.change(1 << one | 1 << other)
    # In this order nothing at all is left where one of them does nothing.
    beyond = together - first - second if second.any() else together - first
    return Two(one, other, first, second, together, beyond)


def is_sure(draws: NDArray[np.float64]) -> bool:
    """Return whether a mean is larger than twice its own standard error. Shape (draw,)."""
    return abs(float(draws.mean())) > 2 * replicate_error(draws)


def costs_more(two: Two, pot: Pot, lines: Lines, worth: Worth) -> str:
    """Return over what time taking both costs a pot materially more than apart; "" where it does not.

    It does where five years together, or an average year of the whole plan, cost more by what the council
    calls material in a year, and as likely as it asks of what is material.

    Args:
        two: the proposals.
        pot: the pot.
        lines: lines of every pot at every time.
        worth: what sets do.
    """
    material = worth.plan.asked.council.material

    for when, years in ((FIVE_YEARS, 1), (PRESENT_VALUE, len(worth.series.years))):
        draws = two.beyond[:, places_of(lines[pot, when])].sum(axis=1)
        likely = float((draws > material.gbp_per_year * years).mean())
        if likely >= material.probability and is_sure(draws):
            return when
    return ""


def worse_measures(two: Two, worth: Worth) -> list[tuple[Measure, float]]:
    """Return main measures that taking both makes materially worse than apart in the last planned year.

    Returns:
        Each with the mean of how much more or less it is, largest share of the measure first.
    """
    material, found = worth.plan.asked.council.material, []
    for measure in main_measures():
        if measure.better is Better.NEITHER:
            continue
        place = worth.series.place(measure.name, worth.series.planned[-1])
        worse = two.beyond[:, place] * (1 if measure.better is Better.LOWER else -1)
        with_both = worth.without[:, place] + two.together[:, place]
        least = max(material.share * abs(float(with_both.mean())), A_FEW)
        if float((worse > least).mean()) >= material.probability and is_sure(worse):
            found.append((float(worse.mean()) / least, measure, float(two.beyond[:, place].mean())))
    found.sort(key=lambda one: -one[0])
    return [(measure, beyond) for _, measure, beyond in found]
