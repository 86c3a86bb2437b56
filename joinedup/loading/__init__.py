"""What came, what was set aside, what replaced what: from a council's files to its store."""

from joinedup.loading._expected import EXPECTED
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
from joinedup.loading._load import Undone, last_report, load, undo
from joinedup.loading._load_report import Coverage, Finding, LoadReport, NotReceived, RowsIn
from joinedup.loading._reading import Progress, Read, silent
from joinedup.loading._reconcile import reconcile

__all__ = [
    "EXPECTED",
    "Came",
    "Change",
    "Coverage",
    "Duplicates",
    "Faults",
    "FileReport",
    "Finding",
    "LoadReport",
    "NotReceived",
    "NotRun",
    "Progress",
    "Read",
    "RowsIn",
    "SetAside",
    "Standing",
    "TableAccount",
    "Undone",
    "last_report",
    "load",
    "reconcile",
    "silent",
    "undo",
]
