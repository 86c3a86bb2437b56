"""Days as whole numbers, and the dates the county's histories hang on."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

Days = NDArray[np.int32]
Whole = NDArray[np.int64]
Real = NDArray[np.float64]
YesNo = NDArray[np.bool_]

NEVER = 2**30
YEAR = 365.25

_EPOCH = date(1970, 1, 1)


def day(year: int, month: int, day_of_month: int) -> int:
    """Return a date as days since 1 January 1970."""
    return (date(year, month, day_of_month) - _EPOCH).days


END = day(2026, 3, 31)
HISTORY_STARTS = day(2016, 4, 1)
CENSUS_YEARS = tuple(range(2016, 2026))


def as_dates(days: NDArray[Any], name: str = "") -> pl.Series:
    """Return days as a column of dates; `NEVER` becomes empty."""
    column = pl.Series(name, days.astype(np.int32), dtype=pl.Int32)
    return column.set(column >= NEVER, None).cast(pl.Date).alias(name)


def birth_year_of_school(born: Days) -> Whole:
    """Return the calendar year in which the school year of birth (September to August) began."""
    dates = born.astype("datetime64[D]")
    months = dates.astype("datetime64[M]").astype(np.int64)
    years = months // 12 + 1970
    return np.where(months % 12 >= 8, years, years - 1)


def school_year_group(born: Days, academic_year_starts: int) -> Whole:
    """Return the year group in an academic year: 0 is Reception, 13 the last of sixth form."""
    return academic_year_starts - birth_year_of_school(born) - 5


def academic_label(starts: int) -> str:
    """Return `2025/26` for the academic or financial year that starts in 2025."""
    return f"{starts}/{(starts + 1) % 100:02d}"
