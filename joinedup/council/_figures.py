"""Whose number is used: the council's own before published, published before estimated.

A council's own figure replaces an open one as soon as it is loaded, one by one; England's rate stands in for
what nobody has counted here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from joinedup.council._kept_figures import kept_own_figures
from joinedup.council._national_rates import england_figures
from joinedup.declared import FigureValue, Origin
from joinedup.folder import Council
from joinedup.parameters import load_parameters
from joinedup.store import Store

_ORDER = {origin: place for place, origin in enumerate(Origin)}
_WITH_HISTORY = (Origin.OWN, Origin.PUBLISHED, Origin.APPORTIONED)


@dataclass(frozen=True)
class Figures:
    """Every figure held about a council, its patches and its planning areas.

    Args:
        council: ONS code of the council.
        values: by figure, area and band: values by date, the best origin only.
    """

    council: str
    values: dict[tuple[str, str, str], dict[date, FigureValue]]

    def series(self, figure: str, band: str = "", area: str = "") -> list[FigureValue]:
        """Return the values of a figure in order of date; empty where there is none."""
        held = self.values.get((figure, area or self.council, band), {})
        return [held[on] for on in sorted(held)]

    def history(self, figure: str, band: str = "") -> list[FigureValue]:
        """Return the council's values that were counted or split here, not rates borrowed from elsewhere."""
        return [value for value in self.series(figure, band) if value.origin in _WITH_HISTORY]

    def latest(
        self, figure: str, band: str = "", area: str = "", on: date | None = None
    ) -> FigureValue | None:
        """Return the value to start from: the best origin held on or before a day, and its latest date."""
        held = [value for value in self.series(figure, band, area) if on is None or value.as_at <= on]
        if not held:
            return None
        best = min(_ORDER[value.origin] for value in held)
        return [value for value in held if _ORDER[value.origin] == best][-1]

    def earliest(self, figure: str, band: str = "") -> FigureValue | None:
        """Return the first value of the best origin: what stands in where nothing is held early enough."""
        held = self.series(figure, band)
        if not held:
            return None
        best = min(_ORDER[value.origin] for value in held)
        return next(value for value in held if _ORDER[value.origin] == best)

    def bands(self, figure: str, area: str = "") -> list[str]:
        """Return the bands held for a figure in an area."""
        return [
            band for name, where, band in self.values if name == figure and where == (area or self.council)
        ]

    def areas(self, figure: str) -> list[str]:
        """Return the areas for which a figure is held."""
        return sorted({area for name, area, _ in self.values if name == figure})


def collect_figures(council: str, values: Iterable[FigureValue]) -> Figures:
    """Keep, for each figure, area, band and date, the value of the best origin."""
    held: dict[tuple[str, str, str], dict[date, FigureValue]] = defaultdict(dict)
    for value in values:
        dates = held[value.figure, value.area, value.band]
        present = dates.get(value.as_at)
        if present is None or _ORDER[value.origin] < _ORDER[present.origin]:
            dates[value.as_at] = value
    return Figures(council, dict(held))


def held_figures(council: Council, store: Store) -> Figures:
    """Return every figure a council holds: its own, open ones, and England's rates where it holds neither."""
    return figures_of(council, [*kept_own_figures(store, council), *_open_figures(store)])


def figures_of(council: Council, held: list[FigureValue]) -> Figures:
    """Return a collection of values, with England's rates for what it lacks.

    Args:
        council: the council.
        held: its own and open values.
    """
    known = {(value.figure, value.band) for value in held if value.area == council.ons_code}
    figures = collect_figures(council.ons_code, held)
    borrowed = england_figures(council, figures, load_parameters(council.local_parameters))
    missing = [value for value in borrowed if (value.figure, value.band) not in known]
    return collect_figures(council.ons_code, [*held, *missing])


def _open_figures(store: Store) -> list[FigureValue]:
    if "open_figures" not in store.tables():
        return []
    return [
        FigureValue(
            row["figure"],
            row["area"],
            row["band"] or "",
            row["as_at"],
            float(row["value"]),
            Origin(row["origin"]),
            row["source"],
            row["note"] or "",
        )
        for row in store.read("open_figures").iter_rows(named=True)
    ]
