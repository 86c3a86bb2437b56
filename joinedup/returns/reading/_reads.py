"""What came of reading a file: rows loaded, rows set aside with a reason, and what to look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from joinedup.declared import Table

SOURCE_ROW = "source_row"


@dataclass(frozen=True, slots=True)
class Fault:
    """A loaded row that breaks a rule; it never carries a value from the row.

    Args:
        table: name of the table.
        rule: code of the rule.
        says: the rule in one sentence.
        column: the column to look at, as published.
        row: number of the row, or of the child's element, in the source.
        file: the source file, where rows of several files were checked together.
    """

    table: str
    rule: str
    says: str
    column: str
    row: int
    file: str = ""


@dataclass(frozen=True, slots=True)
class RuleNotRun:
    """A rule that could not be checked, and why.

    Args:
        table: name of the table.
        rule: code of the rule.
        why: what was missing.
    """

    table: str
    rule: str
    why: str


@dataclass(frozen=True)
class TableRead:
    """One table as it was read; rows loaded and rows set aside always add up to rows read.

    Args:
        table: the declaration of the table.
        rows: typed rows, named by `Column.name`, with `source_row`.
        set_aside: `source_row`, `reason` and `column` of each row left out.
        n_read: rows in the source.
        faults: loaded rows that break a rule.
    """

    table: Table
    rows: pl.DataFrame
    set_aside: pl.DataFrame
    n_read: int
    faults: list[Fault] = field(default_factory=list)

    @property
    def n_loaded(self) -> int:
        """Rows that can be loaded."""
        return self.rows.height

    @property
    def n_set_aside(self) -> int:
        """Rows left out, each with a reason."""
        return self.set_aside.height


@dataclass(frozen=True)
class FileRead:
    """A file that was recognised and read.

    Args:
        path: the file.
        recognised_as: the return it is, e.g. `ssda903_episodes` or `cin_census`.
        period: the year or day the file speaks for; empty where it speaks for none.
        tables: its tables.
        notes: what was unusual about the file and how it was dealt with.
        not_run: rules that could not be checked from this file alone.
    """

    path: Path
    recognised_as: str
    period: str
    tables: list[TableRead]
    notes: list[str] = field(default_factory=list)
    not_run: list[RuleNotRun] = field(default_factory=list)

    @property
    def n_read(self) -> int:
        """Rows in the file, over all its tables."""
        return sum(table.n_read for table in self.tables)

    @property
    def n_loaded(self) -> int:
        """Rows that can be loaded, over all its tables."""
        return sum(table.n_loaded for table in self.tables)

    @property
    def n_set_aside(self) -> int:
        """Rows left out, over all its tables."""
        return sum(table.n_set_aside for table in self.tables)


@dataclass(frozen=True)
class Refused:
    """A file that was not read.

    Args:
        path: the file.
        reason: one sentence saying why.
        todo: one sentence saying what to do next.
    """

    path: Path
    reason: str
    todo: str


class CannotRead(Exception):
    """Raised inside the readers where a file cannot be read; `read_file` turns it into `Refused`.

    Args:
        reason: one sentence saying why.
        todo: one sentence saying what to do next.
    """

    def __init__(self, reason: str, todo: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.todo = todo
