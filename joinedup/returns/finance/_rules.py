"""Rules of monthly outturn and of the savings tracker beyond the shape of each cell."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from joinedup.declared import Rule
from joinedup.returns.finance._months import month_of
from joinedup.returns.finance.columns import SOURCE
from joinedup.returns.reading import Check, Frames

_TRACKER = "savings_tracker"


def month_checks(table: str) -> tuple[Check, ...]:
    """Return the rules of a table of months.

    Args:
        table: name of the table.
    """
    return (
        Check(
            Rule(
                "month_not_known",
                table,
                "The month cannot be told or is outside the row's year; no sum holds it.",
                SOURCE,
            ),
            "month",
            _unknown_month(table),
        ),
    )


def _unknown_month(table: str) -> Callable[[Frames], pl.DataFrame]:
    def failing(tables: Frames) -> pl.DataFrame:
        rows = tables[table]
        unknown = [
            month_of(month, year) is None
            for month, year in zip(rows["month"], rows["financial_year"], strict=True)
        ]
        return rows.filter(pl.Series(unknown, dtype=pl.Boolean))

    return failing


_HELD = pl.col("delivered").fill_null(0)
TRACKER_CHECKS = (
    Check(
        Rule(
            "planned_below_nothing",
            _TRACKER,
            "The saving planned is below nothing; a saving is positive.",
            SOURCE,
        ),
        "planned",
        pl.col("planned") < 0,
    ),
    Check(
        Rule(
            "undeliverable_but_forecast",
            _TRACKER,
            "It is undeliverable but more is forecast than delivered.",
            SOURCE,
        ),
        "forecast",
        (pl.col("status") == "undeliverable") & (pl.col("forecast") > _HELD),
        needs=("forecast",),
    ),
    Check(
        Rule("delivered_without_sum", _TRACKER, "It is delivered but no sum is given.", SOURCE),
        "delivered",
        (pl.col("status") == "delivered") & pl.col("delivered").is_null(),
    ),
    Check(
        Rule("in_delivery_without_forecast", _TRACKER, "It is in delivery but no forecast is given.", SOURCE),
        "forecast",
        (pl.col("status") == "in delivery") & pl.col("forecast").is_null(),
    ),
)
