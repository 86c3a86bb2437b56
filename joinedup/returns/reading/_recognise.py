"""Which return a header belongs to: the exact columns first, then other names and extra columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from joinedup.declared import Column
from joinedup.returns.reading._return import TabularReturn

# More than the columns that every return declares, with their other names.
_NAMES = 8192


@dataclass(frozen=True)
class Match:
    """A header that belongs to a return.

    Args:
        found: the return.
        cells: for each column's name, the position of its cells.
        years: positions of the columns named after years, with their names.
        is_exact: whether the header is exactly the published one, in any order.
        missing: published names of the columns that are absent.
        unread: names in the header that belong to no column.
        width: cells in the header.
    """

    found: TabularReturn
    cells: dict[str, int]
    years: tuple[tuple[int, str], ...]
    is_exact: bool
    missing: tuple[str, ...]
    unread: tuple[str, ...]
    width: int

    @property
    def lacks(self) -> list[str]:
        """Published names of the required columns that are absent."""
        needed = [c for c in self.found.table.columns if c.required and c.published]
        return [column.published for column in needed if column.name not in self.cells]


@lru_cache(maxsize=_NAMES)
def plain(name: str) -> str:
    """Return a column's name without case, spaces or punctuation, as names are compared."""
    return re.sub(r"[^a-z0-9]+", "", name.casefold())


def recognise(header: Sequence[str], returns: Iterable[TabularReturn]) -> Match | None:
    """Return the return that a header fits best, or None where it fits none."""
    while header and not header[-1].strip():
        header = header[:-1]
    if not header:
        return None
    positions = _positions(header)
    matches = [match for one in returns if (match := _match(header, positions, one)) is not None]
    return max(matches, key=_fit, default=None)


def nearest(
    header: Sequence[str], returns: Iterable[TabularReturn]
) -> tuple[TabularReturn, list[str]] | None:
    """Return the return that shares most columns with a header, and the telling columns it lacks."""
    positions = _positions(header)
    best: tuple[TabularReturn, list[str]] | None = None
    most = 0.5
    for one in returns:
        columns = [column for column in one.table.columns if column.published]
        found = {column.name for column in columns if _position(column, positions) is not None}
        share = len(found) / len(columns)
        if share > most and len(found) > 1:
            most = share
            lacking = [one.table.column(name).published for name in one.knows_by if name not in found]
            best = one, lacking
    return best


def _fit(match: Match) -> tuple[bool, bool, int, int]:
    return match.is_exact, not match.lacks, len(match.cells) + len(match.years), -len(match.missing)


def _positions(header: Sequence[str]) -> dict[str, int]:
    positions: dict[str, int] = {}
    for position, name in enumerate(header):
        positions.setdefault(plain(name), position)
    return positions


def _position(column: Column, positions: dict[str, int]) -> int | None:
    for name in (column.published, *column.aliases):
        position = positions.get(plain(name)) if plain(name) else None
        if position is not None:
            return position
    return None


def _match(header: Sequence[str], positions: dict[str, int], one: TabularReturn) -> Match | None:
    columns = [column for column in one.table.columns if column.published]
    found = {c.name: at for c in columns if (at := _position(c, positions)) is not None}
    if not all(name in found for name in one.knows_by):
        return None
    years = _years(header, one)
    if one.year_columns and not years:
        return None
    taken = set(found.values()) | {at for at, _ in years}
    unread = tuple(name for at, name in enumerate(header) if at not in taken and name.strip())
    published = {plain(column.published) for column in columns}
    named = {plain(name) for at, name in enumerate(header) if at not in {at for at, _ in years}}
    return Match(
        found=one,
        cells=found,
        years=years,
        is_exact=named == published,
        missing=tuple(c.published for c in columns if c.name not in found),
        unread=unread,
        width=len(header),
    )


def _years(header: Sequence[str], one: TabularReturn) -> tuple[tuple[int, str], ...]:
    if one.year_columns is None:
        return ()
    pattern = re.compile(one.year_columns.pattern)
    return tuple((at, name.strip()) for at, name in enumerate(header) if pattern.fullmatch(name.strip()))
