"""Families: who lives with whom, where, with which carers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import END, HISTORY_STARTS, YEAR, Days, Real, Whole, YesNo
from joinedup.synthetic._names import BOYS, GIRLS, SURNAMES
from joinedup.synthetic._places import Places

_BIRTH_ORDER = (0.49, 0.33, 0.12, 0.045, 0.015)
_LEAST_GAP_DAYS = 290
_USUAL_GAP_DAYS = 1_100
_PROTECTED_SHARE = 0.005
_ETHNICITIES = {
    "WBRI": 0.66, "WOTH": 0.07, "WIRI": 0.01, "APKN": 0.06, "AIND": 0.04, "ABAN": 0.02, "AOTH": 0.02,
    "BAFR": 0.04, "BCRB": 0.015, "BOTH": 0.005, "MWBC": 0.02, "MWAS": 0.01, "MOTH": 0.015, "CHNE": 0.005,
    "OOTH": 0.01,
}  # fmt: skip


@dataclass(frozen=True)
class Families:
    """One entry a family in every array.

    Args:
        ward: row of the ward.
        postcode: row of the postcode lived in now.
        former_postcode: row of the postcode before the last move.
        moved: day of the last move, where there was one.
        surname: row of the surname most of its children carry.
        ethnicity: code most of its children carry.
        protected: whether its address must not be given to anybody.
        need: how likely it is to come to social care; 1 is usual.
        carers: one row a carer: family, forename, surname, born, sex.
    """

    ward: Whole
    postcode: Whole
    former_postcode: Whole
    moved: Days
    surname: Whole
    ethnicity: pl.Series
    protected: YesNo
    need: Real
    carers: pl.DataFrame


def make_families(born: Days, places: Places, rng: Generator) -> tuple[Families, Whole, Days]:
    """Group people into families; returns also each person's family and day of birth (twins share one)."""
    family, eldest, born = _siblings(born, rng)
    n = len(eldest)
    weight = places.wards["weight"].to_numpy()
    ward = rng.choice(len(weight), n, p=weight / weight.sum())
    deprivation = places.wards["deprivation"].to_numpy()[ward]
    surname = rng.integers(0, len(SURNAMES), n)
    codes = np.array(list(_ETHNICITIES))
    chances = np.array(list(_ETHNICITIES.values()))
    families = Families(
        ward=ward,
        postcode=places.postcode_in(ward, rng),
        former_postcode=places.postcode_in(ward, rng),
        moved=(HISTORY_STARTS + rng.random(n) * (END - HISTORY_STARTS)).astype(np.int32),
        surname=surname,
        ethnicity=pl.Series("ethnicity", codes[rng.choice(len(codes), n, p=chances / chances.sum())]),
        protected=rng.random(n) < _PROTECTED_SHARE,
        need=rng.gamma(0.8, 1 / 0.8, n) * deprivation,
        carers=_carers(eldest, surname, rng),
    )
    return families, family, born


def _siblings(born: Days, rng: Generator) -> tuple[Whole, Days, Days]:
    """Give each person a birth order, then match each order to families in order of age."""
    # Elder siblings of the oldest people are too old to be among them.
    room = ((born - born.min()) / _USUAL_GAP_DAYS).astype(np.int64)
    order = np.minimum(rng.choice(len(_BIRTH_ORDER), len(born), p=_BIRTH_ORDER), room)
    family = np.zeros(len(born), dtype=np.int64)
    firsts = np.flatnonzero(order == 0)
    family[firsts] = np.arange(len(firsts))
    eldest, last = born[firsts].copy(), born[firsts].astype(np.float64)
    born, parents = born.copy(), np.arange(len(firsts))
    loose: list[Whole] = []
    for rank in range(1, len(_BIRTH_ORDER)):
        members = np.flatnonzero(order == rank)
        after = last[parents] + rng.gamma(4.0, 270.0, len(parents)) + _LEAST_GAP_DAYS
        able = parents[after < END]
        chosen = rng.choice(able, min(len(members), len(able)), replace=False)
        expected = last[chosen] + _USUAL_GAP_DAYS + rng.normal(0, 300, len(chosen))
        chosen = chosen[np.argsort(expected, kind="stable")]
        members = members[np.argsort(born[members], kind="stable")]
        loose.append(members[len(chosen) :])
        members = members[: len(chosen)]
        twins = rng.random(len(members)) < 0.016
        gap = born[members] - last[chosen]
        twins &= np.abs(gap) < 3 * YEAR
        born[members[twins]] = last[chosen[twins]].astype(np.int32)
        fits = twins | (gap >= _LEAST_GAP_DAYS)
        family[members[fits]] = chosen[fits]
        loose.append(members[~fits])
        last[chosen[fits]] = born[members[fits]]
        parents = chosen[fits]
    alone = np.concatenate(loose)
    family[alone] = len(firsts) + np.arange(len(alone))
    return family, np.concatenate([eldest, born[alone]]), born


def _carers(eldest: Days, surname: Whole, rng: Generator) -> pl.DataFrame:
    """Give each family one or two carers, older than its eldest child."""
    n = len(eldest)
    two = np.flatnonzero(rng.random(n) < 0.72)
    family = np.concatenate([np.arange(n), two])
    woman = np.concatenate([rng.random(n) < 0.88, rng.random(len(two)) < 0.08])
    age_then = rng.normal(29, 5.5, len(family)).clip(16, 50) + np.where(woman, 0, 2)
    forename = np.where(
        woman,
        np.array(GIRLS)[rng.integers(0, len(GIRLS), len(family))],
        np.array(BOYS)[rng.integers(0, len(BOYS), len(family))],
    )
    other = rng.integers(0, len(SURNAMES), len(family))
    shared = np.where(rng.random(len(family)) < 0.75, surname[family], other)
    return pl.DataFrame(
        {
            "family": family,
            "forename": forename,
            "surname": np.array(SURNAMES)[shared],
            "born": pl.Series((eldest[family] - age_then * YEAR).astype(np.int32)).cast(pl.Date),
            "sex": np.where(woman, "F", "M"),
        }
    )
