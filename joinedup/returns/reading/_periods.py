"""Which year a file speaks for: from its name or its folder's, else from the dates in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import polars as pl

from joinedup.returns.reading._return import Stamp

YEAR_ENDING = "year_ending"
_PAIR = re.compile(r"(?<!\d)(20\d\d)\s*[-_/ ]\s*(?:20)?(\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_FIRST, _LAST = 2005, 2050
_YEAR_ENDS = (3, 31)


def year_stamp(*dated_by: str) -> Stamp:
    """Return a stamp that fills in `year_ending` from the file's name, else from the latest of some dates."""

    def stamp(rows: pl.DataFrame, path: Path) -> tuple[pl.DataFrame, str]:
        year = year_named(path) or year_of(rows[name] for name in dated_by)
        return with_year(rows, year), str(year or "")

    return stamp


def with_year(rows: pl.DataFrame, year: int | None) -> pl.DataFrame:
    """Return rows with their `year_ending` filled in."""
    return rows.with_columns(pl.lit(year, dtype=pl.Int64).alias(YEAR_ENDING))


def year_named(path: Path) -> int | None:
    """Return the return year that a file's name or its folder's name states; `2024-25` ends in 2025."""
    for name in (path.name.split(".")[0], path.parent.name):
        for found in _PAIR.finditer(name):
            first, second = int(found.group(1)), int(found.group(2))
            if second == (first + 1) % 100:
                return first + 1
        years = {int(year) for year in _YEAR.findall(name)}
        plausible = sorted(year for year in years if _FIRST <= year <= _LAST)
        if plausible:
            return plausible[-1]
    return None


def year_of(dates: Iterable[pl.Series]) -> int | None:
    """Return the year ending 31 March that holds the latest of some dates."""
    latest = [last for series in dates if isinstance(last := series.max(), date)]
    plausible = [last for last in latest if _FIRST <= last.year <= _LAST]
    if not plausible:
        return None
    last = max(plausible)
    return last.year if (last.month, last.day) <= _YEAR_ENDS else last.year + 1
