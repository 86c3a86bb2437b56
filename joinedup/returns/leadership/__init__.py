"""Leadership: who holds which post, who answers for what, and how they are held to account."""

import polars as pl

from joinedup.declared import Rule
from joinedup.returns.leadership import _governance, _responsibilities, columns
from joinedup.returns.leadership._governance import COMMITTEE_KINDS, EVENTS, TOWARDS
from joinedup.returns.leadership._responsibilities import FIELDS, GRADES, NEEDS, STANDINGS
from joinedup.returns.reading import Check, TabularReturn


def _left_first(table: str) -> Check:
    return Check(
        Rule("left_before_start", table, "The last day is before the first.", _responsibilities.SOURCE),
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

# Everything else that says who answers for what; each is told by columns that no other file has together.
OTHERS: tuple[TabularReturn, ...] = (
    TabularReturn(
        _responsibilities.FUNCTIONS,
        "Functions and duties",
        ("function", "title", "law", "post"),
        checks=(_left_first("functions"),),
    ),
    TabularReturn(
        _responsibilities.MEASURES,
        "Owners of measures",
        ("measure", "owner_post", "budget_post"),
        checks=(_left_first("measure_owners"),),
    ),
    TabularReturn(
        _responsibilities.CONTRIBUTIONS, "Contributions to priorities", ("priority", "service", "step")
    ),
    TabularReturn(
        _responsibilities.PATCHES,
        "Patch arrangements",
        ("patch", "lead_post", "priorities"),
        checks=(_left_first("patch_arrangements"),),
    ),
    TabularReturn(
        _responsibilities.TEAMS,
        "Front-line teams",
        ("team", "function", "reports_to"),
        checks=(_left_first("teams"),),
    ),
    TabularReturn(
        _governance.PORTFOLIOS,
        "Cabinet portfolios",
        ("portfolio", "designated_as", "answers_to"),
        checks=(_left_first("portfolios"),),
    ),
    TabularReturn(_governance.COMMITTEES, "Committees", ("committee", "kind", "purpose")),
    TabularReturn(
        _governance.MEMBERSHIPS,
        "Members of committees",
        ("committee", "seat", "capacity"),
        checks=(_left_first("committee_members"),),
    ),
    TabularReturn(_governance.PARTNERS, "Partners", ("partner", "sector", "works_on")),
    TabularReturn(
        _governance.JOINT_APPOINTMENTS,
        "Joint appointments",
        ("post", "authority", "agreed_on"),
        checks=(_left_first("joint_appointments"),),
    ),
    TabularReturn(_governance.ASSURANCE, "Tests of assurance", ("held_on", "scope", "next_review")),
    TabularReturn(_governance.EVENTS_TABLE, "Events that call for a review", ("day", "event", "says")),
    TabularReturn(_governance.WRITTEN_ROLES, "Written roles", ("post", "towards", "means")),
    TabularReturn(_governance.REASONS, "Reasons for departures", ("rule", "about", "reasons")),
)
ALL: tuple[TabularReturn, ...] = (POSTS, MEMBERS, PRIORITIES, *OTHERS)

__all__ = [
    "ALL",
    "COMMITTEE_KINDS",
    "EVENTS",
    "FIELDS",
    "GRADES",
    "MEMBERS",
    "NEEDS",
    "OTHERS",
    "POSTS",
    "PRIORITIES",
    "STANDINGS",
    "TOWARDS",
    "columns",
]
