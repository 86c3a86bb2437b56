"""Better sets in the terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from joinedup.council.better_sets import BetterSets
from joinedup.reports._parts import DataTable, Row
from joinedup.reports._terminal import table
from joinedup.reports.better_sets._tables import picks_table, sets_table
from joinedup.reports.better_sets._words import (
    conflict_says,
    how_good,
    how_missed,
    lead,
    officers_say,
    salami_says,
)

# Of the table of sets, what a terminal has room for: saved, worst futures, outcome and limits kept.
_KEPT = (0, 1, 2, 3)


def better_sets_summary(found: BetterSets) -> Group:
    """Return what to print after a search.

    Args:
        found: what was found.
    """
    parts: list[RenderableType] = [Text(lead(found), style="bold")]
    for says in conflict_says(found.conflict) if found.conflict else ():
        parts += [Text(f"- {says}")]
    for says in (" ".join(officers_say(found)), salami_says(found)):
        if says:
            parts += [Text(""), Text(says)]
    if found.chosen:
        parts += [Text(""), table(picks_table(found, found.chosen)), table(_narrow(sets_table(found)))]
        parts.append(Text(f"{how_good(found, found.targets.aim)} {how_missed(found)}"))
    return Group(*parts)


def _narrow(one: DataTable) -> DataTable:
    def kept(row: Row) -> Row:
        return Row(row.name, tuple(row.cells[place] for place in _KEPT), row.is_total)

    columns = tuple(one.columns[place] for place in _KEPT)
    return DataTable(one.caption, one.hint, one.first, columns, tuple(kept(row) for row in one.rows))
