"""The SSDA903 tables of one year, in that year's layout."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import END, YEAR, Real, Whole, as_dates, day
from joinedup.synthetic._careers import ADOPTION
from joinedup.synthetic._people import People
from joinedup.synthetic._places import Places
from joinedup.synthetic._records import WITHHELD
from joinedup.synthetic._spells import Spells

YEARS = range(2022, 2027)
SEX_AS_LETTER_FROM = 2025
SUPPORTED_AS_K3_FROM = 2025
WORKER_EPISODES_FROM = 2024
_REVIEW_CODES = np.array(["PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"])
_REVIEW_SHARES = np.array([0.28, 0.37, 0.02, 0.02, 0.02, 0.08, 0.13, 0.08])
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
        "oc2": _oc2(care, children, last, rng),
        "oc3": _oc3(care, children, first, last, rng),
        "ad1": _adopted(care, children, first, last, rng),
        "placed_for_adoption": _placed(care, children, first, last),
        "previous_permanence": _previous(care, children, first, last, rng),
        "missing": _events(care, children, "missing", first, last).select(
            "CHILD", "DOB", pl.col("code").alias("MISSING"), _date("day").alias("MIS_START"),
            _date_by("until", last).alias("MIS_END"),
        ),
    }  # fmt: skip
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


def _of(children: pl.DataFrame, person: Whole, **more: pl.Series | Whole | Real) -> pl.DataFrame:
    return pl.DataFrame({"person": person, **more}).join(
        children, on="person", how="left", maintain_order="left"
    )


def _header(
    care: Care, children: pl.DataFrame, within: np.ndarray, year_ending: int, rng: Generator
) -> pl.DataFrame:
    person = np.unique(care.spells.person[within])
    alone = np.isin(person, care.spells.person[care.spells.unaccompanied])
    age = care.people.age_on(day(year_ending, 3, 31))[person]
    mother = care.people.girl[person] & (age > 15) & (person % 29 == 0)
    frame = _of(children, person, age=age, alone=pl.Series(alone), mother=pl.Series(mother))
    upn = (
        pl.when(pl.col("upn") != "").then(pl.col("upn")).when(pl.col("age") < 5).then(pl.lit("UN1"))
        .when(pl.col("alone")).then(pl.lit("UN2")).otherwise(pl.lit("UN5"))
    )  # fmt: skip
    girl_older = (pl.col("sex") == "F") & (pl.col("age") >= 11)
    says = (
        pl.when(pl.col("mother")).then(pl.lit("1")).when(girl_older).then(pl.lit("0")).otherwise(pl.lit(""))
    )
    born = pl.when(pl.col("mother")).then(pl.col("DOB").dt.offset_by("16y")).otherwise(None)
    return frame.select(
        "CHILD", _sex(year_ending), "DOB", pl.col("ethnicity").alias("ETHNIC"), upn.alias("UPN"),
        says.alias("MOTHER"), pl.when(born <= pl.date(year_ending, 3, 31)).then(born).alias("MC_DOB"),
    )  # fmt: skip


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
        "DEC": pl.col("ended"), "REC": pl.col("reason_ended"), "REASON_PLACE_CHANGE": pl.col("reason_moved")
    }  # fmt: skip
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
    return _of(children, person).select("CHILD", _sex(year_ending), "DOB", turns_18)


def _oc2(care: Care, children: pl.DataFrame, last: int, rng: Generator) -> pl.DataFrame:
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
        _of(children, person)
        .select("CHILD", "DOB")
        .with_columns(*(value.alias(name) for name, value in fields.items()))
    )


def _oc3(care: Care, children: pl.DataFrame, first: int, last: int, rng: Generator) -> pl.DataFrame:
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
        _of(children, person)
        .select("CHILD", "DOB")
        .with_columns(
            pl.Series("IN_TOUCH", in_touch),
            pl.Series("ACTIV", np.where(known, activity, "")),
            pl.Series("ACCOM", np.where(known, home, "")),
        )
    )


def _adopted(care: Care, children: pl.DataFrame, first: int, last: int, rng: Generator) -> pl.DataFrame:
    ended = pl.col("ended").cast(pl.Int32)
    done = care.episodes.filter(
        pl.col("reason_ended").is_in(["E11", "E12"]) & (ended >= first) & (ended <= last)
    )
    frame = done.join(children, on="person", how="left", maintain_order="left")
    n = len(frame)
    two = rng.random(n) < 0.88
    return frame.select(
        "CHILD", "DOB",
        pl.max_horizontal(pl.col("DOB").dt.offset_by("20d"), pl.col("ended").dt.offset_by("-480d")).alias("DATE_INT"),
        pl.max_horizontal(pl.col("DOB").dt.offset_by("30d"), pl.col("ended").dt.offset_by("-300d")).alias("DATE_MATCH"),
        pl.Series("FOSTER_CARE", (rng.random(n) < 0.12).astype(np.int64)),
        pl.Series("NB_ADOPTR", np.where(two, 2, 1)),
        pl.Series("SEX_ADOPTR", np.where(two, rng.choice(["MF", "MF", "MF", "MM", "FF"], n), rng.choice(["F1", "M1"], n))),
        pl.Series("LS_ADOPTR", np.where(two, rng.choice(["L11", "L12", "L3", "L4"], n), "L0")),
    )  # fmt: skip


def _placed(care: Care, children: pl.DataFrame, first: int, last: int) -> pl.DataFrame:
    begun = pl.col("started").cast(pl.Int32)
    rows = care.episodes.filter((pl.col("kind") == ADOPTION) & (begun >= first) & (begun <= last))
    rows = rows.group_by("person", maintain_order=True).agg(pl.col("started").min())
    return rows.join(children, on="person", how="left", maintain_order="left").select(
        "CHILD", "DOB", pl.col("started").alias("DATE_PLACED"),
        pl.lit(None, dtype=pl.Date).alias("DATE_PLACED_CEASED"), pl.lit("").alias("REASON_PLACED_CEASED"),
    )  # fmt: skip


def _previous(care: Care, children: pl.DataFrame, first: int, last: int, rng: Generator) -> pl.DataFrame:
    spells = care.spells
    starts = (spells.started >= first) & (spells.started <= last) & ~spells.short_break
    person = np.unique(spells.person[starts])
    n = len(person)
    code = rng.choice(["Z1", "P1", "P2", "P3"], n, p=[0.93, 0.015, 0.04, 0.015])
    age = np.maximum(care.people.age_on(last)[person], 1.0)
    when = as_dates((care.people.born[person] + rng.random(n) * 0.5 * age * YEAR).astype(np.int32))
    return (
        _of(children, person)
        .select("CHILD", "DOB")
        .with_columns(
            pl.Series("PREV_PERM", code),
            pl.Series("LA_PERM", np.where(code == "Z1", "", "999")),
            pl.when(pl.Series(code) == "Z1").then(None).otherwise(when).alias("DATE_PERM"),
        )
    )


def _worker_episodes(care: Care, children: pl.DataFrame, first: int, last: int) -> pl.DataFrame:
    changes = care.events["sw_episodes"].filter((pl.col("day") <= last) & (pl.col("until") >= first))
    ended = pl.col("until") <= last
    return changes.join(children, on="person", how="left", maintain_order="left").sort("person", "day").select(
        "CHILD", "DOB", pl.col("worker").alias("SW_ID"), _date("day").alias("SW_DECOM"),
        _date_by("until", last).alias("SW_DEC"),
        pl.when(ended).then(pl.col("code")).otherwise(pl.lit("")).alias("SW_REASON"),
    )  # fmt: skip
