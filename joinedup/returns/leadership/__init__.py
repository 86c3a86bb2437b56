"""Leadership: posts, members and priorities."""

import polars as pl

from joinedup.declared import Rule
from joinedup.returns.leadership import columns
from joinedup.returns.reading import Check, TabularReturn


def _left_first(table: str) -> Check:
    return Check(
        Rule("left_before_start", table, "The last day is before the first.", columns.SOURCE),
        "held_to",
        pl.col("held_to") < pl.col("held_from"),
    )


POSTS = TabularReturn(
    columns.POSTS, "Posts", ("post", "person", "reports_to"), checks=(_left_first("posts"),)
)
MEMBERS = TabularReturn(
    columns.MEMBERS, "Members", ("member", "role", "portfolio"), checks=(_left_first("members"),)
)
PRIORITIES = TabularReturn(columns.PRIORITIES, "Priorities", ("priority", "owner_post", "target"))

__all__ = ["MEMBERS", "POSTS", "PRIORITIES", "columns"]
