"""From what was read and settled to the account of one file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from joinedup.declared import Table
from joinedup.loading._file_report import (
    Came,
    Change,
    Duplicates,
    Faults,
    FileReport,
    NotRun,
    SetAside,
    Standing,
    TableAccount,
)
from joinedup.loading._overlap import Settled
from joinedup.loading._reading import SOURCE_ROW
from joinedup.returns import Fault, FileRead, Refused, TableRead

_DIFFERS = "duplicate-differs"


def refused_report(path: str, came: Came, refused: Refused) -> FileReport:
    """Return the account of a file that was not read."""
    return FileReport(path, came, Standing.REFUSED, reason=refused.reason, todo=refused.todo)


def removed_report(before: FileReport) -> FileReport:
    """Return the account of a file that is no longer there and whose rows left the store."""
    left = tuple(
        Change(table.table, before.path, 0, table.loaded, 0) for table in before.tables if table.loaded
    )
    return FileReport(
        before.path,
        Came.REMOVED,
        Standing.GONE,
        before.recognised_as,
        before.period,
        changes=left,
        notes=("The file is no longer in the folder, so its rows left the store.",),
        todo="Put it back and load again if it was removed by mistake.",
    )


def settled_report(settled: Settled, came: Came) -> FileReport:
    """Return the account of a file that was read, before its changes are counted."""
    read = settled.reading.result
    assert isinstance(read, FileRead)
    tables = tuple(_table(settled, table) for table in read.tables)
    others = {one.other for one in settled.duplicates}
    standing = _standing(settled, tables)
    return FileReport(
        path=settled.path,
        came=came,
        standing=standing,
        recognised_as=read.recognised_as,
        period=read.period,
        tables=tables,
        set_aside=tuple(one for table in read.tables for one in _set_aside(table)),
        duplicates=tuple(settled.duplicates),
        faults=tuple(one for table in read.tables for one in _faults(settled, table)),
        not_run=tuple(NotRun(one.table, one.rule, one.why) for one in read.not_run),
        notes=tuple(read.notes),
        other=settled.replaced_by or (others.pop() if len(others) == 1 else ""),
        todo=_todo(standing, settled),
    )


def same_outcome(one: FileReport, other: FileReport) -> bool:
    """Whether two accounts of a file say the same about its rows."""
    return _outcome(one) == _outcome(other)


def _outcome(report: FileReport) -> FileReport:
    return replace(report, came=Came.UNCHANGED, changes=(), notes=())


def _standing(settled: Settled, tables: Iterable[TableAccount]) -> Standing:
    if settled.replaced_by:
        return Standing.REPLACED
    has_rows = any(table.loaded for table in tables)
    return Standing.DUPLICATE if settled.duplicates and not has_rows else Standing.LOADED


def _todo(standing: Standing, settled: Settled) -> str:
    if standing is Standing.REPLACED:
        return "Nothing, if the other file is the correction; remove this one when you are sure."
    if any(one.differ for one in settled.duplicates):
        return "Find out which of the two files is right and remove the other."
    return ""


def _table(settled: Settled, read: TableRead) -> TableAccount:
    name = read.table.name
    loaded = settled.rows[name].height
    duplicates = sum(len(one.rows) for one in settled.duplicates if one.table == name)
    return TableAccount(name, read.table.says, read.n_read, loaded, read.set_aside.height, duplicates)


def _set_aside(read: TableRead) -> list[SetAside]:
    grouped = read.set_aside.group_by("reason", "column", maintain_order=True).agg(SOURCE_ROW)
    return [
        SetAside(read.table.name, reason, column or "", tuple(sorted(rows)))
        for reason, column, rows in grouped.select("reason", "column", SOURCE_ROW).iter_rows()
    ]


def _faults(settled: Settled, read: TableRead) -> list[Faults]:
    name = read.table.name
    loaded = set(settled.rows[name][SOURCE_ROW].to_list())
    grouped: dict[tuple[str, str, str], list[int]] = {}
    for fault in read.faults:
        if fault.row in loaded:
            grouped.setdefault(_rule(fault), []).append(fault.row)
    found = [Faults(name, *rule, tuple(sorted(rows))) for rule, rows in grouped.items()]
    return found + [
        _disagreement(read.table, one) for one in settled.duplicates if one.table == name and one.differ
    ]


def _rule(fault: Fault) -> tuple[str, str, str]:
    return fault.rule, fault.says, fault.column


def _disagreement(table: Table, one: Duplicates) -> Faults:
    says = f"The same record reads differently in {one.other}, which is used instead."
    return Faults(table.name, _DIFFERS, says, "", one.differ)
