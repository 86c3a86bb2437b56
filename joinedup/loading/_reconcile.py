"""The same child across returns: counted by how the records agree, never named.

Children are matched by the council's own number for the child, which the children's case system writes into
both the SSDA903 return and the children in need census, and by unique pupil number (UPN) to the school
census. What comes out is counts and row numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb
import polars as pl

from joinedup.loading._coverage import columns_of
from joinedup.loading._load_report import Finding, RowsIn
from joinedup.loading._questions import QUESTIONS, VIEWS, Part, Question


@dataclass(frozen=True)
class _Moment:
    """Which year and which school census are compared."""

    year_ending: int | None
    census_date: str | None


def reconcile(connection: duckdb.DuckDBPyConnection) -> tuple[Finding, ...]:
    """Return how the same children appear across the returns in the store.

    Only the latest year that the SSDA903 return and the children in need census both hold is compared, and
    the latest school census: older years are closed and their returns are no longer corrected.

    Args:
        connection: the store, as `Store.connect` returns it; temporary views are added to it.
    """
    present = {name for name, view in VIEWS.items() if _has(connection, view.needs)}
    moment = _moment(connection, present)
    for name in VIEWS:
        if name in present:
            connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {_dated(VIEWS[name].sql, moment)}")
    return tuple(
        finding
        for question in QUESTIONS
        if set(question.views) <= present and _can_be_dated(question, moment)
        for finding in _findings(connection, question, moment)
    )


def _has(connection: duckdb.DuckDBPyConnection, needs: Mapping[str, tuple[str, ...]]) -> bool:
    return all(set(columns) <= set(columns_of(connection, table)) for table, columns in needs.items())


def _moment(connection: duckdb.DuckDBPyConnection, present: set[str]) -> _Moment:
    # The tables are named in this file, so no text from data is run.
    latest = [f"SELECT max(year_ending) FROM {table}" for table in _yearly(present)]  # noqa: S608
    tops = [connection.execute(sql).fetchone() for sql in latest]
    years = [top[0] for top in tops if top is not None and top[0] is not None]
    census = (
        connection.execute("SELECT CAST(max(census_date) AS VARCHAR) FROM pupil_census").fetchone()
        if "pupils" in present
        else None
    )
    return _Moment(min(years, default=None), census[0] if census else None)


def _yearly(present: set[str]) -> list[str]:
    tables = {"looked_after": "ssda903_episodes", "in_need": "cin_details"}
    return [table for view, table in tables.items() if view in present]


def _can_be_dated(question: Question, moment: _Moment) -> bool:
    needs_census = "pupils" in question.views
    needs_year = set(question.views) != {"pupils"}
    return not (needs_census and moment.census_date is None) and not (
        needs_year and moment.year_ending is None
    )


def _dated(sql: str, moment: _Moment) -> str:
    # Both values come from typed columns of the store, a number and a date, so neither can carry SQL.
    year = moment.year_ending if moment.year_ending is not None else "NULL"
    census = f"DATE '{moment.census_date}'" if moment.census_date is not None else "NULL::DATE"
    return sql.format(year=year, census=census)


def _findings(connection: duckdb.DuckDBPyConnection, question: Question, moment: _Moment) -> list[Finding]:
    group = _worded(question.asks, moment)
    # Each row of the answer is one row of one return: the child, the part it falls in, where it is.
    rows = connection.sql(_dated(question.sql, moment)).pl()
    findings = (
        [] if question.total is None else [_finding(group, question.total, moment, rows, is_total=True)]
    )
    for part in question.parts:
        findings.append(_finding(group, part, moment, rows.filter(pl.col("part") == part.rule)))
    return findings


def _worded(text: str, moment: _Moment) -> str:
    census = date.fromisoformat(moment.census_date) if moment.census_date else None
    return text.format(year=moment.year_ending, census=f"{census.day} {census:%B %Y}" if census else "")


def _finding(group: str, part: Part, moment: _Moment, rows: pl.DataFrame, is_total: bool = False) -> Finding:
    listed = () if is_total or not part.todo else _rows_in(rows)
    return Finding(
        group=group,
        rule=part.rule,
        says=_worded(part.says, moment),
        children=rows["child"].n_unique(),
        is_total=is_total,
        in_total=part.in_total and not is_total,
        rows=listed,
        todo=part.todo,
    )


def _rows_in(rows: pl.DataFrame) -> tuple[RowsIn, ...]:
    by_file = rows.drop_nulls("source_file").group_by("source_file").agg(pl.col("source_row").unique().sort())
    return tuple(
        RowsIn(file, tuple(numbers))
        for file, numbers in by_file.sort("source_file").select("source_file", "source_row").iter_rows()
    )
