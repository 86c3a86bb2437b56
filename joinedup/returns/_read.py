"""The one door: a path in, what came of it out."""

from __future__ import annotations

from pathlib import Path

from joinedup.returns._known import TABULAR, XML, known_checks, known_returns
from joinedup.returns.reading import (
    Fault,
    FileRead,
    Frames,
    Refused,
    RuleNotRun,
    read_any,
    run_checks,
)


def read_file(path: Path) -> FileRead | Refused:
    """Read any file: recognised by its content, whatever its name; never raises on bad input."""
    return read_any(path, TABULAR, XML)


def check_together(tables: Frames) -> tuple[list[Fault], list[RuleNotRun]]:
    """Run the rules that read more than one table over tables brought together from several files.

    Rows may carry `source_file`; then each fault names the file too. Rules about one table alone have
    already run when each file was read.
    """
    declared = [table for one in known_returns() for table in one.tables]
    return run_checks([check for check in known_checks() if check.reads], tables, declared)
