"""Reading `leadership/`: every file by its content, and everything that is wrong told at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from joinedup.council import refuse_faults
from joinedup.errors import InputRefused
from joinedup.folder import FILE_NAME, Council
from joinedup.leadership._faults import faults_between
from joinedup.leadership._leadership import Leadership
from joinedup.leadership._records import (
    Assurance,
    Committee,
    Contribution,
    Event,
    Function,
    Holding,
    JointAppointment,
    MeasureOwner,
    MemberRole,
    Partner,
    PatchArrangement,
    Portfolio,
    Priority,
    Reasons,
    Seat,
    Team,
    WrittenRole,
    record,
)
from joinedup.returns import FileRead, TableRead, read_file
from joinedup.store import remembered

_R = TypeVar("_R")
FOLDER = "leadership"
# Which field of `Leadership` each table fills, and with what type.
TABLES: dict[str, tuple[str, type[Any]]] = {
    "posts": ("holdings", Holding),
    "members": ("members", MemberRole),
    "portfolios": ("portfolios", Portfolio),
    "committees": ("committees", Committee),
    "committee_members": ("seats", Seat),
    "partners": ("partners", Partner),
    "functions": ("functions", Function),
    "priorities": ("priorities", Priority),
    "measure_owners": ("measures", MeasureOwner),
    "contributions": ("contributions", Contribution),
    "patch_arrangements": ("patches", PatchArrangement),
    "teams": ("teams", Team),
    "joint_appointments": ("joint", JointAppointment),
    "assurance": ("assurances", Assurance),
    "leadership_events": ("events", Event),
    "written_roles": ("written", WrittenRole),
    "departures": ("reasons", Reasons),
}
_ENDINGS = (".csv", ".xlsx", ".xls", ".ods", ".tsv", ".txt")


def read_leadership(council: Council) -> Leadership:
    """Read the files of a council's `leadership/` folder; a file that is absent leaves its table empty.

    What was read is held until one of the files changes: most pages ask for it.

    Args:
        council: the council.

    Raises:
        InputRefused: files cannot be read, or name what no file declares; every fault is named at once.
    """
    # `council.toml` names the patches and directorates that the files speak of.
    made_from = (council.folder / FOLDER, council.folder / FILE_NAME)
    return remembered((str(council.folder), "leadership"), made_from, lambda: _read(council))


def _read(council: Council) -> Leadership:
    faults: list[str] = []
    tables: dict[str, tuple[Path, TableRead]] = {}
    for path in _files(council.folder / FOLDER):
        read = read_file(path)
        if not isinstance(read, FileRead):
            faults.append(f"{path.name}: {read.reason} {read.todo}")
            continue
        for table in read.tables:
            faults += _faults_of_table(path, table, tables)
    leadership = Leadership(
        council.name, **_rows(tables), files={name: at for name, (at, _) in tables.items()}
    )
    faults += faults_between(leadership, council)
    refuse_faults(f"{FOLDER}/", faults, InputRefused)
    return leadership


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in _ENDINGS and not path.name.startswith((".", "~$")) and path.is_file()
    )


def _faults_of_table(path: Path, read: TableRead, tables: dict[str, tuple[Path, TableRead]]) -> Iterator[str]:
    """Take a table in, and yield what is wrong with its rows; never a name or a value from one."""
    name = read.table.name
    if name not in TABLES:
        yield f"{path.name}: this is {read.table.says.rstrip('.').lower()}; put it in data/"
        return
    if name in tables:
        yield f"{path.name}: says the same as {tables[name][0].name}; keep one of the two"
        return
    tables[name] = path, read
    for row in read.set_aside.iter_rows(named=True):
        column = f", {row['column']}" if row["column"] else ""
        yield f"{path.name}, row {row['source_row']}{column}: {row['reason']}"
    for fault in read.faults:
        yield f"{path.name}, row {fault.row}, {fault.column}: {fault.says}"


def _rows(tables: dict[str, tuple[Path, TableRead]]) -> dict[str, Any]:
    filled: dict[str, Any] = {}
    for name, (_, read) in tables.items():
        attribute, kind = TABLES[name]
        filled[attribute] = _records(kind, read)
    return filled


def _records(kind: type[_R], read: TableRead) -> tuple[_R, ...]:
    return tuple(record(kind, row) for row in read.rows.iter_rows(named=True))
