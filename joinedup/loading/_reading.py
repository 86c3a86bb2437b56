"""Reading files so that no file, however odd, can stop a load or give rows of the wrong kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol

import polars as pl

from joinedup.declared import Kind, Table
from joinedup.loading._find import Found
from joinedup.returns import FileRead, Refused, TableRead

Read = Callable[[Path], FileRead | Refused]
SOURCE_ROW = "source_row"
WORKERS = 2
# Starting another process takes about as long as reading this many bytes.
_WORTH_A_PROCESS = 4 << 20

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
    size = sum(found.file.stat().st_size for found in files)
    if len(files) < WORKERS or size < _WORTH_A_PROCESS or not _can_travel(read):
        yield from _in_turn((read_safely(read, found.file) for found in files), files, progress)
        return
    # Processes are started afresh: one forked while a dataframe library's threads run can hang.
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        results = pool.map(read_safely, [read] * len(files), [found.file for found in files])
        yield from _in_turn(results, files, progress)


def _in_turn(
    results: Iterator[FileRead | Refused], files: Sequence[Found], progress: Progress
) -> Iterator[FileRead | Refused]:
    for done, result in enumerate(results, start=1):
        progress("Reading", done, len(files))
        yield result


def _can_travel(read: Read) -> bool:
    return getattr(read, "__module__", "").startswith("joinedup.")


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
    return replace(result, tables=[_typed(table) for table in result.tables])


def _typed(read: TableRead) -> TableRead:
    columns = [pl.col(SOURCE_ROW).cast(pl.Int64)]
    columns += [_column(read.rows, c.name, DTYPES[c.kind]) for c in read.table.columns]
    return replace(read, rows=read.rows.select(columns))


def _column(rows: pl.DataFrame, name: str, dtype: type[pl.DataType]) -> pl.Expr:
    if name in rows.columns:
        return pl.col(name).cast(dtype)
    return pl.lit(None, dtype=dtype).alias(name)


def key_of(table: Table) -> list[str]:
    """Return the columns that make a row unique; all of them where the table declares no key."""
    return list(table.key) or [column.name for column in table.columns]
