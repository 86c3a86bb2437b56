"""Typed readers of a council's own returns: recognised by content, nothing lost in silence."""

from joinedup.returns._known import known_checks, known_returns
from joinedup.returns._read import check_together, read_file
from joinedup.returns.reading import (
    Check,
    Fault,
    FileRead,
    Refused,
    RuleNotRun,
    TableRead,
    TabularReturn,
    XmlReturn,
    schema_of,
    year_named,
)

__all__ = [
    "Check",
    "Fault",
    "FileRead",
    "Refused",
    "RuleNotRun",
    "TableRead",
    "TabularReturn",
    "XmlReturn",
    "check_together",
    "known_checks",
    "known_returns",
    "read_file",
    "schema_of",
    "year_named",
]
