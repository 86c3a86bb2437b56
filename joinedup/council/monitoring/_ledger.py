"""The council's ledger month by month, line by line, in whole pence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from joinedup.folder import Council
from joinedup.returns.finance import month_of
from joinedup.services.money import spending_code
from joinedup.store import Store
from joinedup.vocabulary import APRIL, MONTHS_A_YEAR, financial_year_ending

Pence = NDArray[np.int64]

IN_MONTH, TO_DATE = "monthly_outturn", "outturn_to_date"
_PENCE = 100
_Key = tuple[str, int]


@dataclass(frozen=True)
class Aside:
    """Rows that no sum holds.

    Args:
        why: why not.
        rows: how many rows.
        pence: what they add up to.
    """

    why: str
    rows: int
    pence: int


@dataclass(frozen=True)
class Entry:
    """One row of the ledger, where it was counted.

    Args:
        directorate: the directorate as the ledger names it.
        service: the service as the ledger names it.
        pot: the pot as the ledger names it.
        line: code of the spending line it was counted in.
        ending: the year in which its financial year ends.
        month: its month, from 1 for April.
        pence: net spending in that month.
        profiled: net budget for that month; None where none is given.
    """

    directorate: str
    service: str
    pot: str
    line: str
    ending: int
    month: int
    pence: int
    profiled: int | None


@dataclass(frozen=True)
class Ledger:
    """What was spent in each month of each year.

    Args:
        entries: every row that was counted.
        actual: by line and year: pence in each month. Shapes (12,).
        profiled: by line and year: pence budgeted for each month, where the ledger says so throughout.
        posted: by line and year: the months for which the ledger has a row.
        closed: by year: how many months have been closed.
        aside: rows that no sum holds.
    """

    entries: tuple[Entry, ...]
    actual: Mapping[_Key, Pence]
    profiled: Mapping[_Key, Pence]
    posted: Mapping[_Key, frozenset[int]]
    closed: Mapping[int, int]
    aside: tuple[Aside, ...]

    @property
    def years(self) -> list[int]:
        """The years in which financial years end, in order."""
        return sorted(self.closed)

    def lines(self, ending: int) -> list[str]:
        """Return the lines of a year."""
        return [line for line, year in self.actual if year == ending]


@dataclass
class _Kept:
    """Rows set aside while a ledger is read."""

    rows: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    pence: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, why: str, pence: int) -> None:
        """Count one row."""
        self.rows[why] += 1
        self.pence[why] += pence

    def all(self) -> tuple[Aside, ...]:
        """Return what was set aside, in order of why."""
        return tuple(Aside(why, self.rows[why], self.pence[why]) for why in sorted(self.rows))


def read_ledger(store: Store, council: Council) -> Ledger | None:
    """Return the ledger, or None where no month has been loaded.

    Args:
        store: what the council has loaded.
        council: the council.
    """
    held = [name for name in (IN_MONTH, TO_DATE) if name in store.tables()]
    if not held:
        return None
    kept = _Kept()
    read = {name: _entries(store, council, name, kept) for name in held}
    read[TO_DATE] = _month_by_month(read.get(TO_DATE, []))
    entries = _one_table_a_year(read.get(IN_MONTH, []), read[TO_DATE], kept)
    return _ledger(entries, kept)


def pence_of(pounds: float | None) -> int:
    """Return a sum of pounds in whole pence; nothing is 0."""
    return round((pounds or 0.0) * _PENCE)


def _entries(store: Store, council: Council, table: str, kept: _Kept) -> list[Entry]:
    # The order in which files were read must not matter, so rows are taken in an order of their own.
    frame = store.read(table)
    rows = frame.sort([name for name in frame.columns if name != "load"], nulls_last=False)
    found = []
    for row in rows.iter_rows(named=True):
        on = month_of(row["month"], row["financial_year"])
        line = spending_code(council, row["service"], row["pot"], row["directorate"])
        pence = pence_of(row["actual"])
        if on is None:
            kept.add("the month cannot be told, or lies outside the financial year of the row", pence)
        elif line is None:
            kept.add(f"the plan holds no line in the pot {row['pot']}", pence)
        else:
            found.append(_entry(row, line, on, pence))
    return found


def _entry(row: dict[str, Any], line: str, on: date, pence: int) -> Entry:
    ending = on.year + 1 if on.month >= APRIL else on.year
    month = (on.month - APRIL) % MONTHS_A_YEAR + 1
    profiled = None if row["profiled"] is None else pence_of(row["profiled"])
    part = f" ({row['cost_centre']})" if row["cost_centre"] else ""
    service = row["service"] + part
    return Entry(row["directorate"] or "", service, row["pot"], line, ending, month, pence, profiled)


def _month_by_month(entries: Iterable[Entry]) -> list[Entry]:
    """Return sums to date as sums in each month: what has come since the month before that is given.

    Where a month after March has been closed is given as well, the last sum stands.
    """
    of_one: dict[tuple[str, str, str, str, int], dict[int, Entry]] = defaultdict(dict)
    for one in entries:
        of_one[one.directorate, one.service, one.pot, one.line, one.ending][one.month] = one
    found = []
    for months in of_one.values():
        before, planned = 0, 0
        for month in sorted(months):
            one = months[month]
            profiled = None if one.profiled is None else one.profiled - planned
            found.append(replace(one, pence=one.pence - before, profiled=profiled))
            before, planned = one.pence, one.profiled if one.profiled is not None else planned
    return found


def _one_table_a_year(monthly: list[Entry], to_date: list[Entry], kept: _Kept) -> list[Entry]:
    """Return entries of the table that goes further in each year; of equals, the one month by month."""
    found = []
    for ending in sorted({one.ending for one in (*monthly, *to_date)}):
        first = [one for one in monthly if one.ending == ending]
        second = [one for one in to_date if one.ending == ending]
        last = [max((one.month for one in some if one.pence), default=0) for some in (first, second)]
        used, other = (second, first) if second and (not first or last[1] > last[0]) else (first, second)
        for one in other:
            kept.add("the same year is given both in months and to date", one.pence)
        found += used
    return found


def _ledger(entries: list[Entry], kept: _Kept) -> Ledger:
    closed = {ending: _closed(entries, ending) for ending in {one.ending for one in entries}}
    counted = []
    for one in entries:
        if one.month <= closed[one.ending]:
            counted.append(one)
        else:
            kept.add("the month had not been closed", one.pence)
    actual: dict[_Key, Pence] = {}
    profiled: dict[_Key, Pence] = {}
    posted: dict[_Key, set[int]] = defaultdict(set)
    lacking = {(one.line, one.ending) for one in counted if one.profiled is None}
    for one in sorted(counted, key=lambda one: (one.line, one.ending)):
        key = one.line, one.ending
        actual.setdefault(key, np.zeros(MONTHS_A_YEAR, dtype=np.int64))[one.month - 1] += one.pence
        posted[key].add(one.month)
        if key not in lacking and one.profiled is not None:
            held = profiled.setdefault(key, np.zeros(MONTHS_A_YEAR, dtype=np.int64))
            held[one.month - 1] += one.profiled
    months = {key: frozenset(found) for key, found in posted.items()}
    return Ledger(tuple(counted), actual, profiled, months, closed, kept.all())


def _closed(entries: list[Entry], ending: int) -> int:
    """Return the last month in which at least as many lines have been posted to as not.

    Ledgers list months to come with nothing in them, and a few rows are posted ahead.
    """
    mine = [one for one in entries if one.ending == ending and one.pence]
    lines = {one.line for one in mine}
    busy = [
        month
        for month in range(1, MONTHS_A_YEAR + 1)
        if lines and 2 * len({one.line for one in mine if one.month == month}) >= len(lines)
    ]
    return max(busy, default=0)


def yearly(store: Store, council: Council, table: str, column: str) -> dict[_Key, int]:
    """Return a yearly table in pence, by line and the year in which the financial year ends.

    Args:
        store: what the council has loaded.
        council: the council.
        table: `budget` or `outturn`.
        column: the column of the net sum.
    """
    found: dict[_Key, int] = defaultdict(int)
    if table not in store.tables():
        return {}
    for row in store.read(table).iter_rows(named=True):
        line = spending_code(council, row["service"], row["pot"], row["directorate"])
        try:
            ending = financial_year_ending(row["financial_year"]).year
        except ValueError:
            continue
        if line is not None and row[column] is not None:
            found[line, ending] += pence_of(row[column])
    return dict(found)
