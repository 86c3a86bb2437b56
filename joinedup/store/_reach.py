"""How far back a list of episodes tells the whole story.

A list that an office keeps was begun one day, or is exported with the episodes open since some day. Before
that day it holds some episodes and lacks others, and neither kind holds ends from before it. Which kind it is
shows in its starts: a list of what was open holds starts from long before. One that was begun on a day lacks
the episodes already running then, until those have had time to end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

# The first and last events of a list may lie some weeks inside the time it covers.
_QUIET = timedelta(days=31)
# Single dates far from all others are slips of the keyboard and say nothing of the list.
_SLIPS = 0.005
_LONG_STAY = 0.95
_FIRST_YEAR = timedelta(days=365)
_MARCH_31 = (3, 31)


@dataclass(frozen=True)
class Reach:
    """Between which days a list of episodes is whole.

    Args:
        flows_from: first day from which it holds every start and end.
        stocks_from: first day on which it holds everybody who was in an episode.
        until: last day it tells of.
    """

    flows_from: date
    stocks_from: date
    until: date

    def stock_days(self) -> list[date]:
        """Return each 31 March on which the list tells how many were in an episode."""
        return _days(self.stocks_from, self.until)

    def flow_days(self) -> list[date]:
        """Return each 31 March that ends twelve months for which the list holds every start and end."""
        return [on for on in _days(self.flows_from, self.until) if self.flows_from <= _year_begins(on)]


def reach_of(
    connection: duckdb.DuckDBPyConnection, table: str, started: str, ended: str, earliest: date | None = None
) -> Reach | None:
    """Return the reach of a table of episodes; None where none of its episodes has ended.

    Args:
        connection: DuckDB with the table.
        table: name of the table.
        started: its column of starts.
        ended: its column of ends.
        earliest: a day before which nothing of the kind could start; a list from then lacks nothing.
    """
    # Only names of our own tables and columns are put into the query.
    query = f"""
        SELECT quantile_disc({started}, $slips), quantile_disc({ended}, $slips),
               quantile_disc({ended} - {started}, 0.5), quantile_disc({ended} - {started}, $long),
               quantile_disc({started}, 1 - $slips)
        FROM {table} WHERE {started} IS NOT NULL
    """  # noqa: S608
    found = connection.execute(query, {"slips": _SLIPS, "long": _LONG_STAY}).fetchone()
    if found is None or None in found:
        return None
    first_start, first_end, usual_stay, long_stay, last = found
    flows_from = max(first_start, first_end) - _QUIET
    goes_back = earliest is not None and first_start < earliest + _FIRST_YEAR
    was_begun = (first_end - first_start).days < usual_stay and not goes_back
    stocks_from = max(flows_from, first_start + timedelta(days=long_stay)) if was_begun else flows_from
    return Reach(flows_from, stocks_from, last + _QUIET)


def _days(first: date, last: date) -> list[date]:
    days = [date(year, *_MARCH_31) for year in range(first.year, last.year + 1)]
    return [on for on in days if first <= on <= last]


def _year_begins(on: date) -> date:
    return date(on.year - 1, on.month, on.day) + timedelta(days=1)
