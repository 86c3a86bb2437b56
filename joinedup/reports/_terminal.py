"""Tables of a page as tables in the terminal."""

from __future__ import annotations

from rich.markup import escape
from rich.table import Table

from joinedup.reports._parts import Cell, DataTable

_WIDEST_WORD = 16


def table(one: DataTable, *, keeps_numbers_whole: bool = False) -> Table:
    """Return a table for the terminal: each number with its 80 per cent range below.

    Args:
        one: the table.
        keeps_numbers_whole: never break a number across lines; for tables narrow enough for any terminal,
            since one that is not would be cut off.
    """
    shown = Table(
        title=escape(one.caption), caption=escape(one.hint), title_justify="left", caption_justify="left"
    )
    longest = max((len(word) for row in one.rows for word in row.name.split()), default=0)
    shown.add_column(escape(one.first), overflow="fold", min_width=min(longest, _WIDEST_WORD))
    for place, name in enumerate(one.columns):
        cells = [row.cells[place].text for row in one.rows]
        least = max(map(len, " ".join((name, *cells)).split()), default=0) if keeps_numbers_whole else None
        shown.add_column(
            escape(name), justify="left" if one.is_text else "right", overflow="fold", min_width=least
        )
    for row in one.rows:
        shown.add_row(escape(row.name), *map(_text, row.cells), style="bold" if row.is_total else "")
    return shown


def _text(cell: Cell) -> str:
    return f"{escape(cell.text)}\n[dim]{escape(cell.range)}[/dim]" if cell.range else escape(cell.text)
