"""Early help: who is helped before social care is needed, from when to when."""

from joinedup.returns.early_help import columns, rules
from joinedup.returns.reading import TabularReturn

LIST = TabularReturn(
    columns.EPISODES, "Early help list", ("early_help_id", "child", "started"), checks=rules.CHECKS
)

__all__ = ["LIST", "columns", "rules"]
