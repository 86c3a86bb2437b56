"""Rules of the early help list beyond the shape of each cell."""

from __future__ import annotations

import polars as pl

from joinedup.declared import Rule
from joinedup.returns.early_help.columns import SOURCE
from joinedup.returns.reading import Check

_TABLE = "early_help_episodes"

CHECKS = (
    Check(
        Rule("closed_before_start", _TABLE, "The episode closed before it began.", SOURCE),
        "closed",
        pl.col("closed") < pl.col("started"),
    ),
    Check(
        Rule("started_before_request", _TABLE, "The episode began before help was requested.", SOURCE),
        "started",
        pl.col("started") < pl.col("referred"),
    ),
    Check(
        Rule("closed_without_reason", _TABLE, "The episode closed but no reason is given.", SOURCE),
        "closure_reason",
        pl.col("closed").is_not_null() & pl.col("closure_reason").is_null(),
    ),
)
