"""Reading files so that no file, however odd, can stop a load or give rows of the wrong kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import polars as pl

from joinedup.declared import Kind, Table
from joinedup.loading._find import Found
from joinedup.returns import FileRead, Refused, TableRead

Read = Callable[[Path], FileRead | Refused]
SOURCE_ROW = "source_row"
WORKERS = 2

# What a file speaks for as a whole. GIAS has a census date too, but it is one of each school's details.
_OF_THE_FILE = ("year_ending", "as_at")
_OF_THE_FILE_IN = {"pupil_census": "census_date"}

DTYPES: dict[Kind, type[pl.DataType]] = {
    Kind.TEXT: pl.String,
    Kind.CODE: pl.String,
    Kind.DATE: pl.Date,
    Kind.WHOLE: pl.Int64,
    Kind.NUMBER: pl.Float64,
    Kind.MONEY: pl.Float64,
    Kind.YES_NO: pl.Boolean,
}


class Progress(Protocol):
    """Told how far a load has come."""

    def __call__(self, doing: str, done: int, of: int) -> None:
        """Take what is being done, how many steps are done, and how many there are."""


def silent(doing: str, done: int, of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Reading:
    """A file and what came of reading it.

    Args:
        found: the file.
        result: what the reader returned.
        first_seen: number of the load that met this content first.
    """

    found: Found
    result: FileRead | Refused
    first_seen: int


def read_all(files: Sequence[Found], read: Read, progress: Progress) -> Iterator[FileRead | Refused]:
    """Yield what came of reading each file, in the order given."""
    # Two threads pay, though Python runs one at a time: the libraries that read files let go of it.
    with ThreadPoolExecutor(WORKERS) as pool:
        results = pool.map(lambda found: read_safely(read, found.file), files)
        for done, result in enumerate(results, start=1):
            progress("Reading", done, len(files))
            yield result


def read_safely(read: Read, file: Path) -> FileRead | Refused:
    """Read a file; whatever goes wrong becomes a refusal that tells nothing of the file's content."""
    try:
        result = read(file)
        return result if isinstance(result, Refused) else _checked(result)
    except Exception as error:  # The error's own text may quote a record, so only its kind is told.
        return Refused(
            file,
            f"Reading this file failed unexpectedly ({type(error).__name__}).",
            "Keep the file as it is and report the fault, with the file's kind but none of its content.",
        )


def _checked(result: FileRead) -> FileRead | Refused:
    for table in result.tables:
        if table.n_read != table.rows.height + table.set_aside.height:
            return Refused(
                result.path,
                f"The rows of {table.table.name} do not add up after reading.",
                "Report the fault: this is a mistake in the reader, not in the file.",
            )
    return replace(result, tables=[_typed(table) for table in _one_of_each(result.tables)])


def _one_of_each(tables: Sequence[TableRead]) -> list[TableRead]:
    """Bring the sheets of a workbook that hold the same table together."""
    together: dict[str, TableRead] = {}
    for table in tables:
        one = together.get(table.table.name)
        together[table.table.name] = (
            table
            if one is None
            else replace(
                one,
                rows=pl.concat([one.rows, table.rows], how="diagonal_relaxed"),
                set_aside=pl.concat([one.set_aside, table.set_aside]),
                n_read=one.n_read + table.n_read,
                faults=[*one.faults, *table.faults],
            )
        )
    return list(together.values())


def _typed(read: TableRead) -> TableRead:
    columns = [pl.col(SOURCE_ROW).cast(pl.Int64)]
    columns += [_column(read.rows, c.name, DTYPES[c.kind]) for c in read.table.columns]
    return replace(read, rows=read.rows.select(columns))


def _column(rows: pl.DataFrame, name: str, dtype: type[pl.DataType]) -> pl.Expr:
    if name in rows.columns:
        return pl.col(name).cast(dtype)
    return pl.lit(None, dtype=dtype).alias(name)


def key_of(table: Table) -> list[str]:
    """Return the columns that make a row unique among all files of its return.

    A table's own key tells rows of one file apart. The year or day that the file as a whole speaks for is a
    column too, made while reading, and the same child comes again in the next year's file. Where a table
    declares no key, all its columns tell rows apart.
    """
    if not table.key:
        return [column.name for column in table.columns]
    names = (*_OF_THE_FILE, _OF_THE_FILE_IN.get(table.name, ""))
    of_the_file = [c.name for c in table.columns if c.name in names and c.name not in table.key]
    return [*of_the_file, *table.key]
