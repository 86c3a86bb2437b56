"""The page of returns: every table, column and rule that `joinedup load` knows."""

from __future__ import annotations

from reference_pages.markdown import MADE, code, page, table

from joinedup.declared import Column, Rule, Table
from joinedup.returns import known_returns

_FEW_CODES = 12


def returns_page() -> str:
    """List every return that can be read, with its tables, columns and rules."""
    parts = [
        "# Returns",
        MADE,
        "Every kind of file that `joinedup load` knows, told by what is in it and not by its name. A column "
        "marked *personal* never reaches a log, a report or an error.",
    ]
    described: set[str] = set()
    for one in sorted(known_returns(), key=lambda one: one.title.lower()):
        new = [declared for declared in one.tables if declared.name not in described]
        described |= {declared.name for declared in new}
        if not new:
            continue
        parts.append(f"## {one.title}")
        for declared in new:
            rules = [check.rule for check in one.checks if check.rule.table in (declared.name, "")]
            parts += _table_parts(declared, rules)
    return page(parts)


def _table_parts(declared: Table, rules: list[Rule]) -> list[str]:
    parts = [
        f"### `{declared.name}`",
        f"{declared.says} One row for each {', '.join(code(name) for name in declared.key)}. "
        f"Source: {declared.source}."
        if declared.key
        else f"{declared.says} Source: {declared.source}.",
        table(("In the file", "Here", "Holds", "Says"), [_column_row(column) for column in declared.columns]),
    ]
    if rules:
        rows = [(rule.code, rule.says, str(rule.source)) for rule in rules]
        parts.append(table(("Rule", "A row fails where", "Laid down in"), rows))
    return parts


def _column_row(column: Column) -> tuple[str, str, str, str]:
    holds = column.kind.value
    holds += ", required" if column.required else ""
    holds += ", *personal*" if column.personal else ""
    says = column.says
    if column.codes and len(column.codes) <= _FEW_CODES:
        says += " Codes: " + ", ".join(f"`{key}` {meaning}" for key, meaning in column.codes.items()) + "."
    elif column.codes:
        says += f" One of {len(column.codes)} published codes."
    return (code(column.published), code(column.name), holds, says)
