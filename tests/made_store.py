"""Stores made by hand from small tables of text, for counting what is in them.

child | started    | ended
Ada   | 2026-01-10 |
Ben   | 2026-01-10 | 2026-02-01
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from joinedup.declared import FigureValue
from joinedup.folder import Council, Patch, PlanningArea
from joinedup.returns import known_returns, schema_of
from joinedup.store import SourceFile, Store

TABLES = {table.name: table for known in known_returns() for table in known.tables}
Rows = list[dict[str, str]]
NORTH, SOUTH = "north", "south"


def rows_of(text: str) -> Rows:
    """Return the rows of a table of text, each by the names in its first line."""
    lines = [line for line in text.splitlines() if line.strip() and not set(line.strip()) <= set("-+ ")]
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]


def made_council(folder: Path) -> Council:
    """Return a council of two patches, North of ward W1 and South of ward W2."""
    return Council(
        folder=folder,
        name="Testshire",
        ons_code="E06000999",
        dfe_code="999",
        tier="unitary",
        region="Nowhere",
        plan_starts=date(2026, 4, 1),
        patches=(Patch(NORTH, "North", wards=("W1",)), Patch(SOUTH, "South", wards=("W2",))),
        planning_areas=(
            PlanningArea("P1", "North primary", "primary", NORTH),
            PlanningArea("P2", "South primary", "primary", SOUTH),
        ),
    )


def made_store(council: Council, **tables: str | Rows) -> Store:
    """Return the council's store with these tables in it; columns that are not given are empty."""
    store = Store(council.workings)
    with store.writing() as writer:
        sources = []
        for name, given in tables.items():
            frame = typed_rows(name, rows_of(given) if isinstance(given, str) else given)
            piece = writer.piece(name, frame, f"{name}.csv")
            account = writer.account("{}")
            sources.append(
                SourceFile(f"{name}.csv", "hash", "1", name, "", writer.load, "", account, (piece,))
            )
        writer.commit(sources)
    return store


def typed_rows(name: str, rows: Rows) -> pl.DataFrame:
    """Return rows with every column of a table, typed as the table says."""
    schema = schema_of(TABLES[name])
    unknown = {column for row in rows for column in row} - set(schema)
    assert not unknown, f"{name} has no column {unknown}"
    text = {column: [row.get(column) or None for row in rows] for column in schema}
    frame = pl.DataFrame(text, schema=dict.fromkeys(schema, pl.String))
    frame = frame.with_columns(pl.Series("source_row", range(1, len(rows) + 1)).cast(pl.String))
    dates = [column for column, kind in schema.items() if kind == pl.Date]
    yes_no = [column for column, kind in schema.items() if kind == pl.Boolean]
    return frame.with_columns(
        *(pl.col(column).str.to_date("%Y-%m-%d") for column in dates),
        *((pl.col(column) == "yes").alias(column) for column in yes_no),
    ).cast({column: kind for column, kind in schema.items() if column not in (*dates, *yes_no)})


Found = dict[tuple[str, int], float]


def council_values(values: list[FigureValue], figure: str, council: Council) -> Found:
    """Return the council's values of a figure by band and year."""
    return {
        (value.band, value.as_at.year): value.value
        for value in values
        if value.figure == figure and value.area == council.ons_code
    }


def patch_values(values: list[FigureValue], figure: str, band: str = "") -> dict[str, float]:
    """Return the values of a figure's band by patch."""
    return {
        value.area: value.value
        for value in values
        if value.figure == figure and value.band == band and value.area in (NORTH, SOUTH)
    }
