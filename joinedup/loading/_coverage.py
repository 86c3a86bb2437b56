"""Which years the store covers, table by table."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from joinedup.loading._load_report import Coverage

# The first of these columns that a table has tells the year of a row.
YEARS = (
    ("year_ending", "year ending"),
    ("academic_year", "academic year"),
    ("entry_year", "entry year"),
    ("financial_year", "financial year"),
    ("year", "financial year"),
    ("as_at", "calendar year"),
    ("mid_year", "calendar year"),
    ("date", "calendar year"),
    ("referred", "calendar year"),
    ("requested", "calendar year"),
)


# Only here is the census date that of the whole file; in GIAS it is one of each school's details.
YEARS_OF = {"pupil_census": (("census_date", "calendar year"),)}


def coverage_of(connection: duckdb.DuckDBPyConnection, says: Mapping[str, str]) -> tuple[Coverage, ...]:
    """Return the rows of each table by year, in order of table and year.

    Args:
        connection: the store, as `Store.connect` returns it.
        says: what a row of each table is.
    """
    return tuple(
        row for table in _tables(connection) for row in _covered(connection, table, says.get(table, ""))
    )


def columns_of(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """Return the type of each column of a table, by name; nothing where the store has no such table."""
    rows = connection.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = ?", [table]
    ).fetchall()
    return dict(rows)


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "SELECT table_name FROM information_schema.tables ORDER BY table_name"
    ).fetchall()
    return [name for (name,) in rows]


def _covered(connection: duckdb.DuckDBPyConnection, table: str, says: str) -> list[Coverage]:
    columns = columns_of(connection, table)
    counted_by, year = next(
        ((kind, _year(name, columns[name])) for name, kind in YEARS_OF.get(table, YEARS) if name in columns),
        ("", "''"),
    )
    # Table and column names come from declarations, never from a file.
    counted = f'SELECT {year} AS year, count(*) FROM "{table}" GROUP BY year ORDER BY year'  # noqa: S608
    rows = connection.execute(counted).fetchall()
    return [Coverage(table, says, counted_by, str(label or ""), count) for label, count in rows]


def _year(column: str, kind: str) -> str:
    return f'CAST(year("{column}") AS VARCHAR)' if kind == "DATE" else f'CAST("{column}" AS VARCHAR)'
