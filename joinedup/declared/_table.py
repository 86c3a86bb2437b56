"""A return's tables and columns, declared once: they check rows and describe themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from joinedup.declared._source import Source


class Kind(StrEnum):
    """What a column holds once it has been read."""

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    WHOLE = "whole number"
    NUMBER = "number"
    MONEY = "pounds"
    YES_NO = "yes or no"


@dataclass(frozen=True)
class Column:
    """One column of a return.

    Args:
        published: the column's name in the return, exactly as published.
        name: its name above `returns/`.
        kind: what it holds once read.
        says: one sentence for the documentation.
        required: whether a row without it is set aside.
        codes: the values allowed and what each means; empty where anything is.
        aliases: other names met in real files.
        personal: whether it can identify a person; such a value never reaches a log, a report or an error.
    """

    published: str
    name: str
    kind: Kind
    says: str
    required: bool = False
    codes: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    personal: bool = False


@dataclass(frozen=True)
class Table:
    """One table of a return.

    Args:
        name: name of the table in the store, e.g. `ssda903_episodes`.
        says: one sentence: what a row is.
        columns: its columns, in published order.
        key: names of the columns that make a row unique; a repeated key is set aside.
        source: the specification the columns were taken from.
    """

    name: str
    says: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    source: Source

    def column(self, name: str) -> Column:
        """Return the column called `name`; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
