"""Alternatives side by side in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from joinedup.council import Projection, Ripple
from joinedup.reports._parts import DataTable, Row
from joinedup.reports._terminal import table
from joinedup.reports.compare._comparison import Comparison, Tried, compare
from joinedup.reports.projection import general_fund
from joinedup.reports.ripple import answer_in_short, how_exact

# The columns of the page's table that a terminal has room for: the pot in a year and over the plan.
_KEPT = (3, 4)


def comparison_summary(
    tried: Sequence[Tried], each: Sequence[Ripple] = (), nothing: Projection | None = None
) -> Group:
    """Return what to print after alternatives were tried.

    Args:
        tried: the alternatives.
        each: proposals tried alone.
        nothing: the plan if nothing is decided.
    """
    found = compare(tried, each)
    parts: list[RenderableType] = [Text(says, style="bold") for says in (*found.verdicts, *found.says)]
    if nothing:
        parts += [Text(""), Text(" ".join(says for says in general_fund(nothing) if says))]
    for one in tried:
        parts += [Text(""), Text(one.label, style="bold"), Text(answer_in_short(one.ripple))]
    parts += [table(one) for one in _tables(found)]
    parts.append(Text(how_exact(tried[0].ripple)))
    return Group(*parts)


def _tables(found: Comparison) -> list[DataTable]:
    rest = [one for one in (found.measures, found.room) if one]
    return [*(_narrow(one) for one in found.pots), *rest]


def _narrow(one: DataTable) -> DataTable:
    def kept(row: Row) -> Row:
        return Row(row.name, tuple(row.cells[place] for place in _KEPT), row.is_total)

    columns = tuple(one.columns[place] for place in _KEPT)
    return DataTable(one.caption, one.hint, one.first, columns, tuple(kept(row) for row in one.rows))
