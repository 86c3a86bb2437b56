"""How any file is opened, recognised, decoded, typed and checked, whichever return it holds."""

from joinedup.returns.reading._reads import (
    SOURCE_ROW,
    CannotRead,
    Fault,
    FileRead,
    Refused,
    RuleNotRun,
    TableRead,
)

__all__ = ["SOURCE_ROW", "CannotRead", "Fault", "FileRead", "Refused", "RuleNotRun", "TableRead"]
