"""The year of an SSDA903 set whose files and folder do not name it.

Such a set is ten files in one folder, and most of them hold no date that tells the year: the header lists
birthdays and nothing else. The year is that of the episodes beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from joinedup.loading._reading import Reading
from joinedup.returns import FileRead, TableRead, year_named

_SET = "ssda903"
_EPISODES = "ssda903_episodes"
_YEAR = "year_ending"


def shares_year(recognised_as: str, file: Path) -> bool:
    """Whether a file takes its year from the files beside it."""
    return recognised_as.startswith(_SET) and year_named(file) is None


def with_folder_years(readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings, each file of a set whose year is not named with the year of its folder."""
    folders: dict[Path, list[FileRead]] = {}
    for reading in readings:
        if isinstance(reading.result, FileRead) and _shares(reading):
            folders.setdefault(reading.found.file.parent, []).append(reading.result)
    years = {folder: _year_of(reads) for folder, reads in folders.items()}
    return [
        replace(reading, result=_dated(reading.result, years[reading.found.file.parent]))
        if isinstance(reading.result, FileRead) and _shares(reading)
        else reading
        for reading in readings
    ]


def _shares(reading: Reading) -> bool:
    return isinstance(reading.result, FileRead) and shares_year(
        reading.result.recognised_as, reading.found.file
    )


def _year_of(reads: Sequence[FileRead]) -> str:
    known = [read for read in reads if read.period]
    # The XML message of the return has dates of its own, but the set of files is the fuller form.
    episodes = [read.period for read in known if read.recognised_as == _EPISODES]
    return max(episodes or [read.period for read in known], default="")


def _dated(read: FileRead, year: str) -> FileRead:
    if read.period == year:
        return read
    note = f"The year ending {year} is taken from the episodes in the same folder."
    tables = [_with_year(table, int(year)) for table in read.tables]
    return replace(read, period=year, tables=tables, notes=[*read.notes, note])


def _with_year(read: TableRead, year: int) -> TableRead:
    return replace(read, rows=read.rows.with_columns(pl.lit(year, dtype=pl.Int64).alias(_YEAR)))
