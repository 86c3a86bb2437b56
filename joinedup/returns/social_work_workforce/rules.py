"""Rules of the social work workforce census beyond the shape of each cell."""

from __future__ import annotations

import polars as pl

from joinedup.declared import Rule
from joinedup.returns.reading import Check
from joinedup.returns.social_work_workforce.columns import SOURCE

_WORKERS = "csww_workers"

CHECKS = (
    Check(
        Rule("role_ended_first", _WORKERS, "The role ended before it began.", SOURCE),
        "role_ended",
        pl.col("role_ended") < pl.col("role_started"),
    ),
    Check(
        Rule("more_than_full_time", _WORKERS, "The full-time equivalent is below 0 or above 1.", SOURCE),
        "fte",
        ~pl.col("fte").is_between(0, 1),
    ),
)
