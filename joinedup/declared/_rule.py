"""A rule: what must be true of a return's rows, and where that is laid down."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.declared._source import Source


@dataclass(frozen=True)
class Rule:
    """What must be true of the rows of a table.

    Args:
        code: the publisher's number for the rule where it has one, or a short name.
        table: name of the table whose rows it speaks of; empty where it speaks of every table.
        says: one sentence saying what a failing row is.
        source: where it is laid down.
    """

    code: str
    table: str
    says: str
    source: Source
