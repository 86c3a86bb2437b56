"""Every figure that open tables give for an authority, and how well they cover what the model needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from joinedup.declared import FigureValue, Origin
from joinedup.national._authorities import Authority
from joinedup.national._estimates import homeless_families, transport_users
from joinedup.national._funding import funding
from joinedup.national._homes import homes
from joinedup.national._open_data import OpenData
from joinedup.national._outturn import net_by_ons_code
from joinedup.national._patch_figures import deprivation, patch_figures
from joinedup.national._people import people
from joinedup.national._placements import placements
from joinedup.national._publications import OUTTURN
from joinedup.national._schools import schools
from joinedup.national._send import send
from joinedup.national._social_care import social_care
from joinedup.national._spending import spending
from joinedup.national._workforce import workforce
from joinedup.vocabulary import FIGURES


@dataclass(frozen=True)
class CoverageRow:
    """The latest value of a figure for the council as a whole, and whose number it is.

    Args:
        figure: the figure.
        band: the part, or "" for the whole.
        value: the latest value.
        unit: its unit.
        as_at: the day it stands for.
        origin: whose number it is.
        source: file or table, with its year.
        note: what was done to it.
    """

    figure: str
    band: str
    value: float
    unit: str
    as_at: date
    origin: Origin
    source: str
    note: str


def open_figures(data: OpenData, authority: Authority) -> list[FigureValue]:
    """Return every figure that open tables give for an authority and its patches, in every year.

    Raises:
        OpenDataRefused: a table is missing or is not as expected.
    """
    care = social_care(data, authority)
    looked_after = [value for value in care if value.figure == "looked_after_children"]
    housing = net_by_ons_code(data, OUTTURN, "Housing services (GFRA only)")
    council = [
        *people(data, authority),
        *homes(data, authority),
        *care,
        *placements(data, authority, looked_after),
        *workforce(data, authority),
        *send(data, authority),
        *transport_users(data, authority),
        *schools(data, authority),
        *homeless_families(data, authority, housing, OUTTURN),
        *spending(data, authority),
        *funding(data, authority),
    ]
    values = council + patch_figures(data, authority, council) + deprivation(data, authority)
    order = list(FIGURES)
    bands = {
        figure.name: {band: place for place, band in enumerate(figure.bands)} for figure in FIGURES.values()
    }
    return sorted(
        values,
        key=lambda one: (
            one.area != authority.ons_code,
            one.area,
            order.index(one.figure),
            bands[one.figure].get(one.band, 0),
            one.as_at,
        ),
    )


def coverage(figures: Iterable[FigureValue]) -> list[CoverageRow]:
    """Return the latest value of each figure and band for the council as a whole, in order of the figures.

    The council as a whole is the area that `deprivation` and the rest are given for first: its ONS code.
    """
    latest: dict[tuple[str, str], FigureValue] = {}
    for value in figures:
        known = latest.get((value.figure, value.band))
        if _is_council(value) and (known is None or value.as_at >= known.as_at):
            latest[value.figure, value.band] = value
    order = list(FIGURES)
    bands = {name: list(figure.bands) for name, figure in FIGURES.items()}
    ordered = sorted(
        latest.values(),
        key=lambda one: (
            order.index(one.figure),
            bands[one.figure].index(one.band) if one.band in bands[one.figure] else 0,
        ),
    )
    return [
        CoverageRow(
            one.figure,
            one.band,
            one.value,
            FIGURES[one.figure].unit,
            one.as_at,
            one.origin,
            one.source,
            one.note,
        )
        for one in ordered
    ]


def _is_council(value: FigureValue) -> bool:
    """Tell whether a value is for a whole council: only ONS codes are a capital and eight digits."""
    return len(value.area) == 9 and value.area[0] == "E" and value.area[1:].isdigit()
