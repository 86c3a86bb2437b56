"""How any file is opened, recognised, decoded, typed and checked, whichever return it holds."""

from joinedup.returns.reading._file import read_any
from joinedup.returns.reading._periods import year_named, year_stamp
from joinedup.returns.reading._reads import (
    SOURCE_ROW,
    CannotRead,
    Fault,
    FileRead,
    Refused,
    RuleNotRun,
    TableRead,
)
from joinedup.returns.reading._return import Check, Frames, Gathered, TabularReturn, XmlReturn, YearColumns
from joinedup.returns.reading._rules import run_checks
from joinedup.returns.reading._tables import EVERY_TABLE, schema_of
from joinedup.returns.reading._xml import Stream, elements, local, text_of

__all__ = [
    "EVERY_TABLE",
    "SOURCE_ROW",
    "CannotRead",
    "Check",
    "Fault",
    "FileRead",
    "Frames",
    "Gathered",
    "Refused",
    "RuleNotRun",
    "Stream",
    "TableRead",
    "TabularReturn",
    "XmlReturn",
    "YearColumns",
    "elements",
    "local",
    "read_any",
    "run_checks",
    "schema_of",
    "text_of",
    "year_stamp",
    "year_named",
]
