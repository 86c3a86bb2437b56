"""What became of one file, row by row."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Came(StrEnum):
    """How a file stands to the load before."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CORRECTED = "corrected"
    READ_AGAIN = "read again"
    REMOVED = "removed"


class Standing(StrEnum):
    """What became of a file's rows."""

    LOADED = "loaded"
    DUPLICATE = "duplicate"
    REPLACED = "replaced"
    REFUSED = "refused"
    GONE = "gone"


@dataclass(frozen=True)
class TableAccount:
    """What became of the rows a file holds for one table: read is the sum of the other three.

    Args:
        table: name of the table.
        says: what a row of it is.
        read: rows in the file.
        loaded: rows in the store.
        set_aside: rows left out, each for a reason.
        duplicates: rows that another file already gives.
    """

    table: str
    says: str
    read: int
    loaded: int
    set_aside: int
    duplicates: int

    @property
    def adds_up(self) -> bool:
        """Whether every row read is accounted for."""
        return self.read == self.loaded + self.set_aside + self.duplicates


@dataclass(frozen=True)
class SetAside:
    """Rows left out for one reason.

    Args:
        table: name of the table.
        reason: why, in words.
        column: the column to look at, as published.
        rows: row numbers in the file.
    """

    table: str
    reason: str
    column: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Duplicates:
    """Rows that another file already gives.

    Args:
        table: name of the table.
        other: the file whose rows are used instead.
        rows: row numbers in this file.
        differ: those of them that are not the same in the other file.
    """

    table: str
    other: str
    rows: tuple[int, ...]
    differ: tuple[int, ...]


@dataclass(frozen=True)
class Faults:
    """Loaded rows that break one rule.

    Args:
        table: name of the table.
        rule: code of the rule.
        says: the rule in one sentence.
        column: the column to look at, as published.
        rows: row numbers in the file.
    """

    table: str
    rule: str
    says: str
    column: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class NotRun:
    """A rule that could not be checked.

    Args:
        table: name of the table.
        rule: code of the rule.
        why: what was missing.
    """

    table: str
    rule: str
    why: str


@dataclass(frozen=True)
class Change:
    """What a corrected file changes in one table, row matched to row by the table's key.

    Args:
        table: name of the table.
        instead_of: the file whose rows were there before.
        added: rows whose key is new.
        removed: rows whose key is no longer there.
        changed: rows whose key stayed and whose values did not.
    """

    table: str
    instead_of: str
    added: int
    removed: int
    changed: int


@dataclass(frozen=True)
class FileReport:
    """What became of one file.

    Args:
        path: the file, relative to `data/`.
        came: how it stands to the load before.
        standing: what became of its rows.
        recognised_as: the return it was recognised as; empty where it was refused.
        period: the period it covers.
        tables: its rows, table by table.
        set_aside: rows left out, by reason.
        duplicates: rows another file already gives.
        faults: loaded rows that break a rule, by rule.
        not_run: rules that could not be checked.
        changes: what it changes, where it is a correction.
        notes: what was unusual about it.
        other: the file that is used instead, where there is one.
        reason: why it was refused.
        todo: what to do about it.
    """

    path: str
    came: Came
    standing: Standing
    recognised_as: str = ""
    period: str = ""
    tables: tuple[TableAccount, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    duplicates: tuple[Duplicates, ...] = ()
    faults: tuple[Faults, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    other: str = ""
    reason: str = ""
    todo: str = ""

    @property
    def state(self) -> str:
        """One word for the two: what became of the file where that is not plain loading, else how it came."""
        return self.came.value if self.standing is Standing.LOADED else self.standing.value

    @property
    def read(self) -> int:
        """Rows in the file."""
        return sum(table.read for table in self.tables)

    @property
    def loaded(self) -> int:
        """Rows in the store."""
        return sum(table.loaded for table in self.tables)

    @property
    def n_set_aside(self) -> int:
        """Rows left out."""
        return sum(table.set_aside for table in self.tables)

    @property
    def n_duplicates(self) -> int:
        """Rows another file already gives."""
        return sum(table.duplicates for table in self.tables)

    @property
    def n_faults(self) -> int:
        """Faults found in loaded rows; a row may have several."""
        return sum(len(fault.rows) for fault in self.faults)

    @property
    def adds_up(self) -> bool:
        """Whether every row read is accounted for, table by table."""
        return all(table.adds_up for table in self.tables)

    def to_json(self) -> str:
        """Return the report as JSON."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> FileReport:
        """Return the report that `to_json` wrote."""
        return file_report(json.loads(text))


def file_report(written: dict[str, Any]) -> FileReport:
    """Return a file's report from plain values."""
    return FileReport(
        **(
            written
            | {
                "came": Came(written["came"]),
                "standing": Standing(written["standing"]),
                "tables": tuple(TableAccount(**one) for one in written["tables"]),
                "set_aside": tuple(SetAside(**_tuples(one, "rows")) for one in written["set_aside"]),
                "duplicates": tuple(
                    Duplicates(**_tuples(one, "rows", "differ")) for one in written["duplicates"]
                ),
                "faults": tuple(Faults(**_tuples(one, "rows")) for one in written["faults"]),
                "not_run": tuple(NotRun(**one) for one in written["not_run"]),
                "changes": tuple(Change(**one) for one in written["changes"]),
                "notes": tuple(written["notes"]),
            }
        )
    )


def _tuples(written: dict[str, Any], *fields: str) -> dict[str, Any]:
    return written | {name: tuple(written[name]) for name in fields}
