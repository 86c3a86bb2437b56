"""What came, what was set aside, what replaced what: from a council's files to its store."""

from joinedup.loading._corrections import Corrected, ToCorrect, corrected, to_correct
from joinedup.loading._due import Due, due_returns
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
from joinedup.loading._find import NotLoaded, not_loaded
from joinedup.loading._history import MadeLoad, load_report, loads_made
from joinedup.loading._load import Undone, last_report, load, undo
from joinedup.loading._load_report import Coverage, Finding, LoadReport, NotReceived, RowsIn
from joinedup.loading._reading import Progress, Read, silent
from joinedup.loading._reconcile import reconcile

__all__ = [
    "EXPECTED",
    "Came",
    "Change",
    "Corrected",
    "Coverage",
    "Due",
    "Duplicates",
    "Faults",
    "FileReport",
    "Finding",
    "LoadReport",
    "MadeLoad",
    "NotLoaded",
    "NotReceived",
    "NotRun",
    "Progress",
    "Read",
    "RowsIn",
    "SetAside",
    "Standing",
    "TableAccount",
    "ToCorrect",
    "Undone",
    "corrected",
    "due_returns",
    "last_report",
    "load",
    "load_report",
    "loads_made",
    "not_loaded",
    "reconcile",
    "silent",
    "to_correct",
    "undo",
]
