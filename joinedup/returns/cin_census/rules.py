"""Rules of the children in need census beyond the shape of each cell."""

from __future__ import annotations

import polars as pl

from joinedup.declared import Rule, Source
from joinedup.returns.reading import SOURCE_ROW, Check, Frames

SOURCE = Source(
    "Children in need census: validation rules (Department for Education)",
    "cin_validator/rules in data-to-insight/CIN-validator",
    "2026",
)
_CHILDREN, _DETAILS, _PLANS = "cin_children", "cin_details", "cin_plans"
_ASSESSMENTS, _PROTECTION, _ENQUIRIES = "cin_assessments", "cin_protection_plans", "cin_section_47"
_KEY = ["child", "year_ending"]
# A child is born within a year of the referral that names a date for the birth.
_LONGEST_BEFORE_BIRTH = "-12mo"


def _rule(code: str, table: str, says: str) -> Rule:
    return Rule(code, table, says, SOURCE)


def _before_birth(tables: Frames) -> pl.DataFrame:
    born = tables[_CHILDREN].select("child", "year_ending", "born").unique(_KEY, maintain_order=True)
    early = pl.col("referral_date") < pl.col("born").dt.offset_by(_LONGEST_BEFORE_BIRTH)
    return tables[_DETAILS].join(born, on=_KEY, how="inner").filter(early)


def _without_child(tables: Frames) -> pl.DataFrame:
    return tables[_DETAILS].join(tables[_CHILDREN], on=_KEY, how="anti")


def _open_twice(tables: Frames) -> pl.DataFrame:
    still_open = tables[_DETAILS].filter(pl.col("closure_date").is_null() & ~pl.col("referral_nfa"))
    return still_open.sort("referral_date", SOURCE_ROW).filter(~pl.struct(_KEY).is_first_distinct())


def _overlapping_plans(tables: Frames) -> pl.DataFrame:
    ordered = tables[_PROTECTION].sort("year_ending", "child", "started", SOURCE_ROW)
    same = pl.all_horizontal(pl.col(name) == pl.col(name).shift(1) for name in _KEY)
    return ordered.filter(same & (pl.col("started") < pl.col("ended").shift(1)))


CHECKS = (
    Check(
        _rule("closed_before_referral", _DETAILS, "The episode closed before it was referred."),
        "closure_date",
        pl.col("closure_date") < pl.col("referral_date"),
    ),
    Check(
        _rule("closed_without_reason", _DETAILS, "The episode closed but no reason is given."),
        "closure_reason",
        pl.col("closure_date").is_not_null() & pl.col("closure_reason").is_null(),
    ),
    Check(
        _rule("reason_without_closure", _DETAILS, "A reason for closing is given but no date."),
        "closure_date",
        pl.col("closure_date").is_null() & pl.col("closure_reason").is_not_null(),
    ),
    Check(
        _rule("referred_before_birth", _DETAILS, "The referral is more than a year before the birth."),
        "referral_date",
        _before_birth,
        reads=(_CHILDREN,),
    ),
    Check(
        _rule("no_child", _DETAILS, "The child of this referral was set aside or is absent."),
        "child",
        _without_child,
        reads=(_CHILDREN,),
    ),
    Check(
        _rule("open_twice", _DETAILS, "The child has another episode open at the same time."),
        "closure_date",
        _open_twice,
    ),
    Check(
        _rule("no_birth_date", _CHILDREN, "The child has neither a date of birth nor an expected one."),
        "born",
        pl.col("born").is_null() & pl.col("expected_born").is_null(),
    ),
    Check(
        _rule("died_before_birth", _CHILDREN, "The child died before being born."),
        "died",
        pl.col("died") < pl.col("born"),
    ),
    Check(
        _rule("authorised_before_start", _ASSESSMENTS, "The assessment was signed off before it began."),
        "authorised",
        pl.col("authorised") < pl.col("started"),
    ),
    Check(
        _rule("plan_ended_first", _PLANS, "The child in need plan ended before it began."),
        "ended",
        pl.col("ended") < pl.col("started"),
    ),
    Check(
        _rule("protection_ended_first", _PROTECTION, "The child protection plan ended before it began."),
        "ended",
        pl.col("ended") < pl.col("started"),
    ),
    Check(
        _rule("protection_overlap", _PROTECTION, "The plan began before the child's earlier plan ended."),
        "started",
        _overlapping_plans,
    ),
    Check(
        _rule("conference_before_enquiry", _ENQUIRIES, "The conference came before the enquiry began."),
        "icpc_date",
        pl.col("icpc_date") < pl.col("started"),
    ),
)
