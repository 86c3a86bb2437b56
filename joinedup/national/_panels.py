"""A panel: the values of one published column, by authority and year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from joinedup.errors import OpenDataRefused
from joinedup.national._authorities import authorities
from joinedup.national._marks import Mark, published
from joinedup.national._open_data import ANOTHER_EDITION, OpenData, Publication

_LOCAL = "Local authority"
_YEARS = re.compile(r"(\d{4})\s*[/-]?\s*(\d{2})?(?!\d)")
_FIRST_AGGREGATE = 960


@dataclass(frozen=True)
class Panel:
    """The values of one published column.

    Args:
        table: the table it was read from.
        values: numbers by DfE code and year.
        marks: why there is no number, by DfE code and year.
        joint: numbers that several authorities report together, by their DfE codes and year.
    """

    table: Publication
    values: dict[tuple[str, int], float]
    marks: dict[tuple[str, int], Mark]
    joint: dict[tuple[tuple[str, ...], int], float]

    @property
    def years(self) -> tuple[int, ...]:
        """Every year with a number, oldest first."""
        return tuple(sorted({year for _, year in self.values}))


class Reader(Protocol):
    """Anything that can find its panel in a folder of national tables; it is hashable."""

    def panel(self, data: OpenData) -> Panel:
        """Return the panel."""
        ...


@dataclass(frozen=True)
class Column:
    """One column of a table in the department's tidy form, for authorities only.

    Args:
        table: the table.
        name: the column's name.
        where: columns and the value each must hold. Some tables repeat every row under several headings,
            so that without this the numbers would count more than once.
    """

    table: Publication
    name: str
    where: tuple[tuple[str, str], ...] = ()

    def panel(self, data: OpenData) -> Panel:
        """Return the column's values."""
        return data.once(self, lambda: self._read(data))

    def _read(self, data: OpenData) -> Panel:
        frame = data.table(self.table).filter(pl.col("geographic_level") == _LOCAL)
        for column, value in self.where:
            frame = frame.filter(pl.col(column) == value)
        if not len(frame):
            raise OpenDataRefused(
                f"{self.table.file} has no row for authorities where {dict(self.where)}.",
                ANOTHER_EDITION,
            )
        rows = frame.select("old_la_code", "time_period", self.name).rows()
        return panel_of(self.table, rows)


@dataclass(frozen=True)
class LaitMeasure:
    """One measure of the Local Authority Interactive Tool's long table.

    Args:
        table: the long table.
        short_name: the measure's `Short Desc`; its long name is given for the first year only.
    """

    table: Publication
    short_name: str

    def panel(self, data: OpenData) -> Panel:
        """Return the measure's values; a later row replaces an earlier one of the same year."""
        return data.once(self, lambda: self._read(data))

    def _read(self, data: OpenData) -> Panel:
        columns = ("Short Desc", "Years", "LA Number", "Values")
        measures = data.once(
            ("by measure", self.table.file),
            lambda: data.table(self.table, columns).partition_by("Short Desc", as_dict=True),
        )
        if (self.short_name,) not in measures:
            raise OpenDataRefused(
                f"{self.table.file} lacks the measure {self.short_name}.",
                ANOTHER_EDITION,
            )
        frame = measures[(self.short_name,)].filter(
            pl.col("LA Number").cast(pl.Float64).is_between(0, _FIRST_AGGREGATE, closed="left")
        )
        code = pl.col("LA Number").cast(pl.Float64).cast(pl.Int64).cast(pl.String)
        return panel_of(self.table, frame.select(code, "Years", "Values").rows())


def panel_of(table: Publication, rows: Sequence[tuple[str, str, str | None]]) -> Panel:
    """Return a panel of rows of DfE code, label of the year and published text.

    Raises:
        OpenDataRefused: a cell holds something that is neither a number nor a known mark.
    """
    values: dict[tuple[str, int], float] = {}
    marks: dict[tuple[str, int], Mark] = {}
    joint: dict[tuple[tuple[str, ...], int], float] = {}
    for code, label, text in rows:
        cell = _cell(table, text)
        codes = tuple(part.strip() for part in (code or "").split("/"))
        year = year_ending(label)
        if isinstance(cell, Mark):
            marks[codes[0], year] = cell
        elif len(codes) > 1:
            joint[codes, year] = cell
        else:
            values[codes[0], year] = cell
    return Panel(table, values, marks, joint)


def year_ending(label: str) -> int:
    """Return the year that a published label ends in: `2023`, `202324`, `2022/23` or `2022-23 (OT)`.

    Raises:
        OpenDataRefused: the label is none of these.
    """
    found = _YEARS.match(label.strip())
    if found is None:
        raise OpenDataRefused(
            f"{label!r} is not a year that is known.",
            ANOTHER_EDITION,
        )
    first, second = int(found.group(1)), found.group(2)
    return first if second is None else first + 1


def dfe_code_by_ons_code() -> dict[str, str]:
    """Return the DfE code of every ONS code of today's authorities, aliases included."""
    return {code: one.dfe_code for one in authorities() for code in one.ons_codes}


def _cell(table: Publication, text: str | None) -> float | Mark:
    try:
        return published(text)
    except ValueError as error:
        raise OpenDataRefused(
            f"{table.file} holds {text!r} where a number or a mark is expected.",
            ANOTHER_EDITION,
        ) from error
