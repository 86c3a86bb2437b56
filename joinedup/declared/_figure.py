"""A figure: one number about one area on one date, with where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FigureKind(StrEnum):
    """How a figure relates to time."""

    STOCK = "on a day"
    FLOW = "over the twelve months to a day"
    SHARE = "a share, on or over the twelve months to a day"
    PRICE = "pounds per unit, in the prices of the twelve months to a day"
    PLAN = "planned for the twelve months to a day"


class Origin(StrEnum):
    """Whose number it is, best first; a better origin replaces a worse one."""

    OWN = "own"
    PUBLISHED = "published"
    APPORTIONED = "apportioned"
    REGION = "region"
    ENGLAND = "england"
    ASSUMED = "assumed"

    @property
    def says(self) -> str:
        """The origin in words."""
        return {
            Origin.OWN: "from the council's own returns",
            Origin.PUBLISHED: "the council's own, as published nationally",
            Origin.APPORTIONED: "estimated from a wider or former area",
            Origin.REGION: "its region's rate applied to its population",
            Origin.ENGLAND: "England's rate applied to its population",
            Origin.ASSUMED: "not held by anybody; assumed to be none",
        }[self]


@dataclass(frozen=True)
class Figure:
    """A number that the model starts from or is judged by.

    Args:
        name: name, e.g. `looked_after_children`.
        says: one sentence.
        unit: unit of the value.
        kind: how it relates to time.
        bands: the parts it may be split into; empty where it is one number.
        domain: the service it belongs to, for the coverage page.
    """

    name: str
    says: str
    unit: str
    kind: FigureKind
    domain: str
    bands: tuple[str, ...] = ()


@dataclass(frozen=True)
class FigureValue:
    """One value of a figure.

    Args:
        figure: name of the figure.
        area: ONS code of the council, identifier of a patch, or code of a planning area.
        band: the part, or "" for the whole.
        as_at: the day of a stock, or the last day of the twelve months of a flow.
        value: the number, in the figure's unit.
        origin: whose number it is.
        source: file or table it was read from, with its year.
        note: what was done to it; "" where nothing was.
    """

    figure: str
    area: str
    band: str
    as_at: date
    value: float
    origin: Origin
    source: str
    note: str = ""
