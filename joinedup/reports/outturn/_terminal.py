"""The year so far in the terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from joinedup.council.monitoring import Monitored, Outturn, PotOutturn
from joinedup.folder import Council
from joinedup.reports._parts import Cell, DataTable, Row
from joinedup.reports._terminal import table
from joinedup.reports._wording import day, pounds, pounds_change, span
from joinedup.reports.outturn._method import naive_says, tested_says
from joinedup.reports.outturn._savings import open_year, savings_shown, status_table
from joinedup.reports.outturn._spending import breaks_say, pot_rows, pot_says, verdict, warnings

_PENCE = 100


def outturn_summary(found: Monitored, council: Council) -> Group:
    """Return what to print of the year so far.

    Args:
        found: what is known.
        council: the council.
    """
    parts: list[RenderableType] = []
    one = found.outturn
    if one:
        parts += [Text(pot_says(pot, one), style="bold") for pot in one.pots]
        for title, said in (
            ("Likely to go over", warnings(one)),
            ("Strays from its own pattern", breaks_say(one)),
            ("How good such forecasts were", [*tested_says(one), *naive_says(one)]),
        ):
            parts += (
                [Text(""), Text(title, style="bold"), *(Text(f"- {says}") for says in said)] if said else []
            )
        parts += [Text(""), *(_whole(_narrow(pot, one, council)) for pot in one.pots)]
    if found.tracker:
        shown = savings_shown(found.tracker, found.record, found.shares)
        parts += [Text(""), *(Text(says, style="bold") for says in shown.says), Text(shown.record)]
        parts += [_whole(_of_now(status_table(found.tracker, pot), found)) for pot in found.tracker.pots]
        parts += [Text(says) for says in (shown.unmatched, shown.untracked, *shown.notes) if says]
    return Group(*parts)


def _whole(one: DataTable) -> Table:
    return table(one, keeps_numbers_whole=True)


def _narrow(one: PotOutturn, outturn: Outturn, council: Council) -> DataTable:
    """Return a pot's table as a terminal has room for: sums rounded, and no column that others give."""
    return DataTable(
        f"{one.pot.says}, {outturn.year}, to {day(outturn.as_at)}",
        "Rounded; below forecasts their 80 per cent ranges. Totals add up to the pound on the page.",
        "Service",
        ("Budget", "Spent", "Forecast", "Over (+)"),
        tuple(
            Row(
                row.name,
                (
                    Cell(pounds(row.budget)),
                    Cell(pounds(row.spent)),
                    Cell(pounds(row.forecast), span(row.sums.range, pounds)),
                    Cell(
                        pounds_change(row.sums.variance / _PENCE),
                        verdict(row.sums, row.has_budget, outturn.assumed.likely),
                    ),
                ),
                row.is_total,
            )
            for row in pot_rows(one, council)
        ),
    )


def _of_now(one: DataTable, found: Monitored) -> DataTable:
    """Return a table of savings as a terminal has room for: its sums, without the years that are closed."""
    first = open_year(found.tracker) - 1 if found.tracker else 0
    rows = tuple(
        Row(row.name, row.cells[1:5], row.is_total) for row in one.rows if int(row.name[:4]) >= first
    )
    return DataTable(one.caption, one.hint, one.first, ("Planned", "Delivered", "Expected", "Short"), rows)
