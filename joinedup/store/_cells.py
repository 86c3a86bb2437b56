"""Words in a table that somebody will open in a spreadsheet."""

from __future__ import annotations

from typing import TypeVar

# A cell that begins like this is worked out by a spreadsheet and not shown.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = TypeVar("Cell")


def not_a_formula(cell: Cell) -> Cell | str:
    """Return a cell that a spreadsheet shows as it is: an apostrophe goes before what it would work out."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
