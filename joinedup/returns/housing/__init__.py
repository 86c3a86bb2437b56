"""Housing: where homes are planned and where they were built."""

import polars as pl

from joinedup.declared import Rule
from joinedup.returns.housing import columns
from joinedup.returns.reading import Check, TabularReturn, YearColumns

_FINANCIAL_YEARS = r"20\d\d\s*[/-]\s*(20)?\d\d"

TRAJECTORY = TabularReturn(
    columns.TRAJECTORY,
    "Housing trajectory",
    ("site", "net_capacity"),
    checks=(
        Check(
            Rule(
                "fewer_than_none",
                "housing_trajectory",
                "Fewer than no homes are expected: check that losses are meant.",
                columns.SOURCE,
            ),
            "homes",
            pl.col("homes") < 0,
        ),
    ),
    year_columns=YearColumns(_FINANCIAL_YEARS, "year", "homes"),
)
COMPLETIONS = TabularReturn(
    columns.COMPLETIONS, "Housing completions", ("ward", "financial_year", "net_completions")
)

__all__ = ["COMPLETIONS", "TRAJECTORY", "columns"]
