"""Referrals and what followed: assessments, plans, section 47 enquiries, protection plans, early help."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import END, HISTORY_STARTS, NEVER, YEAR, Whole, day
from joinedup.synthetic._people import People
from joinedup.synthetic._spells import Spells

NFA, NO_NEED, IN_NEED, PROTECTION, CARE = range(5)
_FIRST_DAY = day(2015, 4, 1)
_EVENTS_A_FAMILY_YEAR = 0.0432
_AGAIN_SHARE = 0.41
_AGAIN_MEAN_DAYS = 140
_ROUNDS = 3
_CHILD_INCLUDED = 0.78
# England, 2024/25: 6.5% of referrals need no further action, 30.8% are not in need once assessed.
_OUTCOMES = np.array([0.069, 0.353, 0.493, 0.085])
_IN_NEED_MEAN_DAYS = 215
# England, 2024/25: length of protection plans that ended, with the day each band begins and ends.
_PLAN_SHARES = np.array([0.159, 0.11, 0.435, 0.252, 0.044])
_PLAN_DAYS = np.array([10, 91, 182, 365, 730, 1_100])
_CARE_AFTER_PLAN = 0.36
SOURCES = ("1A", "1B", "1C", "1D", "2A", "2B", "3A", "3B", "3D", "3E", "3F", "4", "5A", "5B", "5D", "6", "7",
           "8", "9")  # fmt: skip
_SOURCE_SHARES = np.array([0.04, 0.03, 0.01, 0.01, 0.20, 0.01, 0.02, 0.02, 0.03, 0.02, 0.07, 0.03, 0.13,
                           0.03, 0.03, 0.26, 0.01, 0.03, 0.02])  # fmt: skip
_NEEDS = ("N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N9")
_NEED_SHARES = np.array([0.575, 0.08, 0.03, 0.09, 0.145, 0.03, 0.005, 0.02, 0.025])
_ABUSE = ("NEG", "EMO", "PHY", "SAB", "MUL")
_ABUSE_SHARES = np.array([0.49, 0.37, 0.07, 0.035, 0.035])


def make_referrals(people: People, spells: Spells, care_needs: pl.DataFrame, rng: Generator) -> pl.DataFrame:
    """Make ten years of referrals, one row a child and referral, days as whole numbers.

    Returns:
        person, referral, closure (may lie after the end), outcome, source, need, assessed, authorised,
        enquiry, conference, plan_started, plan_ended, abuse, latest_abuse, previous_plans, in_need_from,
        event; `NEVER` where there was none.
    """
    events = _events(people, rng)
    ordinary = _children_of(people, events, rng)
    care = _from_care(people, spells, care_needs, rng)
    both = pl.concat([_clear_of_care(ordinary, care), care], how="diagonal_relaxed")
    both = both.sort("person", "referral", "outcome").with_columns(
        pl.col("closure").shift(1).cum_max().over("person").alias("before")
    )
    kept = both.filter((pl.col("outcome") == CARE) | (pl.col("referral") > pl.col("before").fill_null(0)))
    kept = kept.filter(pl.col("closure") >= HISTORY_STARTS).drop("before")
    return _with_previous_plans(kept, rng)


def _events(people: People, rng: Generator) -> pl.DataFrame:
    """Referrals of families, and again of the same families within about a year of closing."""
    families = len(people.families.need)
    years = (END - _FIRST_DAY) / YEAR
    times = rng.poisson(people.families.need * _EVENTS_A_FAMILY_YEAR * years)
    family = np.repeat(np.arange(families), times)
    referral = _FIRST_DAY + rng.integers(0, END - _FIRST_DAY + 1, len(family))
    rounds = [_what_followed(family, referral, rng)]
    for _ in range(_ROUNDS):
        last = rounds[-1]
        again = rng.random(len(last)) < _AGAIN_SHARE
        closed = last["closure"].to_numpy()[again]
        later = closed + 5 + rng.exponential(_AGAIN_MEAN_DAYS, again.sum()).astype(np.int64)
        within = later <= END
        rounds.append(_what_followed(last["family"].to_numpy()[again][within], later[within], rng))
    events = pl.concat(rounds)
    return events.with_columns(pl.Series("event", np.arange(len(events))))


def _what_followed(family: Whole, referral: Whole, rng: Generator) -> pl.DataFrame:
    """Draw what each referral led to and when each step happened."""
    n = len(family)
    outcome = rng.choice(4, n, p=_OUTCOMES / _OUTCOMES.sum())
    assessed = referral + rng.integers(0, 6, n)
    authorised = assessed + np.minimum(np.exp(rng.normal(np.log(38), 0.45, n)), 160).astype(np.int64)
    protected = outcome == PROTECTION
    enquired = protected | (rng.random(n) < np.array([0.0, 0.22, 0.36, 1.0])[outcome])
    enquiry = referral + rng.integers(0, 9, n)
    conference = enquiry + rng.integers(9, 19, n)
    band = rng.choice(len(_PLAN_SHARES), n, p=_PLAN_SHARES)
    length = rng.uniform(_PLAN_DAYS[band], _PLAN_DAYS[band + 1]).astype(np.int64)
    tail = rng.gamma(1.2, 80, n).astype(np.int64)
    in_need = authorised + 3 + rng.gamma(1.05, _IN_NEED_MEAN_DAYS / 1.05, n).astype(np.int64)
    closure = np.select(
        [outcome == NFA, outcome == NO_NEED, outcome == IN_NEED],
        [referral + rng.integers(0, 3, n), authorised + rng.integers(0, 5, n), in_need],
        conference + length + tail,
    )
    abuse = rng.choice(len(_ABUSE), n, p=_ABUSE_SHARES)
    return pl.DataFrame(
        {
            "family": family,
            "referral": referral,
            "closure": closure,
            "outcome": outcome,
            "source": np.array(SOURCES)[rng.choice(len(SOURCES), n, p=_SOURCE_SHARES / _SOURCE_SHARES.sum())],
            "need": np.array(_NEEDS)[rng.choice(len(_NEEDS), n, p=_NEED_SHARES / _NEED_SHARES.sum())],
            "assessed": np.where(outcome == NFA, NEVER, assessed),
            "authorised": np.where(outcome == NFA, NEVER, authorised),
            "enquiry": np.where(enquired, enquiry, NEVER),
            "conference": np.where(protected, conference, NEVER),
            "plan_started": np.where(protected, conference, NEVER),
            "plan_ended": np.where(protected, conference + length, NEVER),
            "in_need_from": np.where(outcome == IN_NEED, authorised + 3, NEVER),
            "abuse": np.where(protected, np.array(_ABUSE)[abuse], ""),
        }
    )


def _children_of(people: People, events: pl.DataFrame, rng: Generator) -> pl.DataFrame:
    """Bring in the children of each family who were under 18 and living in the county that day."""
    children = pl.DataFrame(
        {
            "family": people.family,
            "person": np.arange(len(people)),
            "born": people.born,
            "arrived": people.arrived,
        }
    )
    joined = events.join(children, on="family", how="inner").sort("event", "person")
    age = (pl.col("referral") - pl.col("born")) / YEAR
    joined = joined.filter((age >= 0) & (age < 17.9) & (pl.col("referral") >= pl.col("arrived")))
    years = ((joined["referral"] - joined["born"]) / YEAR).to_numpy()
    older = np.where(years < 1, 1.25, np.where(years < 10, 0.95, np.where(years < 16, 1.1, 0.85)))
    joined = joined.filter(pl.Series(rng.random(len(joined)) < _CHILD_INCLUDED * older))
    turned_18 = (joined["born"].to_numpy() + 18.05 * YEAR).astype(np.int64)
    closure = np.minimum(joined["closure"].to_numpy(), turned_18)
    # Whatever would have come after the child's eighteenth birthday never did.
    steps = ("assessed", "authorised", "enquiry", "conference", "plan_started", "in_need_from")
    cut = [pl.when(pl.col(step) <= pl.col("closure")).then(pl.col(step)).otherwise(NEVER) for step in steps]
    ended = pl.min_horizontal("plan_ended", "closure")
    begun = pl.col("plan_started") < NEVER
    return (
        joined.with_columns(pl.Series("closure", closure))
        .with_columns(part.alias(step) for part, step in zip(cut, steps, strict=True))
        .with_columns(
            pl.when(begun).then(ended).otherwise(NEVER).alias("plan_ended"),
            pl.when(begun).then(pl.col("abuse")).otherwise(pl.lit("")).alias("abuse"),
        )
        .drop("family", "born", "arrived")
    )


def _from_care(people: People, spells: Spells, needs: pl.DataFrame, rng: Generator) -> pl.DataFrame:
    """Return the referral behind each period of care, some with a protection plan until care began."""
    n = len(spells.person)
    started, alone = spells.started.astype(np.int64), spells.unaccompanied
    referral = started - np.where(alone, 0, 25 + rng.gamma(1.4, 110, n).astype(np.int64))
    referral = np.maximum(referral, people.born[spells.person])
    long = started - referral
    age = (started - people.born[spells.person]) / YEAR
    planned = (
        (rng.random(n) < _CARE_AFTER_PLAN * 1.7) & ~alone & ~spells.short_break & (age < 16) & (long > 60)
    )
    conference = referral + 20 + rng.integers(0, 10, n)
    after = np.where(age + (spells.ended - started) / YEAR > 17.9, 3, rng.integers(5, 120, n))
    abuse = rng.choice(len(_ABUSE), n, p=_ABUSE_SHARES)
    return pl.DataFrame(
        {
            "person": spells.person,
            "referral": referral,
            "closure": spells.ended + after,
            "outcome": np.full(n, CARE),
            "source": np.where(alone, "6", np.array(SOURCES)[rng.choice([4, 12, 15, 10], n)]),
            "need": needs["need"],
            "assessed": referral + 1,
            "authorised": referral + rng.integers(20, 55, n),
            "enquiry": np.where(planned, referral + 4, NEVER),
            "conference": np.where(planned, conference, NEVER),
            "plan_started": np.where(planned, conference, NEVER),
            "plan_ended": np.where(planned, started + rng.integers(0, 12, n), NEVER),
            "in_need_from": np.full(n, NEVER),
            "abuse": np.where(planned, np.array(_ABUSE)[abuse], ""),
            "event": np.full(n, -1),
        }
    )


def _clear_of_care(ordinary: pl.DataFrame, care: pl.DataFrame) -> pl.DataFrame:
    """Leave out ordinary referrals of a child already known through a period of care."""
    rows = ordinary.with_row_index("row")
    spans = care.select("person", pl.col("referral").alias("first"), pl.col("closure").alias("last"))
    clashing = (
        rows.join(spans, on="person", how="inner")
        .filter((pl.col("referral") <= pl.col("last")) & (pl.col("closure") >= pl.col("first")))
        .get_column("row")
        .unique()
    )
    return rows.filter(~pl.col("row").is_in(clashing.implode())).drop("row")


def _with_previous_plans(referrals: pl.DataFrame, rng: Generator) -> pl.DataFrame:
    """Count each child's earlier protection plans, some before the history began or elsewhere."""
    n = len(referrals)
    elsewhere = rng.random(n) < 0.18
    on_plan = pl.col("plan_started") < NEVER
    changed = np.array(_ABUSE)[rng.choice(len(_ABUSE), n, p=_ABUSE_SHARES)]
    return referrals.with_columns(
        (on_plan.cast(pl.Int64).cum_sum().over("person") - 1 + pl.Series(elsewhere.astype(np.int64)))
        .clip(0)
        .alias("previous_plans"),
        pl.when(on_plan & pl.Series(rng.random(n) < 0.12))
        .then(pl.Series(changed))
        .otherwise(pl.col("abuse"))
        .alias("latest_abuse"),
    )
