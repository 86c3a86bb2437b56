"""What a load did: every file, what is covered, what did not come, and the same child across returns."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from joinedup.loading._file_report import FileReport, Standing, file_report


@dataclass(frozen=True)
class Coverage:
    """Rows of one table for one year.

    Args:
        table: name of the table.
        says: what a row of it is.
        counted_by: what kind of year it is, e.g. `year ending 31 March`; empty where rows carry no year.
        year: the year as the return writes it; empty where rows carry none.
        rows: rows in the store.
    """

    table: str
    says: str
    counted_by: str
    year: str
    rows: int


@dataclass(frozen=True)
class NotReceived:
    """A return that did not come.

    Args:
        title: what it is called.
        tables: the tables it would give.
        without: what cannot be done without it.
        todo: where it comes from.
    """

    title: str
    tables: tuple[str, ...]
    without: str
    todo: str


@dataclass(frozen=True)
class RowsIn:
    """Row numbers in one source file."""

    source_file: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Finding:
    """Children counted by how they appear across returns; never who they are.

    Args:
        group: the question; the findings with `in_total` of one group add up to its total.
        rule: short identifier.
        says: one sentence.
        children: how many children.
        is_total: whether this is the total of its group.
        in_total: whether it is a part of that total.
        rows: where they are, in each source file.
        todo: what to do about them; empty where nothing needs doing.
    """

    group: str
    rule: str
    says: str
    children: int
    is_total: bool = False
    in_total: bool = False
    rows: tuple[RowsIn, ...] = ()
    todo: str = ""


@dataclass(frozen=True)
class LoadReport:
    """What a load did. Row numbers and counts only: it holds no value from any record.

    Args:
        council: the council's name.
        load: number of the load whose rows are now in the store.
        made_at: when, in UTC.
        changed: whether the store changed.
        files: every file, in order of path.
        coverage: rows by table and year.
        not_received: returns that did not come.
        findings: the same child across returns.
        seconds: how long each part took.
    """

    council: str
    load: int
    made_at: str
    changed: bool
    files: tuple[FileReport, ...]
    coverage: tuple[Coverage, ...] = ()
    not_received: tuple[NotReceived, ...] = ()
    findings: tuple[Finding, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def read(self) -> int:
        """Rows in all files."""
        return sum(file.read for file in self.files)

    @property
    def loaded(self) -> int:
        """Rows in the store."""
        return sum(file.loaded for file in self.files)

    @property
    def n_set_aside(self) -> int:
        """Rows left out."""
        return sum(file.n_set_aside for file in self.files)

    @property
    def n_duplicates(self) -> int:
        """Rows another file already gives."""
        return sum(file.n_duplicates for file in self.files)

    @property
    def n_faults(self) -> int:
        """Faults found in loaded rows."""
        return sum(file.n_faults for file in self.files)

    def standing(self, standing: Standing) -> tuple[FileReport, ...]:
        """Return the files with this standing."""
        return tuple(file for file in self.files if file.standing is standing)

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain values; the shape is in the user guide, `The load report as JSON`."""
        return asdict(self) | {
            "totals": {
                "files": len(self.files),
                "rows_read": self.read,
                "rows_loaded": self.loaded,
                "rows_set_aside": self.n_set_aside,
                "rows_duplicate": self.n_duplicates,
                "faults": self.n_faults,
            }
        }

    @classmethod
    def from_json(cls, written: dict[str, Any]) -> LoadReport:
        """Return the report that `to_json` wrote."""
        return cls(
            council=written["council"],
            load=written["load"],
            made_at=written["made_at"],
            changed=written["changed"],
            files=tuple(file_report(file) for file in written["files"]),
            coverage=tuple(Coverage(**row) for row in written["coverage"]),
            not_received=tuple(
                NotReceived(**(row | {"tables": tuple(row["tables"])})) for row in written["not_received"]
            ),
            findings=tuple(_finding(row) for row in written["findings"]),
            seconds=written["seconds"],
        )


def _finding(written: dict[str, Any]) -> Finding:
    rows = tuple(RowsIn(one["source_file"], tuple(one["rows"])) for one in written["rows"])
    return Finding(**(written | {"rows": rows}))
