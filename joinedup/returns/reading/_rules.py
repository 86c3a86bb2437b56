"""Rules run over typed tables: which rows break them, and which rules could not run."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from joinedup.declared import Table
from joinedup.returns.reading._reads import SOURCE_ROW, Fault, RuleNotRun
from joinedup.returns.reading._return import Check, Frames

_FILE = "source_file"


def run_checks(
    checks: Iterable[Check], tables: Frames, declared: Iterable[Table]
) -> tuple[list[Fault], list[RuleNotRun]]:
    """Run rules over the tables at hand; a rule whose tables or columns are absent is listed with why.

    Args:
        checks: the rules.
        tables: typed rows, by name of table.
        declared: declarations of the tables the rules speak of.
    """
    by_name = {table.name: table for table in declared}
    faults: list[Fault] = []
    not_run: list[RuleNotRun] = []
    for check in checks:
        rule = check.rule
        if rule.table not in tables:
            continue
        why = _why_not(check, tables)
        if why:
            not_run.append(RuleNotRun(rule.table, rule.code, why))
            continue
        column = by_name[rule.table].column(check.column)
        faults += _faults(check, column.published or column.name, check.failing(tables))
    return faults, not_run


def _why_not(check: Check, tables: Frames) -> str:
    absent = [name for name in check.reads if name not in tables]
    if absent:
        return f"the file holds no {' or '.join(absent)}"
    rows = tables[check.rule.table]
    empty = [name for name in check.needs if rows.height and rows[name].null_count() == rows.height]
    return f"{' and '.join(empty)} is empty in every row" if empty else ""


def _faults(check: Check, column: str, failing: pl.DataFrame) -> list[Fault]:
    files = failing[_FILE].to_list() if _FILE in failing.columns else [""] * failing.height
    rule = check.rule
    return [
        Fault(rule.table, rule.code, rule.says, column, row, file)
        for row, file in zip(failing[SOURCE_ROW].to_list(), files, strict=True)
    ]
