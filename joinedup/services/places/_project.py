"""Pupils by planning area and year group against places, worked out once a year from the cohorts.

Year groups move up with their cohort: a large Reception class of today is a large year 6 class six years on,
in the same planning area. New Reception and year 7 classes are shared between planning areas as they are
today.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinedup.vocabulary import YEAR_GROUPS

PRIMARY, SECONDARY = "primary", "secondary"
GROUPS = {PRIMARY: YEAR_GROUPS[:7], SECONDARY: YEAR_GROUPS[7:12]}
_FIRST_COHORT = 5


@dataclass(frozen=True)
class Area:
    """A planning area at the start.

    Args:
        code: its code.
        patch: place of its patch in the order of patches.
        phase: `primary` or `secondary`.
        pupils: pupils by year group of the phase. Shape (group,).
        places: places by year group of the phase. Shape (group,).
    """

    code: str
    patch: int
    phase: str
    pupils: NDArray[np.float64]
    places: NDArray[np.float64]


@dataclass(frozen=True)
class Rolls:
    """Pupils against places.

    Args:
        area: the planning area.
        pupils: pupils expected. Shape (draw, group, year).
        short: places short, with the margin for parents' choice. Shape (draw, year).
    """

    area: Area
    pupils: NDArray[np.float64]
    short: NDArray[np.float64]


def cohort_of(group: str) -> int:
    """Return the cohort that a year group is: Reception is those who were 4 on the last 31 August."""
    return _FIRST_COHORT + YEAR_GROUPS.index(group)


def project_rolls(
    areas: list[Area],
    start: NDArray[np.float64],
    cohorts: NDArray[np.float64],
    margin: NDArray[np.float64],
    uptake: NDArray[np.float64],
) -> list[Rolls]:
    """Project pupils by planning area and year group.

    Args:
        areas: planning areas.
        start: people by cohort at the start. Shape (draw, patch, cohort).
        cohorts: people by cohort each 31 March. Shape (draw, patch, cohort, year).
        margin: places kept free for parents' choice, as a share of pupils. Shape (draw,).
        uptake: chance in how a new class is shared, around 1. Shape (draw, area).

    Returns:
        One result for each planning area, in order.
    """
    return [
        _one_area(area, areas, start[:, area.patch], cohorts[:, area.patch], margin, uptake[:, place])
        for place, area in enumerate(areas)
    ]


def _one_area(
    area: Area,
    areas: list[Area],
    start: NDArray[np.float64],
    cohorts: NDArray[np.float64],
    margin: NDArray[np.float64],
    uptake: NDArray[np.float64],
) -> Rolls:
    groups = GROUPS[area.phase]
    years = cohorts.shape[2]
    pupils = np.zeros((cohorts.shape[0], len(groups), years))
    beside = [other for other in areas if other.patch == area.patch and other.phase == area.phase]
    attending = np.sum([other.pupils for other in beside], axis=0)
    for place, group in enumerate(groups):
        number = cohort_of(group)
        for year in range(years):
            now = cohorts[:, number, year]
            if place - (year + 1) >= 0:
                earlier = place - (year + 1)
                then = start[:, cohort_of(groups[earlier])]
                attend, attended = (
                    _ratio(attending[place], start[:, number]),
                    _ratio(attending[earlier], then),
                )
                usual = np.divide(attend, attended, out=np.ones_like(attend), where=attended > 0)
                pupils[:, place, year] = area.pupils[earlier] * _ratio(now, then) * usual
            else:
                share = _ratio(area.pupils[place], start[:, number])
                pupils[:, place, year] = share * now * uptake
    wanted = pupils * (1.0 + margin[:, None, None])
    short = np.maximum(wanted - area.places[None, :, None], 0.0).sum(axis=1)
    return Rolls(area, pupils, short)


def _ratio(over: NDArray[np.float64] | float, under: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(over, under, out=np.zeros_like(under), where=under > 0)


def capital_for_places(short: NDArray[np.float64], price: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the capital spent each year on places that are newly short; a place is built once.

    Args:
        short: places short. Shape (draw, year).
        price: cost of one place. Shape (draw, year).
    """
    most = np.maximum.accumulate(short, axis=1)
    built = np.diff(most, axis=1, prepend=0.0)
    return np.asarray(built * price, dtype=np.float64)
