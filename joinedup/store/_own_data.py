"""A council's own returns, opened for counting: queries in, figures out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from joinedup.declared import FigureValue, Origin
from joinedup.folder import Council
from joinedup.store._homes import place
from joinedup.store._reach import Reach, reach_of
from joinedup.store._sharing import Known, shared_out
from joinedup.store._store import Store

Days = dict[date, dict[str, dict[str | None, float]]]


@dataclass(frozen=True)
class Count:
    """How many there were of something.

    Args:
        as_at: the day of a stock, or the last day of the twelve months of a flow.
        band: the part, or "" for the whole.
        patch: identifier of the patch; None where it is not known.
        value: how many.
    """

    as_at: date
    band: str
    patch: str | None
    value: float


class OwnData:
    """The tables of one council, open for counting, with views of the patch in which each thing lies.

    Args:
        connection: DuckDB with the council's tables and the views of `place`.
        council: the council.
        tables: names of the tables that hold something.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, council: Council, tables: frozenset[str]
    ) -> None:
        self.connection = connection
        self.council = council
        self._tables = tables

    def holds(self, *tables: str) -> bool:
        """Tell whether all of these tables are there."""
        return self._tables.issuperset(tables)

    def rows(self, query: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Return what a query gives; `values` are its named parameters."""
        return self.connection.execute(query, dict(values) if values else None).fetchall()

    def counts(self, query: str, values: Mapping[str, Any] | None = None) -> list[Count]:
        """Return the counts that a query gives in the columns as_at, band, patch and value."""
        rows = self.rows(query, values)
        return [
            Count(on, band, patch, float(n))
            for on, band, patch, n in rows
            if on is not None and n is not None
        ]

    def years(self, table: str) -> list[date]:
        """Return 31 March of each year for which a yearly return is held."""
        name = _quoted(table)
        rows = self.rows(f"SELECT DISTINCT year_ending FROM {name} WHERE year_ending IS NOT NULL")  # noqa: S608
        return sorted(date(year, 3, 31) for (year,) in rows)

    def figures(
        self,
        figure: str,
        counts: Iterable[Count],
        source: str,
        note: str = "",
        *,
        days: Iterable[date] = (),
        bands: Sequence[str] = ("",),
        every_patch: bool = False,
    ) -> list[FigureValue]:
        """Return the values of a figure: the council's on every day, its patches' on the last.

        Args:
            figure: the figure.
            counts: what was counted; several of one day, band and patch are added up.
            source: the return it was counted in.
            note: what a reader should know of it.
            days: days on which there were none where nothing was counted.
            bands: the bands of which there were none on those days.
            every_patch: whether patches are given for every day.
        """
        by_day: Days = {on: {band: {} for band in bands} for on in days}
        for count in counts:
            of_band = by_day.setdefault(count.as_at, {}).setdefault(count.band, {})
            of_band[count.patch] = of_band.get(count.patch, 0.0) + count.value
        return [
            value
            for on in sorted(by_day)
            for value in self._on(figure, on, by_day[on], source, note, every_patch or on == max(by_day))
        ]

    def _on(
        self, figure: str, on: date, known: Known, source: str, note: str, has_patches: bool
    ) -> list[FigureValue]:
        area, cited = self.council.ons_code, f"{source}, {on.year}"
        wholes = [
            FigureValue(figure, area, band, on, float(sum(counts.values())), Origin.OWN, cited, note)
            for band, counts in known.items()
        ]
        patches = [patch.id for patch in self.council.patches] if has_patches else []
        return wholes + [part for whole in wholes if patches for part in shared_out(whole, known, patches)]

    def shares(self, figure: str, query: str, source: str, note: str = "") -> list[FigureValue]:
        """Return a share: the council's on every day, its patches' on the last.

        Args:
            figure: the figure.
            query: gives the columns as_at, patch, how many, and out of how many.
            source: the return it was counted in.
            note: what a reader should know of it.
        """
        parts: dict[date, dict[str | None, tuple[float, float]]] = {}
        for on, patch, part, whole in self.rows(query):
            parts.setdefault(on, {})[patch] = (float(part), float(whole))
        values = []
        for on in sorted(parts):
            areas = {self.council.ons_code: _sum(parts[on].values())}
            if on == max(parts):
                areas |= {patch.id: parts[on].get(patch.id, (0.0, 0.0)) for patch in self.council.patches}
            values += [
                FigureValue(figure, area, "", on, part / whole, Origin.OWN, f"{source}, {on.year}", note)
                for area, (part, whole) in areas.items()
                if whole > 0
            ]
        return values

    def reach(self, table: str, started: str, ended: str, earliest: date | None = None) -> Reach | None:
        """Return between which days a list of episodes tells who was in one; None where it tells nothing."""
        return reach_of(self.connection, table, started, ended, earliest) if self.holds(table) else None


@contextmanager
def own_data(store: Store, council: Council) -> Iterator[OwnData]:
    """Open a council's own returns for counting.

    Raises:
        StoreRefused: a file that the store's manifest names is missing.
    """
    tables = frozenset(store.tables())
    connection = store.connect()
    try:
        place(connection, council, tables)
        yield OwnData(connection, council, tables)
    finally:
        connection.close()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _sum(parts: Iterable[tuple[float, float]]) -> tuple[float, float]:
    pairs = list(parts)
    return sum(part for part, _ in pairs), sum(whole for _, whole in pairs)
