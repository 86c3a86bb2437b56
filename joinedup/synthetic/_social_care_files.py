"""The files of children's social care: 903, CIN census, early help list."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import END, HISTORY_STARTS, YEAR, as_dates
from joinedup.synthetic._care_outcomes import Care
from joinedup.synthetic._people import People
from joinedup.synthetic._ssda903 import YEARS, ssda903_tables
from joinedup.synthetic.writers import Output, write_cin_census, write_ssda903_xml

CIN_YEARS = range(2022, 2027)
_EARLY_HELP_A_FAMILY_YEAR = 0.017
_EARLY_HELP_MEAN_DAYS = 205
_TEAMS = ("North Family Hub", "East Family Hub", "South Family Hub", "West Family Hub")
_CLOSURES = (
    "Needs met",
    "Family withdrew",
    "Stepped up to social care",
    "Moved away",
    "Step down to universal",
)
_CLOSURE_SHARES = (0.62, 0.14, 0.1, 0.04, 0.1)


def write_ssda903(out: Output, care: Care, rng: Generator) -> None:
    """Write the CSV set of each year, and the last year again as XML."""
    for year in YEARS:
        tables = ssda903_tables(care, year, rng)
        for name, frame in tables.items():
            out.csv(f"data/social_care/ssda903/{year}/{name}.csv", frame)
        if year == YEARS[-1]:
            write_ssda903_xml(out, f"data/social_care/ssda903/{year}/ssda903_{year}.xml", tables)


def write_cin(out: Output, referrals: pl.DataFrame, recorded: pl.DataFrame) -> None:
    """Write the CIN census of each year."""
    for year in CIN_YEARS:
        write_cin_census(out, f"data/social_care/cin/cin_census_{year}.xml", year, referrals, recorded)


def make_early_help(
    people: People, referrals: pl.DataFrame, patch: np.ndarray, rng: Generator
) -> pl.DataFrame:
    """Make ten years of early help, one row a child: families that came, and those stepped down."""
    families = len(people.families.need)
    years = (END - HISTORY_STARTS) / YEAR
    # More children come to early help each year; the later part of the ten years is likelier.
    times = rng.poisson(_EARLY_HELP_A_FAMILY_YEAR * years * (0.4 + 0.6 * people.families.need))
    family = np.repeat(np.arange(families), times)
    asked = HISTORY_STARTS + (rng.beta(1.25, 1.0, len(family)) * (END - HISTORY_STARTS)).astype(np.int64)
    stepped = referrals.filter(
        (pl.col("outcome") == 2) & (pl.col("closure") <= END) & (pl.col("event") % 6 == 0)
    ).unique("event", keep="first", maintain_order=True)
    family = np.concatenate([family, people.family[stepped["person"].to_numpy()]])
    asked = np.concatenate([asked, stepped["closure"].to_numpy()])
    wait = rng.integers(3, 40, len(asked))
    length = rng.gamma(1.8, _EARLY_HELP_MEAN_DAYS / 1.8, len(asked)).astype(np.int64) + 10
    episodes = pl.DataFrame(
        {"family": family, "referred": asked, "started": asked + wait, "closed": asked + wait + length}
    )
    episodes = (
        episodes.filter(pl.col("referred") >= HISTORY_STARTS)
        .sort("referred", "family")
        .with_row_index("episode")
    )
    children = pl.DataFrame(
        {
            "family": people.family,
            "person": np.arange(len(people)),
            "born": people.born,
            "arrived": people.arrived,
        }
    )
    rows = episodes.join(children, on="family", how="inner").sort("episode", "person")
    age = (pl.col("referred") - pl.col("born")) / YEAR
    rows = rows.filter((age >= 0) & (age < 18) & (pl.col("referred") >= pl.col("arrived")))
    rows = rows.filter(pl.Series(rng.random(len(rows)) < 0.9))
    closure = rng.choice(len(_CLOSURES), len(episodes), p=_CLOSURE_SHARES)
    reason = np.array(_CLOSURES)[closure[rows["episode"].to_numpy()]]
    team = np.array(_TEAMS)[patch[people.ward[rows["person"].to_numpy()]]]
    return rows.select("episode", "family", "person", "referred", "started", "closed").with_columns(
        pl.Series("reason", reason), pl.Series("team", team)
    )


def write_early_help(out: Output, episodes: pl.DataFrame, recorded: pl.DataFrame) -> None:
    """Write the early help list; what had not happened by 31 March 2026 is blank."""
    frame = episodes.join(recorded, on="person", how="left", maintain_order="left")
    for name in ("referred", "started", "closed"):
        days = frame[name].to_numpy()
        frame = frame.with_columns(as_dates(np.where(days <= END, days, 2**30), name))
    closed = pl.col("closed").is_not_null()
    table = frame.select(
        pl.format("EH{}", 100_000 + pl.col("episode").cast(pl.Int64)).alias("Early Help ID"),
        pl.col("number").alias("Child ID"),
        pl.format("F{}", 500_000 + pl.col("family")).alias("Family ID"),
        pl.col("upn").alias("UPN"),
        pl.col("forename").alias("Forename"),
        pl.col("surname").alias("Surname"),
        pl.col("born").alias("DOB"),
        pl.col("sex").alias("Sex"),
        pl.col("postcode").alias("Postcode"),
        pl.col("referred").alias("Referral date"),
        pl.col("started").alias("Start date"),
        pl.col("closed").alias("Closure date"),
        pl.when(closed).then(pl.col("reason")).otherwise(pl.lit("")).alias("Closure reason"),
        pl.col("team").alias("Team"),
    )
    out.csv("data/social_care/early_help.csv", table)
