"""Periods of care: who starts to be looked after, when, and until when."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import END, HISTORY_STARTS, NEVER, YEAR, Days, Real, Whole, YesNo, day
from joinedup.synthetic._families import Families
from joinedup.synthetic._people import People

# England, 2024/25: starts by age under 1, 1-4, 5-9, 10-15, 16 and over.
_START_AGES = np.array([0.0, 1.0, 5.0, 10.0, 16.0, 17.8])
_START_SHARES = np.array([0.16, 0.14, 0.15, 0.27, 0.28])
_LONG_STAY_YEARS = np.array([2.1, 3.4, 6.8, 7.5, 4.5])
_SHORT_SHARE = 0.30
_SHORT_STAY_YEARS = 0.42
_STARTS_A_YEAR = 550
_GROWTH_A_YEAR = 0.01
_FIRST_START = day(2008, 4, 1)
_UASC_SHARES = np.array([0.0, 0.0, 0.0, 0.10, 0.66])
_SHORT_BREAKS = 40
_MOST_IN_NEED = 0.30


@dataclass(frozen=True)
class Spells:
    """One entry a period of care in every array, in order of start.

    Args:
        person: row of the person.
        started: day care began.
        ended: day it ceased or will cease; after the end of the history where it is still open.
        unaccompanied: whether the child came to the country alone.
        short_break: whether it is only an agreed series of short breaks.
    """

    person: Whole
    started: Days
    ended: Days
    unaccompanied: YesNo
    short_break: YesNo

    def on(self, day: int) -> YesNo:
        """Return which spells count as looked after on a day; short breaks do not."""
        return (self.started <= day) & (self.ended > day) & ~self.short_break


def make_spells(people: People, scale: float, rng: Generator) -> Spells:
    """Draw periods of care so that the stock in March 2026 is near the county's 1,250."""
    years = (END - _FIRST_START) / YEAR
    n = round(_STARTS_A_YEAR * scale * years)
    started = _FIRST_START + np.sort(rng.random(n)) * (END - _FIRST_START)
    thin = rng.random(n) < (1 + _GROWTH_A_YEAR) ** ((started - END) / YEAR)
    started = started[thin]
    band = rng.choice(5, len(started), p=_START_SHARES)
    age = rng.uniform(_START_AGES[band], _START_AGES[band + 1])
    alone = (rng.random(len(started)) < _UASC_SHARES[band]) & (started > HISTORY_STARTS)
    person = _people_for(people, started - age * YEAR, alone, rng)
    found = person >= 0
    return _spells(people, person[found], started[found], alone[found], scale, rng)


def _people_for(people: People, born: Real, alone: YesNo, rng: Generator) -> Whole:
    """Find somebody born near each day: from families most in need, or a boy for one who came alone."""
    person = np.full(len(born), -1)
    threshold = np.quantile(people.need, 1 - _MOST_IN_NEED)
    pools = ((~alone, people.need > threshold), (alone, (people.need <= threshold) & ~people.girl))
    for wanted, allowed in pools:
        pool = np.flatnonzero(allowed & (people.arrived == people.born))
        pool = pool[np.argsort(people.born[pool], kind="stable")]
        window = max(2, len(pool) // 400)
        at = np.searchsorted(people.born[pool], born[wanted]) + rng.integers(-window, window, wanted.sum())
        person[wanted] = np.where((at >= 0) & (at < len(pool)), pool[np.clip(at, 0, len(pool) - 1)], -1)
    return person


def _spells(
    people: People, person: Whole, started: Real, alone: YesNo, scale: float, rng: Generator
) -> Spells:
    born = people.born[person]
    started = np.maximum(started, born + 1).astype(np.int32)
    turns_18 = (born + 18 * YEAR).astype(np.int32)
    age = (started - born) / YEAR
    band = np.searchsorted(_START_AGES[1:-1], age, side="right")
    short = rng.random(len(person)) < _SHORT_SHARE
    stay = np.where(short, rng.exponential(_SHORT_STAY_YEARS, len(person)), 0.0)
    long = rng.gamma(1.6, _LONG_STAY_YEARS[band] / 1.6)
    stay = np.where(short, stay, long) * YEAR + 2
    ended = np.minimum(started + np.where(alone, 20 * YEAR, stay), turns_18).astype(np.int32)
    keep = (started < turns_18 - 7) & (ended >= HISTORY_STARTS)
    frame = pl.DataFrame(
        {"person": person, "started": started, "ended": ended, "alone": alone, "short_break": False}
    ).filter(pl.Series(keep))
    frame = pl.concat([frame, _short_breaks(people, frame, scale, rng)])
    frame = frame.sort("person", "started", "ended").filter(
        (pl.col("started") > pl.col("ended").shift(1).cum_max().over("person") + 60).fill_null(True)
        & (~pl.col("alone").shift(1).over("person")).fill_null(True)
    )
    frame = frame.sort("started", "person")
    return Spells(
        person=frame["person"].to_numpy(),
        started=frame["started"].to_numpy(),
        ended=frame["ended"].to_numpy(),
        unaccompanied=frame["alone"].to_numpy(),
        short_break=frame["short_break"].to_numpy(),
    )


def _short_breaks(people: People, frame: pl.DataFrame, scale: float, rng: Generator) -> pl.DataFrame:
    """Children accommodated in a series of short breaks, who are not counted as looked after."""
    age = people.age_on(END)
    able = np.setdiff1d(np.flatnonzero((age > 6) & (age < 17)), frame["person"].to_numpy())
    person = rng.choice(able, max(2, round(_SHORT_BREAKS * scale)), replace=False)
    started = (END - rng.uniform(100, 1_500, len(person))).astype(np.int32)
    return pl.DataFrame(
        {
            "person": person,
            "started": started,
            "ended": (people.born[person] + 18 * YEAR).astype(np.int32),
            "alone": False,
            "short_break": True,
        },
        schema=frame.schema,
    )


def with_unaccompanied(people: People, spells: Spells, rng: Generator) -> People:
    """Return the people with each child who came alone set apart: arrived that day, in no family here."""
    rows = spells.person[spells.unaccompanied]
    n, old = len(rows), people.families
    family = people.family.copy()
    family[rows] = len(old.ward) + np.arange(n)
    arrived, moved = people.arrived.copy(), people.moved.copy()
    arrived[rows], moved[rows] = spells.started[spells.unaccompanied], NEVER
    upn = people.upn.to_list()
    for row in rows[rng.random(n) < 0.5]:
        upn[row] = ""
    ethnicity = people.ethnicity.to_list()
    for row, code in zip(rows, rng.choice(["AOTH", "BAFR", "OOTH", "WOTH"], n), strict=True):
        ethnicity[row] = str(code)
    families = Families(
        ward=np.concatenate([old.ward, people.ward[rows]]),
        postcode=np.concatenate([old.postcode, people.postcode[rows]]),
        former_postcode=np.concatenate([old.former_postcode, people.postcode[rows]]),
        moved=np.concatenate([old.moved, np.full(n, NEVER, dtype=np.int32)]),
        surname=np.concatenate([old.surname, people.surname[rows]]),
        ethnicity=pl.concat([old.ethnicity, pl.Series([ethnicity[row] for row in rows], dtype=pl.String)]),
        protected=np.concatenate([old.protected, np.zeros(n, dtype=np.bool_)]),
        need=np.concatenate([old.need, np.zeros(n)]),
        carers=old.carers,
    )
    return replace(
        people, family=family, arrived=arrived, moved=moved, families=families,
        upn=pl.Series("upn", upn), ethnicity=pl.Series("ethnicity", ethnicity),
    )  # fmt: skip
