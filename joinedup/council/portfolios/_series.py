"""The quantities by which sets of proposals are compared: money by line, people and services by measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from joinedup.council._model import capacities, measures
from joinedup.council._paths import Paths
from joinedup.council._plan import PLANNED_YEARS
from joinedup.council._price_levels import price_levels
from joinedup.council._session import Ready
from joinedup.parameters import find_parameter
from joinedup.vocabulary import FUNDING_LINES, SPENDING_LINES, Directorate, Pot, financial_year

# Sums over years, beside each of the five years of a medium-term plan.
FIVE_YEARS, ALL_YEARS, PRESENT_VALUE = "five_years", "all_years", "present_value"
SUMS = (FIVE_YEARS, ALL_YEARS, PRESENT_VALUE)
FUNDING = "funding:"


@dataclass(frozen=True)
class Series:
    """One quantity that sets of proposals change.

    Args:
        name: code of a budget line, `funding:` and the code of a funding line, or name of a measure or
            of the load of something that can be full.
        when: financial year, or one of `five_years`, `all_years` and `present_value`.
        patch: identifier of the patch; "" for the whole council.
        pot: pot of a line; None for a measure.
        directorate: directorate that answers for a line; "" for a measure.
    """

    name: str
    when: str
    patch: str = ""
    pot: Pot | None = None
    directorate: str = ""


@dataclass(frozen=True)
class Chosen:
    """Places of some series, to be added up: a pot, or the part of it that one directorate answers for."""

    places: tuple[int, ...]

    def of(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return their sum. Shape (draw, series) or (series,) in, without the last axis out."""
        return np.asarray(values[..., list(self.places)].sum(axis=-1))


class SeriesOf:
    """Every series of a council's plan, in order, and their values in a run.

    Money is net spending in pounds: of a budget line what is spent, of a funding line what is not received,
    so that a positive change always costs. Cash is at the prices of each year; the present value is at the
    prices of the plan's first year, discounted year by year at the Treasury's real rate (Green Book).

    Args:
        asked: the council.
        years: length of the plan in years.
        patches: identifiers of its patches.

    Attributes:
        price_levels: general prices of each year against the first. Shape (year,).
        factors: what turns a course by year into each planned year and each sum. Shape (year, when).
    """

    def __init__(self, asked: Ready, years: int, patches: tuple[str, ...]) -> None:
        starts = asked.council.plan_starts
        self.years = tuple(financial_year(date(starts.year + year + 1, 3, 31)) for year in range(years))
        self.planned = self.years[:PLANNED_YEARS]
        self.price_levels = price_levels(asked, years)
        self.factors = _factors(asked, self.price_levels)
        self._patches = patches
        self.all: tuple[Series, ...] = (*self._money(), *self._measures())
        self._places = {one: place for place, one in enumerate(self.all)}

    def place(self, name: str, when: str, patch: str = "") -> int:
        """Return the place of a measure.

        Raises:
            KeyError: there is no such measure, year or patch.
        """
        return self._places[Series(name, when, patch)]

    def money(
        self,
        pot: Pot,
        when: str,
        *,
        directorate: str = "",
        lines: Iterable[str] | None = None,
        patch: str = "",
    ) -> Chosen:
        """Return the series that make up a pot, or a part of it.

        Args:
            pot: the pot.
            when: financial year or sum; for a patch only `five_years`.
            directorate: only lines that this directorate answers for; all where "".
            lines: only these lines.
            patch: only this patch's part.
        """
        only = None if lines is None else set(lines)
        return Chosen(
            tuple(
                place
                for place, one in enumerate(self.all)
                if one.pot is pot
                and one.when == when
                and one.patch == patch
                and (not directorate or one.directorate == directorate)
                and (only is None or one.name in only)
            )
        )

    def values(self, paths: Paths) -> NDArray[np.float64]:
        """Return every series of a run. Shape (draw, series)."""
        parts: list[NDArray[np.float64]] = []
        for name, _, _ in _lines():
            sign, recorded = (
                (-1.0, f"funding.{name[len(FUNDING) :]}")
                if name.startswith(FUNDING)
                else (1.0, f"spend.{name}")
            )
            by_patch = sign * paths.of(recorded)
            parts += [by_patch.sum(axis=1) @ self.factors, by_patch[:, :, :PLANNED_YEARS].sum(axis=2)]
        last = len(self.planned) - 1
        for measure in _compared():
            whole, by_patch = paths.whole(measure), paths.of(measure)
            parts += [whole[:, : last + 1], by_patch[:, :, last]]
        return np.concatenate(parts, axis=1)

    def _money(self) -> Iterator[Series]:
        for name, pot, directorate in _lines():
            for when in (*self.planned, *SUMS):
                yield Series(name, when, "", pot, directorate)
            for patch in self._patches:
                yield Series(name, FIVE_YEARS, patch, pot, directorate)

    def _measures(self) -> Iterator[Series]:
        for measure in _compared():
            yield from (Series(measure, when) for when in self.planned)
            yield from (Series(measure, self.planned[-1], patch) for patch in self._patches)


def _lines() -> Iterator[tuple[str, Pot, str]]:
    for line in SPENDING_LINES:
        yield line.code, line.pot, str(line.directorate)
    for code, (_, pot) in FUNDING_LINES.items():
        yield FUNDING + code, pot, str(Directorate.RESOURCES)


def _compared() -> list[str]:
    """Return measures that count people and services, and loads; money is compared by its lines."""
    counted = [one.name for one in measures().values() if one.unit != "pounds"]
    return list(dict.fromkeys([*counted, *(one.load for one in capacities())]))


def _factors(asked: Ready, prices: NDArray[np.float64]) -> NDArray[np.float64]:
    discount = find_parameter(asked.parameters, "hmt.green_book.discount_rate")
    rate = discount.at(asked.council.plan_starts).value
    year = np.arange(len(prices))
    present = 1 / prices / (1 + rate) ** year
    sums = np.stack([(year < PLANNED_YEARS).astype(float), np.ones(len(prices)), present], axis=1)
    return np.concatenate([np.eye(len(prices))[:, :PLANNED_YEARS], sums], axis=1)
