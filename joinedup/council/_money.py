"""Change in money between two runs, pot by pot: nothing is ever netted across pots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from joinedup.council._paths import Paths
from joinedup.council._ranges import Range, ranges
from joinedup.vocabulary import FUNDING_LINES, SPENDING_LINES, Directorate, Pot, financial_year


@dataclass(frozen=True)
class MoneyEffect:
    """Change in net spending of one line, directorate or pot in one year; positive costs more.

    Args:
        directorate: identifier of the directorate; "" for all of a pot.
        pot: the pot.
        line: code of the budget or funding line; "" for all lines.
        year: financial year, as `2027/28`.
        change: change in pounds, at the prices of that year.
    """

    directorate: str
    pot: str
    line: str
    year: str
    change: Range


class Money:
    """Change in money between two runs, added up from the same draws.

    Args:
        without: the plan.
        with_: the plan with proposals.
    """

    def __init__(self, without: Paths, with_: Paths) -> None:
        self.years = tuple(financial_year(date(year, 3, 31)) for year in without.years)
        self.lines: dict[str, tuple[str, Pot, NDArray[np.float64]]] = {}
        for line in SPENDING_LINES:
            name = f"spend.{line.code}"
            if name in without.names:
                change = with_.whole(name) - without.whole(name)
                self.lines[line.code] = (line.directorate, line.pot, change)
        for code, (_, pot) in FUNDING_LINES.items():
            change = without.whole(f"funding.{code}") - with_.whole(f"funding.{code}")
            self.lines[f"funding:{code}"] = (Directorate.RESOURCES, pot, change)

    def pots_touched(self) -> list[Pot]:
        """Return the pots in which anything changes."""
        return [
            pot
            for pot in Pot
            if any(where is pot and change.any() for _, where, change in self.lines.values())
        ]

    def of(self, pot: Pot, directorate: str = "") -> NDArray[np.float64]:
        """Return the change in a pot, or in one directorate's part of it. Shape (draw, year)."""
        parts = [
            change
            for held, where, change in self.lines.values()
            if where is pot and (not directorate or held == directorate)
        ]
        return np.sum(parts, axis=0) if parts else np.zeros_like(next(iter(self.lines.values()))[2])

    def effects(self) -> list[MoneyEffect]:
        """Return changes by line, by directorate and by pot; what does not change at all is left out."""
        found: list[MoneyEffect] = []
        for code, (directorate, pot, change) in self.lines.items():
            found += self._years(directorate, pot, code, change)
        for pot in self.pots_touched():
            for directorate in Directorate:
                found += self._years(directorate, pot, "", self.of(pot, directorate))
            found += self._years("", pot, "", self.of(pot))
        return found

    def _years(self, directorate: str, pot: Pot, line: str, change: NDArray[np.float64]) -> list[MoneyEffect]:
        if not change.any():
            return []
        return [
            MoneyEffect(str(directorate), pot.value, line, year, effect)
            for year, effect in zip(self.years, ranges(change), strict=True)
        ]
