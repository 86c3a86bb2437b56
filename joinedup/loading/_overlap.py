"""Which file's rows are used where several files hold the same rows.

A file takes precedence over another by, in this order: being a table rather than an XML message of the
same return, speaking for the later period, having come in the later load, and the later name. A row whose
key a file of higher precedence already gives is counted as a duplicate. A file that covers the same return
and period as one that came in a later load is replaced by it as a whole, so that rows which the correction
dropped do not linger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import polars as pl

from joinedup.declared import Table
from joinedup.loading._file_report import Duplicates
from joinedup.loading._reading import SOURCE_ROW, Reading, key_of
from joinedup.returns import FileRead

# A file covers the same as another where at least this share of the smaller one's rows are in both.
SAME_COVERAGE = 0.5
_OTHER = "__other"


@dataclass
class Settled:
    """A file's rows after the other files have been looked at.

    Args:
        reading: the file.
        rows: the rows it gives to the store, by table.
        duplicates: the rows it does not, by table.
        replaced_by: the file that takes its place as a whole; empty where none does.
    """

    reading: Reading
    rows: dict[str, pl.DataFrame] = field(default_factory=dict)
    duplicates: list[Duplicates] = field(default_factory=list)
    replaced_by: str = ""

    @property
    def path(self) -> str:
        """The file, relative to `data/`."""
        return self.reading.found.path


def settle(readings: Iterable[Reading]) -> list[Settled]:
    """Decide for each file that was read which of its rows are used, in order of path."""
    ranked = _ranked([reading for reading in readings if isinstance(reading.result, FileRead)])
    settled = [Settled(reading) for reading in ranked]
    for later, one in enumerate(settled):
        one.replaced_by = _replacement(one.reading, settled[:later])
    for name in sorted({table.table.name for one in settled for table in _read(one.reading).tables}):
        _settle_table(name, settled)
    return sorted(settled, key=lambda one: one.path)


def _read(reading: Reading) -> FileRead:
    assert isinstance(reading.result, FileRead)
    return reading.result


def _ranked(readings: list[Reading]) -> list[Reading]:
    # A name that carries a date sorts after the name of the file it follows, so the last name comes first.
    ranked = sorted(readings, key=lambda reading: reading.found.path, reverse=True)
    ranked.sort(key=lambda reading: reading.first_seen, reverse=True)
    ranked.sort(key=lambda reading: _read(reading).period, reverse=True)
    ranked.sort(key=_is_xml)
    return ranked


def _is_xml(reading: Reading) -> bool:
    return reading.found.path.lower().endswith(".xml")


def _replacement(old: Reading, higher: Sequence[Settled]) -> str:
    for other in higher:
        new = other.reading
        is_same = (
            not other.replaced_by
            and new.first_seen > old.first_seen
            and _is_xml(new) == _is_xml(old)
            and _read(new).recognised_as == _read(old).recognised_as
            and _read(new).period == _read(old).period
        )
        if is_same and _covers_the_same(_read(new), _read(old)):
            return new.found.path
    return ""


def _covers_the_same(new: FileRead, old: FileRead) -> bool:
    shared, smaller = 0, 0
    old_tables = {table.table.name: table for table in old.tables}
    for table in new.tables:
        if table.table.name in old_tables:
            key = key_of(table.table)
            ours, theirs = table.rows.select(key), old_tables[table.table.name].rows.select(key)
            shared += theirs.join(ours, on=key, how="semi", nulls_equal=True).height
            smaller += min(ours.height, theirs.height)
    return smaller > 0 and shared >= SAME_COVERAGE * smaller


def _settle_table(name: str, settled: Sequence[Settled]) -> None:
    taken: pl.DataFrame | None = None
    holders = [
        (one, table) for one in settled for table in _read(one.reading).tables if table.table.name == name
    ]
    for number, (one, read) in enumerate(holders):
        if one.replaced_by:
            _set_all_aside(one, read.table, read.rows)
            continue
        rows = read.rows
        if taken is not None:
            rows = _without_taken(one, read.table, rows, taken)
        one.rows[name] = rows
        if number + 1 < len(holders):
            ours = rows.with_columns(pl.lit(one.path).alias(_OTHER))
            taken = ours if taken is None else pl.concat([taken, ours])


def _set_all_aside(one: Settled, table: Table, rows: pl.DataFrame) -> None:
    one.rows[table.name] = rows.clear()
    if rows.height:
        numbers = tuple(rows[SOURCE_ROW].to_list())
        one.duplicates.append(Duplicates(table.name, one.replaced_by, numbers, ()))


def _without_taken(one: Settled, table: Table, rows: pl.DataFrame, taken: pl.DataFrame) -> pl.DataFrame:
    key = key_of(table)
    others = taken.unique(key, keep="first", maintain_order=True).drop(SOURCE_ROW)
    matched = rows.join(
        others, on=key, how="inner", nulls_equal=True, suffix="__theirs", maintain_order="left"
    )
    if matched.is_empty():
        return rows
    values = [column.name for column in table.columns if column.name not in key]
    # An empty cell is not a disagreement: the two forms of a return do not hold the same columns.
    differs = pl.any_horizontal(
        pl.lit(False), *[(pl.col(v) != pl.col(f"{v}__theirs")).fill_null(False) for v in values]
    )
    found = matched.select(SOURCE_ROW, _OTHER, differs.alias("differs"))
    for (other,), part in found.group_by(_OTHER, maintain_order=True):
        differ = tuple(part.filter("differs")[SOURCE_ROW].to_list())
        numbers = tuple(part[SOURCE_ROW].to_list())
        one.duplicates.append(Duplicates(table.name, str(other), numbers, differ))
    return rows.join(others, on=key, how="anti", nulls_equal=True, maintain_order="left")
