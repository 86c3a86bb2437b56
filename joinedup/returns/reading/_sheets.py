"""Rows of cells, still as text, from wherever they came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import polars as pl

from joinedup.returns.reading._reads import SOURCE_ROW

# How far down a header is looked for, below titles and blank lines.
HEADER_WITHIN = 25


@dataclass
class Cells:
    """The rows below a header.

    Args:
        frame: text columns `0`, `1`, … and `source_row`.
        set_aside: rows that could not be cut into cells, and why.
        n_empty: rows without any cell filled, which are no rows of data.
        notes: what was unusual.
    """

    frame: pl.DataFrame
    set_aside: list[tuple[int, str]] = field(default_factory=list)
    n_empty: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, or the only one of any other file.

    Args:
        name: its name; empty where it is the only one.
        first: its first rows, each with its number.
        load: given the number of the header's row and the count of its cells, returns the rows below.
    """

    name: str
    first: Sequence[tuple[int, list[str]]]
    load: Callable[[int, int], Cells]


def sheet_of(frame: pl.DataFrame, name: str, first_row: int) -> Sheet:
    """Return a sheet from a frame of text whose rows, header included, are numbered from `first_row`."""
    numbered = frame.with_columns(
        pl.int_range(first_row, first_row + pl.len(), dtype=pl.Int64).alias(SOURCE_ROW)
    )
    first = [
        (first_row + i, ["" if cell is None else cell for cell in row])
        for i, row in enumerate(frame.head(HEADER_WITHIN).iter_rows())
    ]
    return Sheet(name, first, lambda row, width: _below(numbered, row, width))


def _below(numbered: pl.DataFrame, row: int, width: int) -> Cells:
    body = numbered.filter(pl.col(SOURCE_ROW) > row)
    names = [name for name in body.columns if name != SOURCE_ROW][:width]
    frame = body.select(SOURCE_ROW, *(pl.col(name).alias(str(i)) for i, name in enumerate(names)))
    return without_empty(Cells(frame))


def without_empty(cells: Cells) -> Cells:
    """Leave out the rows that have no cell filled, and count them."""
    names = [name for name in cells.frame.columns if name != SOURCE_ROW]
    filled = cells.frame.filter(
        pl.any_horizontal((pl.col(name).is_not_null() & (pl.col(name) != "")) for name in names)
        if names
        else pl.lit(False)
    )
    return Cells(
        filled, cells.set_aside, cells.n_empty + cells.frame.height - filled.height, list(cells.notes)
    )
