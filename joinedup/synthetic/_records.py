"""How each system recorded the same people: one clean, the others with the mistakes of life."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import END, YesNo, as_dates
from joinedup.synthetic._people import People
from joinedup.synthetic._places import Places

WITHHELD = "PROTECTED"
_MISSPELT, _SWAPPED, _NO_UPN, _STALE = 0.02, 0.006, 0.05, 0.08
_LAST_SWAPPED = 2025


@dataclass(frozen=True)
class Recorded:
    """Everybody as one system holds them, one row a person.

    Args:
        frame: number, forename, surname, born, sex, ethnicity, upn, postcode.
        mistakes: one row a mistake: system, person, mistake.
    """

    frame: pl.DataFrame
    mistakes: pl.DataFrame


def record_clean(people: People, places: Places, numbers: pl.Series) -> pl.DataFrame:
    """Return everybody as they are: the truth, with addresses of protected people withheld."""
    pcds = places.postcodes["pcds"].gather(people.postcode_on(END))
    protected = pl.Series(people.protected)
    frame = pl.DataFrame(
        {
            "person": np.arange(len(people)),
            "number": numbers,
            "forename": people.forenames(),
            "surname": people.surnames(),
            "born": as_dates(people.born),
            "sex": np.where(people.girl, "F", "M"),
            "ethnicity": people.ethnicity,
            "upn": people.upn,
            "postcode": pcds,
        }
    )
    withheld = pl.when(protected).then(pl.lit(WITHHELD)).otherwise(pl.col("postcode")).alias("postcode")
    return frame.with_columns(withheld)


def record_with_mistakes(
    clean: pl.DataFrame, people: People, places: Places, system: str, rng: Generator
) -> Recorded:
    """Return everybody as a busy system holds them."""
    n = len(clean)
    misspelt, wrong_forename = rng.random(n) < _MISSPELT, rng.random(n) < _MISSPELT
    day = clean["born"].dt.day()
    # A child born in the last year of the history could otherwise be born after it.
    may_swap = (day <= 12) & (day != clean["born"].dt.month()) & (clean["born"].dt.year() < _LAST_SWAPPED)
    swapped = (rng.random(n) < _SWAPPED) & may_swap.to_numpy()
    no_upn = (rng.random(n) < _NO_UPN) & (clean["upn"] != "").to_numpy()
    stale = (rng.random(n) < _STALE) & (people.postcode != people.former_postcode) & ~people.protected
    before = places.postcodes["pcds"].gather(people.former_postcode)
    frame = clean.with_columns(
        _when(misspelt, _misspell("surname"), "surname"),
        _when(wrong_forename, _misspell("forename"), "forename"),
        _when(swapped, pl.date(pl.col("born").dt.year(), pl.col("born").dt.day(), _MONTH), "born"),
        _when(no_upn, pl.lit(""), "upn"),
        _when(stale, before, "postcode"),
    )
    mistakes = {"surname": misspelt, "forename": wrong_forename, "born": swapped, "upn": no_upn}
    return Recorded(frame, _listed(system, mistakes | {"postcode": stale}))


_MONTH = pl.col("born").dt.month()


def _when(chosen: YesNo, value: pl.Expr | pl.Series, column: str) -> pl.Expr:
    return pl.when(pl.Series(chosen)).then(value).otherwise(pl.col(column)).alias(column)


def _misspell(column: str) -> pl.Expr:
    """Lose the third letter; a name of four letters or fewer has its last letter doubled."""
    name = pl.col(column)
    shorter = pl.concat_str(name.str.slice(0, 2), name.str.slice(3))
    return pl.when(name.str.len_chars() > 4).then(shorter).otherwise(pl.concat_str(name, name.str.slice(-1)))


def _listed(system: str, mistakes: dict[str, YesNo]) -> pl.DataFrame:
    return pl.concat(
        pl.DataFrame({"person": np.flatnonzero(made)}).select(
            pl.lit(system).alias("system"), "person", pl.lit(field).alias("mistake")
        )
        for field, made in mistakes.items()
    )
