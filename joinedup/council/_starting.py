"""The starting state: every figure rolled forward to the first day of the plan, with its uncertainty.

A figure counted some years before the plan begins is carried forward at the pace of its own last years,
damped and drawn towards no change, and its range widens with the years between. Flows of a single year carry
the chance of that year as well.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from joinedup.council._figures import Figures
from joinedup.declared import FigureKind, FigureValue, Origin
from joinedup.vocabulary import FIGURES

_DAYS_A_YEAR = 365.25
_LAST_CHILD = 17
# Older spending is counted on other scales (section 251, gross), so no pace can be read from it; and funding,
# which it must stand beside, is not carried either. Reserves may be below nothing: no pace.
_NO_DRIFT = {
    "people",
    "budget",
    "net_spend",
    "funding",
    "reserves",
    "deprivation",
    "planned_completions",
    "council_tax_base",
}


@dataclass(frozen=True)
class RollForward:
    """How figures are carried from their own date to the start of the plan.

    Args:
        years_of_history: most years of its own history that a figure is carried forward by.
        weight_of_no_change: how many years of "no change" its own pace is averaged with.
        damping: share of the pace that is left after each year.
        spread_of_people: standard deviation of yearly change (log) assumed for people and homes before a
            figure's own history is seen.
        spread_of_stocks: the same for what else is counted on a day.
        spread_of_flows: the same for what is counted over a year.
        recording_error: standard deviation (log) of how far a return is off what is so.
    """

    years_of_history: int
    weight_of_no_change: float
    damping: float
    spread_of_people: float
    spread_of_stocks: float
    spread_of_flows: float
    recording_error: float

    def usual_spread(self, figure: str) -> float:
        """Return the yearly spread assumed for a figure before its own history is seen."""
        if FIGURES[figure].domain in ("population", "housing"):
            return self.spread_of_people
        return self.spread_of_flows if FIGURES[figure].kind is FigureKind.FLOW else self.spread_of_stocks


@dataclass(frozen=True)
class StartingValue:
    """One figure as it stands at the start of the plan.

    Args:
        figure: name of the figure.
        band: the part, or "".
        value: best estimate for the whole council on the first day of the plan.
        spread: standard deviation of its logarithm.
        held: the value it was carried forward from.
        years_carried: years from that value's date to the start.
    """

    figure: str
    band: str
    value: float
    spread: float
    held: FigureValue
    years_carried: float


def starting_value(
    figures: Figures, figure: str, band: str, on: date, how: RollForward
) -> StartingValue | None:
    """Return a figure carried forward to a day; None where nothing is held at all.

    Where everything held was counted later, the earliest of it stands in: a backcast then borrows a number
    that was not known on its first day, and the measure that the figure belongs to is not scored.

    Args:
        figures: what is held.
        figure: name of the figure.
        band: the part, or "".
        on: first day of the plan.
        how: how it is carried.
    """
    # A year that ends the day before the plan starts is no older than the plan.
    held = figures.latest(figure, band, on=on - timedelta(days=1)) or figures.earliest(figure, band)
    if held is None:
        return None
    years = max((on - held.as_at).days - 1, 0) / _DAYS_A_YEAR
    pace, spread = _pace(figures, held, how)
    if figure in _NO_DRIFT:
        pace = 0.0
    carried = held.value * math.exp(pace * _damped(years, how.damping))
    variance = years * spread**2 + how.recording_error**2
    kind = FIGURES[figure].kind
    if kind is FigureKind.FLOW and held.value > 0 and FIGURES[figure].unit != "pounds":
        variance += 1.0 / max(held.value, 1.0)
    if held.origin not in (Origin.OWN, Origin.PUBLISHED):
        variance += how.usual_spread(figure) ** 2
    if FIGURES[figure].unit == "pounds" or figure in _NO_DRIFT:
        variance = 0.0
    if kind is FigureKind.SHARE:
        carried = min(carried, 1.0)
    return StartingValue(figure, band, carried, math.sqrt(variance), held, years)


def _damped(years: float, damping: float) -> float:
    """Return how many years of pace are left when each year keeps only a share of the one before."""
    return (1 - damping**years) / -math.log(damping) if damping < 1 else years


def _pace(figures: Figures, held: FigureValue, how: RollForward) -> tuple[float, float]:
    """Return the yearly pace and spread of a figure's logarithm, drawn towards the usual."""
    before = [
        one for one in figures.history(held.figure, held.band) if one.as_at <= held.as_at and one.value > 0
    ]
    before = before[-(how.years_of_history + 1) :]
    changes = [
        math.log(later.value / earlier.value) / max((later.as_at - earlier.as_at).days / _DAYS_A_YEAR, 0.5)
        for earlier, later in pairwise(before)
    ]
    n, usual = len(changes), how.usual_spread(held.figure)
    if n == 0:
        return 0.0, usual
    weight = n / (n + how.weight_of_no_change)
    squares = float(np.sum((np.array(changes) - np.mean(changes)) ** 2))
    spread = math.sqrt((squares + how.weight_of_no_change * usual**2) / (n + how.weight_of_no_change))
    return weight * float(np.mean(changes)), spread


def yearly_spread(figures: Figures, held: FigureValue, how: RollForward) -> float:
    """Return how far a figure moves from one year to the next: the standard deviation of its logarithm."""
    return _pace(figures, held, how)[1]


def aged_people(people: dict[str, float], years: float) -> dict[str, float]:
    """Return people by age some whole years on: children older, as many born as before, adults as they were.

    Args:
        people: people by age band, as counted.
        years: years between the count and the start; rounded to whole years.
    """
    step = round(years)
    moved = dict(people)
    for age in range(_LAST_CHILD + 1):
        moved[str(age)] = people[str(max(age - step, 0))]
    return moved
