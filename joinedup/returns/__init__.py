"""Typed readers of a council's own returns: recognised by content, nothing lost in silence."""

from joinedup.returns.reading import Fault, FileRead, Refused, RuleNotRun, TableRead

__all__ = ["Fault", "FileRead", "Refused", "RuleNotRun", "TableRead"]
