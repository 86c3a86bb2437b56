"""School rolls and absence, by school and year group."""

import polars as pl

from joinedup.declared import Rule
from joinedup.returns.reading import Check, TabularReturn
from joinedup.returns.school_rolls import columns

ROLLS = TabularReturn(
    columns.ROLLS, "School roll by year group", ("academic_year", "urn", "year_group", "pupils")
)
ABSENCE = TabularReturn(
    columns.ABSENCE,
    "School absence by year group",
    ("academic_year", "urn", "sessions_possible", "sessions_absent"),
    checks=(
        Check(
            Rule(
                "more_absent_than_possible",
                "school_absence",
                "More sessions were missed than could be attended.",
                columns.SOURCE,
            ),
            "sessions_absent",
            pl.col("sessions_absent") > pl.col("sessions_possible"),
        ),
    ),
)

__all__ = ["ABSENCE", "ROLLS", "columns"]
