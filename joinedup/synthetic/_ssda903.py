"""The SSDA903 tables of one year, in that year's layout."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import END, YEAR, Whole, day
from joinedup.synthetic._care_outcomes import (
    Care,
    adopted_table,
    of_children,
    outcomes_oc2,
    outcomes_oc3,
    placed_table,
    previous_table,
)
from joinedup.synthetic._people import People
from joinedup.synthetic._records import WITHHELD
from joinedup.synthetic._spells import Spells

YEARS = range(2022, 2027)
SEX_AS_LETTER_FROM = 2025
SUPPORTED_AS_K3_FROM = 2025
WORKER_EPISODES_FROM = 2024
_REVIEW_CODES = np.array(["PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"])
_REVIEW_SHARES = np.array([0.28, 0.37, 0.02, 0.02, 0.02, 0.08, 0.13, 0.08])


def make_care_events(
    people: People, spells: Spells, workers: list[str], rng: Generator
) -> dict[str, pl.DataFrame]:
    """Make reviews, times missing and changes of social worker over every period of care."""
    until = np.minimum(spells.ended, END).astype(np.int64)
    length = until - spells.started
    age = (until - people.born[spells.person]) / YEAR
    counted = ~spells.short_break
    reviews = _repeated(
        spells,
        np.where(counted, np.where(length < 18, 0, 1 + (length > 95) + np.maximum(length - 95, 0) // 182), 0),
    )
    at = reviews["number"].to_numpy()
    when = np.where(at == 0, 18, np.where(at == 1, 95, 95 + 182 * (at - 1)))
    code = _REVIEW_CODES[rng.choice(8, len(at), p=_REVIEW_SHARES)]
    reviews = reviews.with_columns(
        pl.Series("day", reviews["from"].to_numpy() + when), pl.Series("code", code)
    )
    times = rng.poisson(np.where((age > 12) & counted, length / YEAR * 0.55, 0.0))
    missing = _repeated(spells, times)
    begin = missing["from"].to_numpy() + rng.random(len(missing)) * length[missing["spell"].to_numpy()]
    missing = missing.with_columns(
        pl.Series("day", begin.astype(np.int64)),
        pl.Series("until", (begin + rng.exponential(2.0, len(begin))).astype(np.int64)),
        pl.Series("code", np.where(rng.random(len(begin)) < 0.82, "M", "A")),
    )
    changes = _repeated(spells, np.where(counted, 1 + length // 430, 0))
    begin = changes["from"].to_numpy() + 430 * changes["number"].to_numpy()
    final = changes["number"].to_numpy() == (length // 430)[changes["spell"].to_numpy()]
    reason = rng.choice(["LEFTRL", "CHCHAN", "TSPROC", "ORGRST", "OTHERS", "ABSENC", "MANAGE"], len(begin))
    changes = changes.with_columns(
        pl.Series("day", begin),
        pl.Series("until", np.where(final, spells.ended[changes["spell"].to_numpy()], begin + 430)),
        pl.Series("code", reason),
        pl.Series("worker", np.array(workers)[rng.integers(0, len(workers), len(begin))]),
    )
    return {"reviews": reviews, "missing": missing, "sw_episodes": changes}


def _repeated(spells: Spells, times: Whole) -> pl.DataFrame:
    """One row a spell and number from 0, as many as asked for each spell."""
    times = times.astype(np.int64)
    spell = np.repeat(np.arange(len(times)), times)
    first = np.concatenate([[0], np.cumsum(times)])[:-1]
    return pl.DataFrame(
        {
            "spell": spell,
            "person": spells.person[spell],
            "number": np.arange(len(spell)) - first[spell],
            "from": spells.started[spell].astype(np.int64),
        }
    )


def ssda903_tables(care: Care, year_ending: int, rng: Generator) -> dict[str, pl.DataFrame]:
    """Return the tables of the return for the year to 31 March, by file name."""
    first, last = day(year_ending - 1, 4, 1), day(year_ending, 3, 31)
    spells = care.spells
    within = (spells.started <= last) & (spells.ended >= first)
    children = care.recorded.select(
        "person",
        pl.col("number").alias("CHILD"),
        pl.col("born").alias("DOB"),
        "sex",
        "ethnicity",
        "upn",
        "postcode",
    )
    tables = {
        "header": _header(care, children, within, year_ending, rng),
        "episodes": _episodes(care, children, year_ending),
        "reviews": _events(care, children, "reviews", first, last).select(
            "CHILD", "DOB", _date("day").alias("REVIEW"), pl.col("code").alias("REVIEW_CODE")
        ),
        "uasc": _uasc(care, children, within, year_ending),
        "oc2": outcomes_oc2(care, children, last, rng),
        "oc3": outcomes_oc3(care, children, first, last, rng),
        "ad1": adopted_table(care, children, first, last, rng),
        "placed_for_adoption": placed_table(care, children, first, last),
        "previous_permanence": previous_table(care, children, first, last, rng),
        "missing": _events(care, children, "missing", first, last).select(
            "CHILD",
            "DOB",
            pl.col("code").alias("MISSING"),
            _date("day").alias("MIS_START"),
            _date_by("until", last).alias("MIS_END"),
        ),
    }
    if year_ending >= WORKER_EPISODES_FROM:
        tables["sw_episodes"] = _worker_episodes(care, children, first, last)
    return tables


def _date(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.Int32).cast(pl.Date)


def _date_by(column: str, last: int) -> pl.Expr:
    return pl.when(pl.col(column) <= last).then(_date(column)).otherwise(None)


def _sex(year_ending: int) -> pl.Expr:
    if year_ending >= SEX_AS_LETTER_FROM:
        return pl.col("sex").alias("SEX")
    return pl.when(pl.col("sex") == "M").then(pl.lit("1")).otherwise(pl.lit("2")).alias("SEX")


def _header(
    care: Care, children: pl.DataFrame, within: np.ndarray, year_ending: int, rng: Generator
) -> pl.DataFrame:
    person = np.unique(care.spells.person[within])
    alone = np.isin(person, care.spells.person[care.spells.unaccompanied])
    age = care.people.age_on(day(year_ending, 3, 31))[person]
    mother = care.people.girl[person] & (age > 15) & (person % 29 == 0)
    frame = of_children(children, person, age=age, alone=pl.Series(alone), mother=pl.Series(mother))
    upn = (
        pl.when(pl.col("upn") != "")
        .then(pl.col("upn"))
        .when(pl.col("age") < 5)
        .then(pl.lit("UN1"))
        .when(pl.col("alone"))
        .then(pl.lit("UN2"))
        .otherwise(pl.lit("UN5"))
    )
    girl_older = (pl.col("sex") == "F") & (pl.col("age") >= 11)
    says = (
        pl.when(pl.col("mother")).then(pl.lit("1")).when(girl_older).then(pl.lit("0")).otherwise(pl.lit(""))
    )
    born = pl.when(pl.col("mother")).then(pl.col("DOB").dt.offset_by("16y")).otherwise(None)
    return frame.select(
        "CHILD",
        _sex(year_ending),
        "DOB",
        pl.col("ethnicity").alias("ETHNIC"),
        upn.alias("UPN"),
        says.alias("MOTHER"),
        pl.when(born <= pl.date(year_ending, 3, 31)).then(born).alias("MC_DOB"),
    )


def _episodes(care: Care, children: pl.DataFrame, year_ending: int) -> pl.DataFrame:
    first, last = pl.date(year_ending - 1, 4, 1), pl.date(year_ending, 3, 31)
    frame = care.episodes.filter(
        (pl.col("started") <= last) & (pl.col("ended").is_null() | (pl.col("ended") >= first))
    ).sort("person", "started")
    frame = frame.join(children, on="person", how="left", maintain_order="left")
    ended = pl.col("ended") <= last
    place = pl.col("place")
    if year_ending >= SUPPORTED_AS_K3_FROM:
        place = pl.when(place.is_in(["H5", "P2"])).then(pl.lit("K3")).otherwise(place)
    withheld = pl.col("postcode") == WITHHELD
    blank_if_open = {
        "DEC": pl.col("ended"),
        "REC": pl.col("reason_ended"),
        "REASON_PLACE_CHANGE": pl.col("reason_moved"),
    }
    closing = [
        pl.when(ended).then(value).otherwise(None).alias(name) for name, value in blank_if_open.items()
    ]
    return frame.select(
        "CHILD",
        pl.col("started").alias("DECOM"),
        pl.col("reason_started").alias("RNE"),
        pl.col("legal_status").alias("LS"),
        pl.col("need").alias("CIN"),
        place.alias("PLACE"),
        pl.col("provider").alias("PLACE_PROVIDER"),
        *closing,
        pl.when(withheld).then(pl.lit("")).otherwise(pl.col("home")).alias("HOME_POST"),
        pl.when(withheld).then(pl.lit("")).otherwise(pl.col("placed")).alias("PL_POST"),
        pl.col("urn").alias("URN"),
    )


def _events(care: Care, children: pl.DataFrame, name: str, first: int, last: int) -> pl.DataFrame:
    events = care.events[name].filter((pl.col("day") >= first) & (pl.col("day") <= last))
    return events.join(children, on="person", how="left", maintain_order="left").sort("person", "day")


def _uasc(care: Care, children: pl.DataFrame, within: np.ndarray, year_ending: int) -> pl.DataFrame:
    person = np.unique(care.spells.person[within & care.spells.unaccompanied])
    turns_18 = pl.col("DOB").dt.offset_by("18y").alias("DUC")
    return of_children(children, person).select("CHILD", _sex(year_ending), "DOB", turns_18)


def _worker_episodes(care: Care, children: pl.DataFrame, first: int, last: int) -> pl.DataFrame:
    changes = care.events["sw_episodes"].filter((pl.col("day") <= last) & (pl.col("until") >= first))
    ended = pl.col("until") <= last
    return (
        changes.join(children, on="person", how="left", maintain_order="left")
        .sort("person", "day")
        .select(
            "CHILD",
            "DOB",
            pl.col("worker").alias("SW_ID"),
            _date("day").alias("SW_DECOM"),
            _date_by("until", last).alias("SW_DEC"),
            pl.when(ended).then(pl.col("code")).otherwise(pl.lit("")).alias("SW_REASON"),
        )
    )
