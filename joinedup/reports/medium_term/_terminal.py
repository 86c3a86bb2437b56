"""A medium-term plan in the terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from joinedup.council.medium_term import MediumTermPlan
from joinedup.reports._terminal import table
from joinedup.reports.medium_term._tables import gap_table
from joinedup.reports.medium_term._words import (
    advice,
    balance_says,
    coverage_says,
    grant_says,
    how_exact,
    other_pots_say,
    pressures_say,
    reserves_say,
    savings_say,
)


def plan_summary(plan: MediumTermPlan) -> Group:
    """Return what to print after a plan was made."""
    parts: list[RenderableType] = [Text(balance_says(plan), style="bold")]
    said = [advice(plan), pressures_say(plan), savings_say(plan), reserves_say(plan), grant_says(plan)]
    for one in (*said, *other_pots_say(plan)):
        parts += [Text(""), Text(one)] if one else []
    parts += [Text(""), table(gap_table(plan, plan.fund)), Text(how_exact(plan)), Text(coverage_says(plan))]
    return Group(*parts)
