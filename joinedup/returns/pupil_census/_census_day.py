"""The day of a school census, from the term and year in a file's name."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import polars as pl

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_THURSDAY = 3
# The Thursday of the month on which each term's census falls: first of October, third of January and May.
_TERMS = {"autumn": (10, 1), "spring": (1, 3), "summer": (5, 3)}


def census_day(name: str) -> date | None:
    """Return the census day that a name such as `pupil_census_2026_spring` speaks of."""
    years = _YEAR.findall(name)
    term = next((which for which in _TERMS if which in name.casefold()), None)
    if not years or term is None:
        return None
    month, which = _TERMS[term]
    first = date(int(years[-1]), month, 1)
    return first + timedelta(days=(_THURSDAY - first.weekday()) % 7 + 7 * (which - 1))


def stamp(rows: pl.DataFrame, path: Path) -> tuple[pl.DataFrame, str]:
    """Fill in `census_date` where the file has none."""
    day = census_day(path.stem) or census_day(path.parent.name)
    filled = rows.with_columns(pl.col("census_date").fill_null(pl.lit(day, dtype=pl.Date)))
    last = filled["census_date"].max()
    return filled, last.isoformat() if isinstance(last, date) else ""
