"""The files about schools: rolls, places, admission numbers, absence."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import CENSUS_YEARS, NEVER, Whole, academic_label, day
from joinedup.synthetic._people import People
from joinedup.synthetic._schools import NOWHERE, PRIMARY, SECONDARY, SPECIAL_SCHOOL, Schools
from joinedup.synthetic.writers import Output

GROUPS = ("R", *(str(number) for number in range(1, 14)))
ABSENCE_YEARS = range(2020, 2025)
# England 2024/25: a little under a fifth of pupils miss a tenth of sessions or more.
_PERSISTENT = {2020: 0.121, 2021: 0.225, 2022: 0.212, 2023: 0.200, 2024: 0.187}
_SEVERE_SHARE = 0.12
_SESSIONS_A_PUPIL = 372
# Special schools are full: the few places left are for children whose plan is on its way.
_SPECIAL_ROOM = 1.01


def urn_in(schools: Schools, academic_year: int) -> Whole:
    """Return the URN each school had in January of an academic year: academies had another before."""
    census = day(academic_year + 1, 1, 15)
    frame = schools.frame
    return np.where(
        frame["converted"].to_numpy() <= census,
        frame["urn"].to_numpy(),
        np.where(frame["converted"].to_numpy() < NEVER, frame["was_urn"].to_numpy(), frame["urn"].to_numpy()),
    )


def is_counted(schools: Schools, kinds: tuple[int, ...]) -> np.ndarray:
    """Return which schools are of some kinds."""
    return np.isin(schools.frame["kind"].to_numpy(), kinds)


def make_rolls(people: People, schools: Schools) -> pl.DataFrame:
    """Count pupils by academic year, school and year group; mainstream and state special schools."""
    parts = []
    keep = is_counted(schools, (PRIMARY, SECONDARY, SPECIAL_SCHOOL))
    for year in CENSUS_YEARS:
        school, group = schools.attended(people, year)
        rows = school != NOWHERE
        counts = np.bincount(school[rows] * 14 + group[rows], minlength=len(keep) * 14).reshape(-1, 14)
        counts[~keep] = 0
        at, groups = np.nonzero(counts)
        parts.append(
            pl.DataFrame(
                {
                    "year": np.full(len(at), year),
                    "school": at,
                    "group": groups,
                    "pupils": counts[at, groups],
                    "urn": urn_in(schools, year)[at],
                }
            )
        )
    return pl.concat(parts)


def write_rolls(out: Output, rolls: pl.DataFrame, schools: Schools) -> None:
    """Write headcounts of mainstream schools, and places and pupils of special schools."""
    named = rolls.join(_names(schools), on="school", how="left", maintain_order="left")
    mainstream = named.filter(pl.col("kind") != SPECIAL_SCHOOL)
    table = mainstream.select(
        _label(),
        pl.col("urn").alias("URN"),
        pl.col("name").alias("School"),
        pl.col("area").alias("Planning area"),
        pl.col("group").replace_strict(np.arange(14), list(GROUPS)).alias("Year group"),
        pl.col("pupils").alias("Pupils"),
    )
    out.csv("data/schools/school_rolls.csv", table)
    special = named.filter(pl.col("kind") == SPECIAL_SCHOOL).group_by(
        "year", "school", "urn", "name", maintain_order=True
    )
    totals = special.agg(pl.col("pupils").sum()).join(
        schools.frame.select(pl.col("capacity")).with_row_index("school").cast(pl.Int64),
        on="school",
        how="left",
        maintain_order="left",
    )
    grown = (pl.col("capacity") * (1 - 0.05 * (CENSUS_YEARS[-1] - pl.col("year")))).round().cast(pl.Int64)
    out.csv(
        "data/schools/special_school_places.csv",
        totals.select(
            _label(),
            pl.col("urn").alias("URN"),
            pl.col("name").alias("School"),
            pl.max_horizontal(grown, (pl.col("pupils") * _SPECIAL_ROOM).ceil().cast(pl.Int64)).alias(
                "Places"
            ),
            pl.col("pupils").alias("Pupils"),
        ),
    )


def _label(column: str = "year", name: str = "Academic year") -> pl.Expr:
    years = list(range(2010, 2045))
    return pl.col(column).replace_strict(years, [academic_label(year) for year in years]).alias(name)


def _names(schools: Schools) -> pl.DataFrame:
    return schools.frame.select("name", "area", "kind").with_row_index("school").cast({"school": pl.Int64})


def write_capacity(out: Output, schools: Schools) -> None:
    """Write capacity and admission numbers of mainstream schools; secondary schools have been growing."""
    frame = schools.frame.filter(pl.col("kind").is_in([PRIMARY, SECONDARY]))
    capacity, admission = [], []
    rows = np.flatnonzero(is_counted(schools, (PRIMARY, SECONDARY)))
    for year in CENSUS_YEARS:
        growth = 1 - 0.012 * max(0, 2024 - year)
        places = (
            pl.when(pl.col("kind") == SECONDARY)
            .then(pl.col("capacity") * growth)
            .otherwise(pl.col("capacity"))
        )
        phase = pl.when(pl.col("kind") == PRIMARY).then(pl.lit("primary")).otherwise(pl.lit("secondary"))
        capacity.append(
            frame.with_columns(
                pl.Series("then", urn_in(schools, year)[rows]), pl.lit(year).alias("year")
            ).select(
                _label(),
                pl.col("then").alias("URN"),
                pl.col("name").alias("School"),
                pl.col("area").alias("Planning area"),
                phase.alias("Phase"),
                places.round().cast(pl.Int64).alias("Capacity"),
            )
        )
    for year in range(CENSUS_YEARS[-1] - 3, CENSUS_YEARS[-1] + 2):
        numbers = pl.DataFrame({"group": np.arange(14)})
        crossed = frame.with_columns(
            pl.Series("then", urn_in(schools, year)[rows]), pl.lit(year).alias("year")
        ).join(numbers, how="cross", maintain_order="left_right")
        first = pl.when(pl.col("kind") == PRIMARY).then(0).otherwise(7)
        last = pl.when(pl.col("kind") == PRIMARY).then(6).otherwise(13)
        sixth = (pl.col("sixth_places") / 2).round().cast(pl.Int64)
        admission.append(
            crossed.filter((pl.col("group") >= first) & (pl.col("group") <= last)).select(
                _label(name="Entry year"),
                pl.col("then").alias("URN"),
                pl.col("name").alias("School"),
                pl.col("area").alias("Planning area"),
                pl.col("group").replace_strict(np.arange(14), list(GROUPS)).alias("Year group"),
                pl.when(pl.col("group") >= 12).then(sixth).otherwise(pl.col("pan")).alias("Admission number"),
            )
        )
    out.csv("data/schools/school_capacity.csv", pl.concat(capacity))
    out.csv("data/schools/admission_numbers.csv", pl.concat(admission))


def write_absence(out: Output, rolls: pl.DataFrame, schools: Schools, rng: Generator) -> None:
    """Write absence by school and year group for five full years."""
    rows = rolls.filter(
        pl.col("year").is_in(list(ABSENCE_YEARS)) & (pl.col("group") >= 1) & (pl.col("group") <= 11)
    )
    rows = rows.join(_names(schools), on="school", how="left", maintain_order="left")
    national = rows["year"].replace_strict(list(_PERSISTENT), list(_PERSISTENT.values())).to_numpy()
    older = rows["group"].to_numpy() >= 7
    by_school = rng.lognormal(0.0, 0.2, len(schools.frame))[rows["school"].to_numpy()]
    chance = np.clip(national * np.where(older, 1.21, 0.74) * by_school / np.exp(0.02), 0.01, 0.8)
    pupils = rows["pupils"].to_numpy()
    persistent = rng.binomial(pupils, chance)
    severe = rng.binomial(persistent, _SEVERE_SHARE)
    possible = pupils * _SESSIONS_A_PUPIL
    absent = (possible * (0.035 + 0.18 * persistent / np.maximum(pupils, 1))).astype(np.int64)
    table = rows.select(
        _label(),
        pl.col("urn").alias("URN"),
        pl.col("name").alias("School"),
        pl.col("group").replace_strict(np.arange(14), list(GROUPS)).alias("Year group"),
        pl.col("pupils").alias("Pupils"),
    ).with_columns(
        pl.Series("Sessions possible", possible),
        pl.Series("Sessions absent", absent),
        pl.Series("Persistent absentees", persistent),
        pl.Series("Severe absentees", severe),
    )
    out.csv("data/schools/school_absence.csv", table)
