"""Rows that somebody must correct at source, and how many of them a later load no longer finds wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.loading._file_report import FileReport, Standing
from joinedup.loading._load_report import LoadReport

_MOST_STEPS = 20


@dataclass(frozen=True)
class ToCorrect:
    """Rows of one file that are wrong for one reason.

    Args:
        file: the file, relative to `data/`.
        recognised_as: the return it was recognised as.
        period: the period it covers.
        table: name of the table.
        is_left_out: whether the rows were left out of the store; otherwise they are in it and break a rule.
        why: what is wrong with them.
        column: the column to look at, as published.
        rule: code of the rule; empty for rows left out.
        rows: row numbers in the file.
    """

    file: str
    recognised_as: str
    period: str
    table: str
    is_left_out: bool
    why: str
    column: str
    rule: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Corrected:
    """How many rows that were wrong no longer are.

    Args:
        sent: how many there were.
        left: how many are wrong for the same reason in the file that is loaded now; None where it cannot be
            told, because no such file is loaded or the rule could not be checked.
    """

    sent: int
    left: int | None

    @property
    def corrected(self) -> int:
        """How many are no longer wrong; none where it cannot be told."""
        return 0 if self.left is None else max(self.sent - self.left, 0)


def to_correct(report: LoadReport) -> list[ToCorrect]:
    """Return every row to correct, by file and reason, those left out first."""
    found = []
    for file in report.files:
        about = (file.path, file.recognised_as, file.period)
        found += [ToCorrect(*about, s.table, True, s.reason, s.column, "", s.rows) for s in file.set_aside]
        found += [ToCorrect(*about, f.table, False, f.says, f.column, f.rule, f.rows) for f in file.faults]
    return found


def corrected(sent: Sequence[ToCorrect], now: LoadReport) -> Corrected:
    """Return how many of the rows that were sent back are no longer wrong.

    A corrected export may hold its rows in another order, so rows are counted by file, table and reason and
    never told apart one by one. A row that became wrong meanwhile counts as one not yet corrected.

    Args:
        sent: what was sent back.
        now: the report of the load whose rows are in the store.
    """
    left: int | None = 0
    for one in sent:
        of_one = _left(one, now)
        left = None if left is None or of_one is None else left + of_one
    return Corrected(sum(len(one.rows) for one in sent), left)


def _left(one: ToCorrect, now: LoadReport) -> int | None:
    files = _stands_for(one, now)
    if not files or any(_not_checked(one, file) for file in files):
        return None
    wrong = [wrong for wrong in to_correct(now) if _is_same(one, wrong)]
    paths = {file.path for file in files}
    return min(sum(len(wrong_rows.rows) for wrong_rows in wrong if wrong_rows.file in paths), len(one.rows))


def _is_same(one: ToCorrect, other: ToCorrect) -> bool:
    """Whether rows are wrong for the same reason; a rule may be put into other words meanwhile."""
    if one.rule or other.rule:
        return (one.table, one.rule) == (other.table, other.rule)
    return (one.table, one.why) == (other.table, other.why)


def _stands_for(one: ToCorrect, now: LoadReport) -> list[FileReport]:
    """Return the files whose rows are in the store now in place of the one that was sent back."""
    by_path = {file.path: file for file in now.files}
    path = one.file
    for _ in range(_MOST_STEPS):
        file = by_path.get(path)
        if file is None or file.standing is Standing.GONE:
            break
        if file.standing is Standing.LOADED:
            return [file]
        if not file.other:
            break
        path = file.other
    # A file of another name may give the same return of the same period.
    return [
        file
        for file in now.files
        if one.period
        and file.standing is Standing.LOADED
        and (file.recognised_as, file.period) == (one.recognised_as, one.period)
    ]


def _not_checked(one: ToCorrect, file: FileReport) -> bool:
    return bool(one.rule) and any((rule.table, rule.rule) == (one.table, one.rule) for rule in file.not_run)
