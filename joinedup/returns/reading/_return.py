"""The two shapes a return comes in: a table of rows, and an XML message."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from joinedup.declared import Rule, Table
from joinedup.returns.reading._reads import SOURCE_ROW

Frames = Mapping[str, pl.DataFrame]
Stamp = Callable[[pl.DataFrame, Path], tuple[pl.DataFrame, str]]


@dataclass(frozen=True)
class Check:
    """A rule and how its failing rows are found.

    Args:
        rule: the rule.
        column: name of the column to look at first.
        fails: an expression that is true of a failing row, or a function from the tables to the failing rows.
        needs: columns of the rule's table that must hold something for the rule to be run at all.
        reads: other tables the rule reads.
    """

    rule: Rule
    column: str
    fails: pl.Expr | Callable[[Frames], pl.DataFrame]
    needs: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()

    def failing(self, tables: Frames) -> pl.DataFrame:
        """Return the failing rows of the rule's table."""
        if isinstance(self.fails, pl.Expr):
            return tables[self.rule.table].filter(self.fails)
        return self.fails(tables)


@dataclass(frozen=True)
class YearColumns:
    """Columns named after years, which become rows.

    Args:
        pattern: regular expression that the name of such a column matches in full.
        label: name of the column that takes the year.
        value: name of the column that takes the cell.
    """

    pattern: str
    label: str
    value: str


@dataclass(frozen=True)
class TabularReturn:
    """A return that comes as rows under a header, in a CSV file, a workbook, Parquet or JSON.

    Args:
        table: its table; a column whose `published` is empty is made while reading.
        title: what people call it.
        knows_by: names of the columns that together tell this return from others.
        checks: rules beyond the shape of each cell.
        year_columns: columns named after years, where it has them.
        stamp: fills in when the file speaks for, from its path and rows; returns the rows and that period.
    """

    table: Table
    title: str
    knows_by: tuple[str, ...]
    checks: tuple[Check, ...] = ()
    year_columns: YearColumns | None = None
    stamp: Stamp | None = None

    @property
    def name(self) -> str:
        """The name the file is recognised as."""
        return self.table.name

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its one table."""
        return (self.table,)


@dataclass
class Gathered:
    """Cells gathered from an XML file, table by table, still as text.

    Args:
        cells: for each table, for each column's name, its cells; every list of a table is equally long.
        period: the year or day the file speaks for.
        notes: what was unusual.
    """

    cells: dict[str, dict[str, list[str | int | None]]]
    period: str = ""
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, tables: tuple[Table, ...]) -> Gathered:
        """Return empty cells for these tables."""
        return cls({table.name: {c: [] for c in (*_names(table), SOURCE_ROW)} for table in tables})


@dataclass(frozen=True)
class XmlReturn:
    """A return that comes as an XML message.

    Args:
        name: the name the file is recognised as.
        title: what people call it.
        tables: its tables.
        root: local name of the root element.
        collection: text of the `Collection` element; empty where the root alone tells.
        gather: reads the message in one pass.
        checks: rules beyond the shape of each cell.
        dated_by: tables and their date columns whose latest value tells the year where no name does.
        has_year_ending: whether a `year_ending` column is made from the file's period.
    """

    name: str
    title: str
    tables: tuple[Table, ...]
    root: str
    collection: str
    gather: Callable[..., Gathered]
    checks: tuple[Check, ...] = ()
    dated_by: tuple[tuple[str, str], ...] = ()
    has_year_ending: bool = False


def _names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)
