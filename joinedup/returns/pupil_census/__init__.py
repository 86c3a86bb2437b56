"""School census, pupil by pupil: where each child lives and learns, and what need is known."""

import polars as pl

from joinedup.declared import Rule
from joinedup.returns.pupil_census import columns
from joinedup.returns.pupil_census._census_day import census_day, stamp
from joinedup.returns.reading import Check, TabularReturn

_TABLE = "pupil_census"
LIST = TabularReturn(
    columns.PUPILS,
    "School census: pupils on roll",
    ("pupil", "born", "year_group"),
    stamp=stamp,
    checks=(
        Check(
            Rule("entered_before_birth", _TABLE, "The pupil entered before being born.", columns.SOURCE),
            "entered",
            pl.col("entered") < pl.col("born"),
        ),
    ),
)

__all__ = ["LIST", "census_day", "columns"]
