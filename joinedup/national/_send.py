"""Education, health and care plans: who has one, where they are placed, requests, new and ceased plans."""

from __future__ import annotations

from joinedup.declared import FigureValue, Origin
from joinedup.national._authorities import Authority, authorities
from joinedup.national._history import Question, Reading, history, worst
from joinedup.national._open_data import OpenData
from joinedup.national._panels import Column
from joinedup.national._publications import EHC_CEASED, EHC_NEW, EHC_PLANS, EHC_REQUESTS
from joinedup.national._values import Taken, figure_value, joined

_JANUARY = (1, 31)
_DECEMBER = (12, 31)
_ALL = "All EHC plans"


def _plans(column: str, *, fills: bool = False) -> Question:
    where = (("breakdown_topic", _ALL), ("breakdown", _ALL))
    return Question(Column(EHC_PLANS, column, where), _JANUARY, fills=fills)


_TOTAL = _plans("ehcplans", fills=True)
_TAKEN = (
    Taken("ehc_plans", _TOTAL, note="January"),
    Taken(
        "ehc_requests",
        Question(
            Column(
                EHC_REQUESTS,
                "requests_received_in_year",
                (("breakdown_topic", "All requests for EHC needs assessments"),),
            ),
            _DECEMBER,
        ),
        note="calendar year",
    ),
    Taken(
        "ehc_new_plans",
        Question(
            Column(EHC_NEW, "new_ehc_plans", (("breakdown_topic", "New EHC plans"),)),
            _DECEMBER,
        ),
        note="calendar year",
    ),
    Taken(
        "ehc_ceased",
        Question(
            Column(EHC_CEASED, "total_ceased", (("breakdown_topic", "All ceased EHC plans"),)), _DECEMBER
        ),
        note="calendar year",
    ),
)
# The placements that make up each band of the figure; what remains of all plans is `other`.
_BANDS = {
    "mainstream": ("mainstream_total",),
    "special_state": ("special_la_maintained", "special_academy_free"),
    "special_independent": ("special_independent", "special_non_maintained"),
}
_SPECIAL_STATE = "special_state"


def send(data: OpenData, authority: Authority) -> list[FigureValue]:
    """Return the figures of special educational needs, in every year."""
    values = [value for taken in _TAKEN for value in taken.values(data, authority)]
    return values + _by_placement(data, authority)


def _by_placement(data: OpenData, authority: Authority) -> list[FigureValue]:
    totals = history(data, _TOTAL, authority)
    shares = {reading.year: _shares(data, authority, reading.year) for reading in totals}
    values = []
    for total in totals:
        of_year, origin, note = _shares_or_nearest(data, authority, shares, total.year)
        for band, share in of_year.items():
            reading = Reading(total.year, total.value * share, worst((origin, total.origin)), total.note)
            values.append(_value(authority, "ehc_plans_by_placement", reading, note, band))
            if band == _SPECIAL_STATE:
                values.append(_special_places(authority, reading, note))
    return values


def _special_places(authority: Authority, reading: Reading, note: str) -> FigureValue:
    stand_in = Reading(reading.year, reading.value, worst((reading.origin, Origin.APPORTIONED)), reading.note)
    why = "places are not published; the council's plans in state special schools stand in for them"
    return _value(authority, "special_places", stand_in, joined(why, note), "")


def _value(authority: Authority, figure: str, reading: Reading, note: str, band: str) -> FigureValue:
    return figure_value(
        figure,
        authority.ons_code,
        _TOTAL,
        reading,
        EHC_PLANS,
        value=reading.value,
        note=joined("January", note),
        band=band,
    )


def _shares_or_nearest(
    data: OpenData,
    authority: Authority,
    shares: dict[int, dict[str, float] | None],
    year: int,
) -> tuple[dict[str, float], Origin, str]:
    """Return each band's share of plans: the year's own, else the nearest year's, else the region's."""
    own = shares[year]
    if own is not None:
        return own, Origin.PUBLISHED, ""
    known = [one for one, found in shares.items() if found is not None]
    if known:
        nearest = min(known, key=lambda one: (abs(one - year), one))
        found = shares[nearest]
        if found is not None:
            return found, Origin.APPORTIONED, f"placements not available; its shares of {nearest}"
    region = [one for one in authorities() if one.region == authority.region]
    lent = [found for one in region if (found := _shares(data, one, year)) is not None]
    mean = {band: sum(one[band] for one in lent) / len(lent) for band in lent[0]}
    return mean, Origin.REGION, f"placements not available; mean shares of {authority.region}"


def _shares(data: OpenData, authority: Authority, year: int) -> dict[str, float] | None:
    total = _in_year(data, authority, "ehcplans", year)
    if not total:
        return None
    shares: dict[str, float] = {}
    for band, columns in _BANDS.items():
        parts = [_in_year(data, authority, column, year) for column in columns]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        shares[band] = sum(known) / total
    return shares | {"other": max(1 - sum(shares.values()), 0.0)}


def _in_year(data: OpenData, authority: Authority, column: str, year: int) -> float | None:
    by_year = data.once(
        ("plans", column, authority.dfe_code),
        lambda: {one.year: one.value for one in history(data, _plans(column), authority)},
    )
    return by_year.get(year)
