"""Requests for EHC needs assessments and the plans that follow, over ten years."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from joinedup.synthetic._calendar import END, HISTORY_STARTS, NEVER, YEAR, Days, Real, Whole, day
from joinedup.synthetic._people import CHILDREN_AT_FULL_SIZE, People

# England had 52.8 plans per 1,000 children aged 0 to 17 in January 2025, growing by 10.8% a year.
PLANS_PER_CHILD = 0.0528 * 1.108
_GROWTH_OF_NEW_PLANS = 1.12
_CENSUS = day(2026, 1, 15)
_PLANS_BEGAN = day(2014, 9, 1)
_START_AGES = np.array([1.5, 2.0, 4.0, 6.0, 10.0, 12.0, 16.0, 22.0])
_START_SHARES = np.array([0.02, 0.10, 0.264, 0.295, 0.187, 0.115, 0.019])
_ENDS_AT = np.array([8.0, 11.5, 16.5, 17.5, 18.6, 19.6, 22.0, 25.0])
_ENDS_SHARES = np.array([0.03, 0.04, 0.18, 0.10, 0.30, 0.20, 0.10, 0.05])
_REQUESTS_PER_PLAN = 1.58
NEEDS = ("ASD", "SLCN", "SEMH", "MLD", "SLD", "SPLD", "PD", "PMLD", "HI", "VI", "OTH", "MSI")
_NEED_SHARES = np.array([0.33, 0.205, 0.205, 0.085, 0.05, 0.04, 0.03, 0.018, 0.016, 0.008, 0.012, 0.001])
PLACEMENTS = (
    "Mainstream school",
    "Resourced provision",
    "State-funded special school",
    "Independent special school",
    "Non-maintained special school",
    "Further education",
    "Educated elsewhere",
    "NEET",
)
MAINSTREAM, RESOURCED, SPECIAL, INDEPENDENT, NON_MAINTAINED, FURTHER, ELSEWHERE, NEET = range(8)
_SHARES_AT_SCHOOL = np.array([0.445, 0.045, 0.375, 0.070, 0.012, 0.0, 0.053, 0.0])
_SHARES_OLDER = np.array([0.06, 0.0, 0.14, 0.06, 0.01, 0.55, 0.06, 0.12])
_COST = np.array([5_300.0, 8_800.0, 17_800.0, 51_000.0, 48_000.0, 6_000.0, 11_000.0, 0.0])
_TRANSPORT = np.array([0.07, 0.35, 0.66, 0.75, 0.75, 0.18, 0.05, 0.0])


@dataclass(frozen=True)
class Plans:
    """One entry a request in every array, in order of request.

    Args:
        person: row of the person.
        requested: day of the request.
        decided: day of the decision whether to assess, or `NEVER`.
        issued: day the plan was issued, or `NEVER`.
        ceased: day the plan ceased, or `NEVER`.
        need: row of `NEEDS`.
        placement: row of `PLACEMENTS`: where the person is now.
        school_placement: row of `PLACEMENTS`: where the person is or was at school age.
        transport: whether the council takes the pupil to school.
        cost: pounds a year from the high needs block.
    """

    person: Whole
    requested: Days
    decided: Days
    issued: Days
    ceased: Days
    need: Whole
    placement: Whole
    school_placement: Whole
    transport: np.ndarray
    cost: Real

    def open_on(self, day: int) -> np.ndarray:
        """Return which plans were open on a day."""
        return (self.issued <= day) & (self.ceased > day)


def make_plans(people: People, scale: float, rng: Generator) -> Plans:
    """Give people requests and plans so that the stock in January 2026 is near the national rate."""
    n = len(people)
    band = rng.choice(len(_START_SHARES), n, p=_START_SHARES / _START_SHARES.sum())
    age = rng.uniform(_START_AGES[band], _START_AGES[band + 1])
    issued = np.maximum(people.born + age * YEAR, people.arrived)
    # Plans began in September 2014; until 2016 they replaced statements made earlier.
    replaced = rng.uniform(_PLANS_BEGAN, HISTORY_STARTS, n)
    issued = np.where(issued < _PLANS_BEGAN, replaced, issued)
    requested = issued - np.exp(rng.normal(np.log(20.6 * 7), 0.35, n))
    end_age = rng.choice(_ENDS_AT, n, p=_ENDS_SHARES) + rng.normal(0, 0.3, n)
    ceased = np.maximum(people.born + end_age * YEAR, issued + 200)
    chance = (
        _GROWTH_OF_NEW_PLANS ** ((issued - END) / YEAR)
        * (0.5 + 0.5 * people.need)
        * np.where(people.girl, 0.55, 1.4)
    )
    target = PLANS_PER_CHILD * CHILDREN_AT_FULL_SIZE * scale
    running = (issued <= _CENSUS) & (ceased > _CENSUS) & (people.age_on(_CENSUS) < 25)
    chance *= target / chance[running].sum()
    drawn = rng.random(n)
    given = (drawn < chance) & (requested < END)
    asked_only = ~given & (drawn < chance * _REQUESTS_PER_PLAN) & (requested < END)
    rows = np.flatnonzero(given | asked_only)
    rows = rows[np.argsort(requested[rows], kind="stable")]
    return _records(people, rows, requested[rows], issued[rows], ceased[rows], given[rows], rng)


def _records(
    people: People,
    rows: Whole,
    requested: Real,
    issued: Real,
    ceased: Real,
    given: np.ndarray,
    rng: Generator,
) -> Plans:
    n = len(rows)
    decided = requested + rng.uniform(14, 48, n)
    decided = np.minimum(decided, issued - 7)
    older = people.age_on(END)[rows] >= 18
    at_school = rng.choice(8, n, p=_SHARES_AT_SCHOOL / _SHARES_AT_SCHOOL.sum())
    placement = np.where(older, rng.choice(8, n, p=_SHARES_OLDER / _SHARES_OLDER.sum()), at_school)
    kept = (ceased >= HISTORY_STARTS) | ~given
    return Plans(
        person=rows[kept],
        requested=requested[kept].astype(np.int32),
        decided=_by_end(decided)[kept],
        issued=np.where(given, _by_end(issued), NEVER)[kept].astype(np.int32),
        ceased=np.where(given, _by_end(ceased), NEVER)[kept].astype(np.int32),
        need=rng.choice(len(NEEDS), n, p=_NEED_SHARES / _NEED_SHARES.sum())[kept],
        placement=placement[kept],
        school_placement=at_school[kept],
        transport=(rng.random(n) < _TRANSPORT[placement])[kept],
        cost=np.round(_COST[placement] * rng.gamma(9, 1 / 9, n), 2)[kept],
    )


def _by_end(days: Real) -> Days:
    """Blank what had not happened by the end of the history."""
    return np.where(days <= END, days, NEVER).astype(np.int32)
