"""The SSDA903 tables about how children in care and care leavers fare, and about permanence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import YEAR, Real, Whole, as_dates
from joinedup.synthetic._careers import ADOPTION
from joinedup.synthetic._people import People
from joinedup.synthetic._places import Places
from joinedup.synthetic._spells import Spells

_ACTIVITIES = ("F1", "F2", "F4", "F5", "G4", "G5", "G6", "P1", "P2", "P4", "P5")
_HOMES = ("B1", "C1", "D1", "E1", "K1", "R1", "T1", "U1", "U2", "V1", "W1", "X2", "Y1", "Z1", "G1", "H2")


@dataclass(frozen=True)
class Care:
    """Everything the returns on looked-after children are made of."""

    people: People
    places: Places
    spells: Spells
    episodes: pl.DataFrame
    recorded: pl.DataFrame
    events: dict[str, pl.DataFrame]


def of_children(children: pl.DataFrame, person: Whole, **more: pl.Series | Whole | Real) -> pl.DataFrame:
    """Return what is known of each child beside columns of its own."""
    return pl.DataFrame({"person": person, **more}).join(
        children, on="person", how="left", maintain_order="left"
    )


def outcomes_oc2(care: Care, children: pl.DataFrame, last: int, rng: Generator) -> pl.DataFrame:
    """Outcomes of those looked after for a year or more on 31 March."""
    spells = care.spells
    person = np.unique(spells.person[spells.on(last) & (spells.started <= last - 365)])
    age = care.people.age_on(last)[person]
    n = len(person)

    def yes(share: float, when: np.ndarray | None = None) -> pl.Series:
        drawn = np.where(rng.random(n) < share, "1", "0")
        return pl.Series(drawn if when is None else np.where(when, drawn, ""))

    asked = (age >= 4) & (age < 17)
    scored = asked & (rng.random(n) < 0.77)
    score = np.clip(rng.normal(14.5, 6.5, n), 0, 40).astype(np.int64).astype(str)
    misuse = rng.random(n) < np.where(age > 12, 0.07, 0.001)
    offered = np.where(misuse, np.where(rng.random(n) < 0.5, "1", "0"), "")
    fields = {
        "SDQ_SCORE": pl.Series(np.where(scored, score, "")),
        "SDQ_REASON": pl.Series(np.where(asked & ~scored, "SDQ2", "")),
        "CONVICTED": yes(0.02, age >= 10),
        "HEALTH_CHECK": yes(0.88, age < 5),
        "IMMUNISATIONS": yes(0.82),
        "TEETH_CHECK": yes(0.79),
        "HEALTH_ASSESSMENT": yes(0.89),
        "SUBSTANCE_MISUSE": pl.Series(np.where(misuse, "1", "0")),
        "INTERVENTION_RECEIVED": pl.Series(offered),
        "INTERVENTION_OFFERED": pl.Series(np.where(offered == "0", "1", "")),
    }
    return (
        of_children(children, person)
        .select("CHILD", "DOB")
        .with_columns(*(value.alias(name) for name, value in fields.items()))
    )


def outcomes_oc3(care: Care, children: pl.DataFrame, first: int, last: int, rng: Generator) -> pl.DataFrame:
    """Care leavers who turned 17 to 21 in the year, in care for 13 weeks after 14 and some of it at 16."""
    spells, born = care.spells, care.people.born[care.spells.person]
    counted = (spells.ended > born + 16 * YEAR) & (
        spells.ended - np.maximum(spells.started, born + 14 * YEAR) >= 91
    )
    age = np.floor((last - born) / YEAR)
    # A year of age is left when the 31 March age lies between 17 and 21 and care has ceased.
    person = np.unique(
        spells.person[counted & (spells.ended <= last) & (age >= 17) & (age <= 21) & ~spells.short_break]
    )
    n = len(person)
    in_touch = rng.choice(["YES", "NO", "REFU", "NREQ"], n, p=[0.92, 0.05, 0.01, 0.02])
    known = in_touch == "YES"
    activity = rng.choice(_ACTIVITIES, n, p=[0.06, 0.26, 0.05, 0.12, 0.12, 0.1, 0.03, 0.04, 0.08, 0.03, 0.11])
    home = rng.choice(_HOMES, n)
    return (
        of_children(children, person)
        .select("CHILD", "DOB")
        .with_columns(
            pl.Series("IN_TOUCH", in_touch),
            pl.Series("ACTIV", np.where(known, activity, "")),
            pl.Series("ACCOM", np.where(known, home, "")),
        )
    )


def adopted_table(care: Care, children: pl.DataFrame, first: int, last: int, rng: Generator) -> pl.DataFrame:
    ended = pl.col("ended").cast(pl.Int32)
    done = care.episodes.filter(
        pl.col("reason_ended").is_in(["E11", "E12"]) & (ended >= first) & (ended <= last)
    )
    frame = done.join(children, on="person", how="left", maintain_order="left")
    n = len(frame)
    two = rng.random(n) < 0.88
    return frame.select(
        "CHILD",
        "DOB",
        pl.max_horizontal(pl.col("DOB").dt.offset_by("20d"), pl.col("ended").dt.offset_by("-480d")).alias(
            "DATE_INT"
        ),
        pl.max_horizontal(pl.col("DOB").dt.offset_by("30d"), pl.col("ended").dt.offset_by("-300d")).alias(
            "DATE_MATCH"
        ),
        pl.Series("FOSTER_CARE", (rng.random(n) < 0.12).astype(np.int64)),
        pl.Series("NB_ADOPTR", np.where(two, 2, 1)),
        pl.Series(
            "SEX_ADOPTR",
            np.where(two, rng.choice(["MF", "MF", "MF", "MM", "FF"], n), rng.choice(["F1", "M1"], n)),
        ),
        pl.Series("LS_ADOPTR", np.where(two, rng.choice(["L11", "L12", "L3", "L4"], n), "L0")),
    )


def placed_table(care: Care, children: pl.DataFrame, first: int, last: int) -> pl.DataFrame:
    begun = pl.col("started").cast(pl.Int32)
    rows = care.episodes.filter((pl.col("kind") == ADOPTION) & (begun >= first) & (begun <= last))
    rows = rows.group_by("person", maintain_order=True).agg(pl.col("started").min())
    return rows.join(children, on="person", how="left", maintain_order="left").select(
        "CHILD",
        "DOB",
        pl.col("started").alias("DATE_PLACED"),
        pl.lit(None, dtype=pl.Date).alias("DATE_PLACED_CEASED"),
        pl.lit("").alias("REASON_PLACED_CEASED"),
    )


def previous_table(care: Care, children: pl.DataFrame, first: int, last: int, rng: Generator) -> pl.DataFrame:
    spells = care.spells
    starts = (spells.started >= first) & (spells.started <= last) & ~spells.short_break
    person = np.unique(spells.person[starts])
    n = len(person)
    code = rng.choice(["Z1", "P1", "P2", "P3"], n, p=[0.93, 0.015, 0.04, 0.015])
    age = np.maximum(care.people.age_on(last)[person], 1.0)
    when = as_dates((care.people.born[person] + rng.random(n) * 0.5 * age * YEAR).astype(np.int32))
    return (
        of_children(children, person)
        .select("CHILD", "DOB")
        .with_columns(
            pl.Series("PREV_PERM", code),
            pl.Series("LA_PERM", np.where(code == "Z1", "", "999")),
            pl.when(pl.Series(code) == "Z1").then(None).otherwise(when).alias("DATE_PERM"),
        )
    )
