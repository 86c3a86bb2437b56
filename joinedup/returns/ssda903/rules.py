"""Rules of the SSDA903 return beyond the shape of each cell; numbers are those of the published rules."""

from __future__ import annotations

from datetime import date

import polars as pl

from joinedup.declared import Rule, Source
from joinedup.returns.reading import SOURCE_ROW, Check, Frames
from joinedup.returns.ssda903 import _codes as codes

_EPISODES, _HEADER, _MISSING = "ssda903_episodes", "ssda903_header", "ssda903_missing"
RULES_903 = Source(
    "SSDA903 validation rules (Department for Education)",
    "lac_validator/rules in data-to-insight/csc-validator-be-903",
    "2026",
)
CODES_903 = Source(
    "SSDA903 schemas for 2017 to 2027",
    "liiatools/ssda903_pipeline/spec in SocialFinanceDigitalLabs/liia-tools-pipeline",
    "2026",
)
# Episodes before the Children Act 1989 came into force are not collected.
_CHILDREN_ACT = date(1991, 10, 14)
_D1_UNTIL = date(2005, 12, 31)
_YEAR = "year_ending"


def _rule(code: str, table: str, says: str) -> Rule:
    return Rule(code, table, says, RULES_903)


def _in_order(tables: Frames) -> tuple[pl.DataFrame, pl.Expr, pl.Expr]:
    """Return episodes in order, and whether the row before, and after, is of the same child."""
    same = pl.col("child") == pl.col("child").shift(1)
    return tables[_EPISODES].sort("child", "started", SOURCE_ROW), same, same.shift(-1)


def _overlapping(tables: Frames) -> pl.DataFrame:
    ordered, same_before, _ = _in_order(tables)
    return ordered.filter(same_before & (pl.col("started") < pl.col("ended").shift(1))).sort(SOURCE_ROW)


def _left_open(tables: Frames) -> pl.DataFrame:
    ordered, _, same_after = _in_order(tables)
    return ordered.filter(same_after & pl.col("ended").is_null()).sort(SOURCE_ROW)


def _without_header(tables: Frames) -> pl.DataFrame:
    return tables[_EPISODES].join(tables[_HEADER], on=_shared(tables), how="anti")


def _born_after_start(tables: Frames) -> pl.DataFrame:
    on = _shared(tables)
    born = tables[_HEADER].select(*on, "born").unique(on, maintain_order=True)
    return tables[_EPISODES].join(born, on=on, how="inner").filter(pl.col("started") < pl.col("born"))


def _shared(tables: Frames) -> list[str]:
    """Return the columns that tie an episode to its header: within one year where the years are known."""
    unknown = any(tables[name][_YEAR].null_count() for name in (_EPISODES, _HEADER))
    return ["child"] if unknown else ["child", _YEAR]


def _not_in_year(table: str, column: str, code: str) -> Check:
    first, last = codes.FIRST_YEAR.get(column, {}), codes.LAST_YEAR.get(column, {})
    too_early = pl.any_horizontal(
        pl.lit(False), *((pl.col(column) == one) & (pl.col(_YEAR) < year) for one, year in first.items())
    )
    too_late = pl.any_horizontal(
        pl.lit(False), *((pl.col(column) == one) & (pl.col(_YEAR) > year) for one, year in last.items())
    )
    says = f"The {column.replace('_', ' ')} code was not valid in the year of the return."
    return Check(Rule(code, table, says, CODES_903), column, too_early | too_late, needs=(_YEAR,))


EPISODE_CHECKS = (
    Check(
        _rule("356", _EPISODES, "The episode ended before it started."),
        "ended",
        pl.col("ended") < pl.col("started"),
    ),
    Check(
        _rule("501", _EPISODES, "A new episode started before the one before it ended."),
        "started",
        _overlapping,
    ),
    Check(
        _rule("142", _EPISODES, "A later episode has started, but this one has not ended."),
        "ended",
        _left_open,
    ),
    Check(
        _rule("353", _EPISODES, "The episode started before 14 October 1991."),
        "started",
        pl.col("started") < _CHILDREN_ACT,
    ),
    Check(
        _rule("445", _EPISODES, "A freeing order (D1) was recorded for an episode after December 2005."),
        "legal_status",
        (pl.col("legal_status") == "D1") & (pl.col("started") > _D1_UNTIL),
    ),
    Check(
        Rule("ended_without_reason", _EPISODES, "The episode ended but no reason is given.", RULES_903),
        "reason_ended",
        pl.col("ended").is_not_null() & pl.col("reason_ended").is_null(),
    ),
    Check(
        Rule("reason_without_end", _EPISODES, "A reason for ending is given but no date.", RULES_903),
        "ended",
        pl.col("ended").is_null() & pl.col("reason_ended").is_not_null(),
    ),
    Check(
        Rule(
            "no_header", _EPISODES, "The child of this episode is not in the header of the year.", RULES_903
        ),
        "child",
        _without_header,
        reads=(_HEADER,),
    ),
    Check(
        _rule("302", _EPISODES, "The episode started before the child was born."),
        "started",
        _born_after_start,
        reads=(_HEADER,),
    ),
    _not_in_year(_EPISODES, "placement_type", "placement_not_in_year"),
    _not_in_year(_EPISODES, "reason_ended", "reason_ended_not_in_year"),
    _not_in_year(_EPISODES, "reason_place_change", "reason_place_change_not_in_year"),
)
HEADER_CHECKS = (
    _not_in_year(_HEADER, "sex", "101"),
    Check(
        Rule("mother_before_birth", _HEADER, "Her child was born before she was.", RULES_903),
        "mothers_child_born",
        pl.col("mothers_child_born") <= pl.col("born"),
    ),
)
OC3_CHECKS = (_not_in_year("ssda903_oc3", "activity", "activity_not_in_year"),)
OC2_CHECKS = (
    Check(
        Rule("sdq_range", "ssda903_oc2", "The strengths and difficulties score is not 0 to 40.", CODES_903),
        "sdq_score",
        ~pl.col("sdq_score").is_between(0, 40),
    ),
)
MISSING_CHECKS = (
    Check(
        Rule("missing_ended_first", _MISSING, "The time missing ended before it began.", RULES_903),
        "ended",
        pl.col("ended") < pl.col("started"),
    ),
)
SW_CHECKS = (
    Check(
        Rule(
            "social_worker_ended_first",
            "ssda903_sw_episodes",
            "The time with a social worker ended before it began.",
            RULES_903,
        ),
        "ended",
        pl.col("ended") < pl.col("started"),
    ),
)
CHECKS = (*EPISODE_CHECKS, *HEADER_CHECKS, *OC2_CHECKS, *OC3_CHECKS, *MISSING_CHECKS, *SW_CHECKS)
