"""Rules that need several files: an episode is in one, the child's date of birth in another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import polars as pl

from joinedup.loading._file_report import Faults, FileReport, Standing
from joinedup.returns import Fault, RuleNotRun, known_checks
from joinedup.store import Store

Together = Callable[[Mapping[str, pl.DataFrame]], tuple[list[Fault], list[RuleNotRun]]]


def checked_together(
    store: Store, reports: Mapping[str, FileReport], together: Together
) -> tuple[FileReport, ...]:
    """Return the reports, in order of path, with the faults that only several files together show.

    A rule counts as not run in a file's own report where the file alone could not answer it; once it has run
    over the whole store it is no longer listed there.
    """
    held = {name: store.read(name) for name in _tables_read_together() if name in store.tables()}
    faults, not_run = together(held)
    still_not_run = {(one.table, one.rule) for one in not_run}
    by_file: dict[str, list[Fault]] = {}
    for fault in faults:
        by_file.setdefault(fault.file, []).append(fault)
    return tuple(
        _completed(reports[path], by_file.get(path, []), set(held), still_not_run) for path in sorted(reports)
    )


def _tables_read_together() -> list[str]:
    read = {name for check in known_checks() if check.reads for name in (check.rule.table, *check.reads)}
    return sorted(read)


def _completed(
    report: FileReport, faults: Iterable[Fault], held: set[str], still_not_run: set[tuple[str, str]]
) -> FileReport:
    answered = {
        (one.table, one.rule): one
        for one in report.not_run
        if one.table in held and (one.table, one.rule) not in still_not_run and one.rule in _rules_together()
    }
    if not answered or report.standing is not Standing.LOADED:
        return report
    return replace(
        report,
        faults=(
            *report.faults,
            *_grouped(fault for fault in faults if (fault.table, fault.rule) in answered),
        ),
        not_run=tuple(one for one in report.not_run if (one.table, one.rule) not in answered),
    )


def _rules_together() -> set[str]:
    return {check.rule.code for check in known_checks() if check.reads}


def _grouped(faults: Iterable[Fault]) -> list[Faults]:
    grouped: dict[tuple[str, str, str, str], list[int]] = {}
    for fault in faults:
        grouped.setdefault((fault.table, fault.rule, fault.says, fault.column), []).append(fault.row)
    return [Faults(*rule, tuple(sorted(rows))) for rule, rows in grouped.items()]
