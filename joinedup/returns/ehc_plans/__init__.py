"""Education, health and care plans."""

import polars as pl

from joinedup.declared import Rule
from joinedup.returns.ehc_plans import columns
from joinedup.returns.reading import Check, TabularReturn

_TABLE = "ehc_plans"
LIST = TabularReturn(
    columns.PLANS,
    "Education, health and care plans",
    ("ehc_id", "requested", "issued"),
    checks=(
        Check(
            Rule(
                "issued_before_request",
                _TABLE,
                "The plan was issued before it was requested.",
                columns.SOURCE,
            ),
            "issued",
            pl.col("issued") < pl.col("requested"),
        ),
        Check(
            Rule("ceased_before_issue", _TABLE, "The plan ceased before it was issued.", columns.SOURCE),
            "ceased",
            pl.col("ceased") < pl.col("issued"),
        ),
        Check(
            Rule("ceased_without_issue", _TABLE, "The plan ceased but was never issued.", columns.SOURCE),
            "issued",
            pl.col("ceased").is_not_null() & pl.col("issued").is_null(),
        ),
    ),
)

__all__ = ["LIST", "columns"]
