"""Get Information About Schools: every school, what became of it and whose it is."""

import polars as pl

from joinedup.declared import Rule
from joinedup.returns.gias import columns
from joinedup.returns.reading import Check, TabularReturn

_TABLE = "gias_establishments"
ESTABLISHMENTS = TabularReturn(
    columns.ESTABLISHMENTS,
    "GIAS establishments",
    ("urn", "name", "type", "status", "phase"),
    checks=(
        Check(
            Rule("closed_before_opening", _TABLE, "The school closed before it opened.", columns.SOURCE),
            "closed",
            pl.col("closed") < pl.col("opened"),
        ),
        Check(
            Rule("ages_reversed", _TABLE, "The oldest age taught is below the youngest.", columns.SOURCE),
            "high_age",
            pl.col("high_age") < pl.col("low_age"),
        ),
    ),
)
LINKS = TabularReturn(columns.LINKS, "GIAS links", ("urn", "link_urn", "link_type"))
GROUPS = TabularReturn(columns.GROUPS, "GIAS groups", ("group_uid", "group", "group_type", "status"))
GROUP_MEMBERS = TabularReturn(columns.GROUP_MEMBERS, "GIAS schools in groups", ("urn", "group_uid", "joined"))
TYPES = TabularReturn(columns.TYPES, "GIAS establishment types", ("type_group", "type_code", "type"))
BY_COUNCIL = TabularReturn(
    columns.BY_COUNCIL, "GIAS capacity by council", ("la_code", "schools", "capacity", "percentage_filled")
)

__all__ = ["BY_COUNCIL", "ESTABLISHMENTS", "GROUPS", "GROUP_MEMBERS", "LINKS", "TYPES", "columns"]
