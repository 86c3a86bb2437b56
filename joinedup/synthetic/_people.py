"""Everybody aged 0 to 28, so that pupils of ten years ago are among them, in families with addresses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import END, HISTORY_STARTS, NEVER, YEAR, Days, Real, Whole, YesNo
from joinedup.synthetic._families import Families, make_families
from joinedup.synthetic._names import BOYS, GIRLS, SURNAMES
from joinedup.synthetic._places import Places

CHILDREN_AT_FULL_SIZE = 170_000
PEOPLE_AT_FULL_SIZE = 870_000
OLDEST = 28
_PEAK_AGE = 13
_BIRTHS_FALL = 0.976
_UPN_LETTERS = np.array(list("ABCDEFGHJKLMNPQRTUVWXYZ"))
_UPN_FIRST_AGE_DAYS = round(3.5 * YEAR)


@dataclass(frozen=True)
class People:
    """One entry a person in every array, youngest cohorts last.

    Args:
        born: day of birth.
        girl: whether the sex recorded is F.
        ethnicity: code as in the school census.
        forename: row of `BOYS` or `GIRLS`.
        surname: row of `SURNAMES`.
        family: number of the family.
        ward: row of the ward lived in now.
        postcode: row of the postcode lived in now.
        former_postcode: row of the postcode lived in before; the same where they never moved.
        moved: day of the last move, or `NEVER`.
        arrived: day the person came to live in the county; the day of birth where born there.
        protected: whether the address must not be given to anybody.
        need: how likely the family is to come to social care; 1 is usual.
        upn: unique pupil number; "" where the person is too young to have one.
        families: the families, with carers.
    """

    born: Days
    girl: YesNo
    ethnicity: pl.Series
    forename: Whole
    surname: Whole
    family: Whole
    ward: Whole
    postcode: Whole
    former_postcode: Whole
    moved: Days
    arrived: Days
    protected: YesNo
    need: Real
    upn: pl.Series
    families: Families

    def __len__(self) -> int:
        return len(self.born)

    def age_on(self, day: int) -> Real:
        """Return each person's age in years on a day."""
        return (day - self.born) / YEAR

    def postcode_on(self, day: Days | int) -> Whole:
        """Return the postcode (row) each person lived in on a day."""
        return np.where(self.moved <= day, self.postcode, self.former_postcode)

    def forenames(self) -> pl.Series:
        """Return everybody's forename."""
        names = np.array([*BOYS, *GIRLS])
        return pl.Series("forename", names[self.forename + len(BOYS) * self.girl])

    def surnames(self) -> pl.Series:
        """Return everybody's surname."""
        return pl.Series("surname", np.array(SURNAMES)[self.surname])


def cohort_size(age: float | Real) -> Real:
    """Return how large a year of age is beside the one aged 13, the largest."""
    years = np.asarray(age, dtype=np.float64)
    older = 1.0 - 0.015 * (years - _PEAK_AGE)
    return np.where(years <= _PEAK_AGE, _BIRTHS_FALL ** (_PEAK_AGE - years), np.clip(older, 0.88, 1.0))


def cohort_people(scale: float) -> Real:
    """Return the people expected at each age from 0 to `OLDEST` on 31 March 2026."""
    shape = cohort_size(np.arange(OLDEST + 1, dtype=np.float64))
    children = float(shape[:18].sum())
    return np.asarray(shape * (CHILDREN_AT_FULL_SIZE * scale / children))


def make_people(places: Places, scale: float, rng: Generator) -> People:
    """Make the county's children and young people with their families."""
    counts = np.round(cohort_people(scale)).astype(np.int64)
    age = np.repeat(np.arange(OLDEST, -1, -1), counts[::-1])
    n = len(age)
    born = (END - np.floor((age + rng.random(n)) * YEAR)).astype(np.int32)
    families, family, born = make_families(born, places, rng)
    ward = families.ward[family]
    at_home = rng.random(n) < np.where(age < 18, 1.0, 0.45)
    postcode = np.where(at_home, families.postcode[family], places.postcode_in(ward, rng))
    moved = np.where(rng.random(n) < 0.25, families.moved[family], NEVER).astype(np.int32)
    came = HISTORY_STARTS + (rng.random(n) * (END - HISTORY_STARTS)).astype(np.int32)
    arrived = np.where((rng.random(n) < 0.07) & (came > born), came, born).astype(np.int32)
    girl = rng.random(n) < 0.488
    names = np.where(girl, len(GIRLS), len(BOYS))
    return People(
        born=born,
        girl=girl,
        ethnicity=families.ethnicity.gather(family),
        forename=(rng.beta(0.9, 1.6, n) * names).astype(np.int64),
        surname=np.where(rng.random(n) < 0.93, families.surname[family], rng.integers(0, len(SURNAMES), n)),
        family=family,
        ward=ward,
        postcode=postcode,
        former_postcode=np.where(moved < NEVER, families.former_postcode[family], postcode),
        moved=moved,
        arrived=arrived,
        protected=families.protected[family],
        need=families.need[family],
        upn=_upns(born, rng),
        families=families,
    )


def _upns(born: Days, rng: Generator) -> pl.Series:
    """Give a number to everybody old enough for nursery, with the letter that checks the digits."""
    n = len(born)
    entered = (born.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970 + 4) % 100
    order = rng.permutation(n)
    # 999 (authority), 4 digits of the first school, 2 of the year, 3 of the child.
    number = 999 * 10**9 + (2000 + order // 1000) * 10**5 + entered * 10**3 + order % 1000
    digits = number[:, None] // 10 ** np.arange(11, -1, -1) % 10
    letter = _UPN_LETTERS[(digits * np.arange(2, 14)).sum(axis=1) % 23]
    upn = pl.select(pl.format("{}{}", pl.Series(letter), pl.Series(number))).to_series()
    old_enough = pl.Series(born <= END - _UPN_FIRST_AGE_DAYS)
    return pl.select(pl.when(old_enough).then(upn).otherwise(pl.lit("")).alias("upn")).to_series()
