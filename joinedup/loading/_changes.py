"""What a corrected file changes, row matched to row by the table's key."""

from __future__ import annotations

import polars as pl

from joinedup.declared import Table
from joinedup.loading._file_report import Change
from joinedup.loading._reading import key_of


def changes_between(table: Table, instead_of: str, old: pl.DataFrame, new: pl.DataFrame) -> Change:
    """Return how many rows were added, removed and changed.

    Args:
        table: the table.
        instead_of: the file whose rows were there before.
        old: the rows before, as the store held them.
        new: the rows now.
    """
    names = [column.name for column in table.columns]
    if not set(names) <= set(old.columns):
        # An earlier version of the table held other columns, so rows cannot be matched one to one.
        return Change(table.name, instead_of, new.height, old.height, 0)
    key = key_of(table)
    # Values alone are compared: a row that only moved within the file has not changed.
    before, now = old.select(names), new.select(names)
    added = now.join(before, on=key, how="anti", nulls_equal=True).height
    removed = before.join(now, on=key, how="anti", nulls_equal=True).height
    stayed = now.join(before, on=key, how="semi", nulls_equal=True)
    changed = stayed.join(before, on=names, how="anti", nulls_equal=True).height
    return Change(table.name, instead_of, added, removed, changed)
