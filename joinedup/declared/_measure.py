"""A measure: what the reader of a projection sees."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Over(StrEnum):
    """How a year's value is made from its months."""

    YEAR_END = "on 31 March"
    YEAR_SUM = "over the year to 31 March"
    YEAR_MEAN = "on average over the year to 31 March"


class Better(StrEnum):
    """Which way is better for residents."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


@dataclass(frozen=True)
class Measure:
    """Something people count, that the model projects.

    Args:
        name: name, e.g. `looked_after_children`.
        says: short label as a person would say it.
        unit: unit, e.g. `children`.
        directorate: identifier of the directorate that answers for it.
        over: how a year's value is made from its months.
        better: which way is better.
        is_main: whether it stands on the first page.
        figure: the figure it is judged against; "" where nobody counts one.
        band: the part of that figure, or "" for the whole.
    """

    name: str
    says: str
    unit: str
    directorate: str
    over: Over
    better: Better
    is_main: bool = False
    figure: str = ""
    band: str = ""
