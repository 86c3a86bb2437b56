"""The budget and funding lines of a pot among the series of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.council.portfolios._series import ALL_YEARS, FIVE_YEARS, FUNDING, PRESENT_VALUE, SeriesOf
from joinedup.vocabulary import FUNDING_LINES, Pot, spending_line


@dataclass(frozen=True)
class Line:
    """One budget or funding line at one time.

    Args:
        code: its code; a funding line's begins with `funding:`.
        directorate: identifier of the directorate that answers for it.
        place: its place among the series.
    """

    code: str
    directorate: str
    place: int

    @property
    def says(self) -> str:
        """Its name as in a budget book."""
        if self.code.startswith(FUNDING):
            return FUNDING_LINES[self.code[len(FUNDING) :]][0]
        return spending_line(self.code).says


Lines = dict[tuple[Pot, str], tuple[Line, ...]]


def whens_of(series: SeriesOf) -> tuple[str, ...]:
    """Return the times that are reported: the last planned year and the sums."""
    return (series.planned[-1], FIVE_YEARS, ALL_YEARS, PRESENT_VALUE)


def lines_of(series: SeriesOf) -> Lines:
    """Return the lines of every pot at every time, for the whole council."""
    found: dict[tuple[Pot, str], list[Line]] = {}
    for place, one in enumerate(series.all):
        if one.pot is not None and not one.patch:
            found.setdefault((one.pot, one.when), []).append(Line(one.name, one.directorate, place))
    return {where: tuple(lines) for where, lines in found.items()}


def places_of(lines: tuple[Line, ...]) -> list[int]:
    """Return the places of some lines among the series."""
    return [line.place for line in lines]
