"""EHC plans and special school places, counted in the council's list of plans and of commissioned places."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from joinedup.declared import FigureValue
from joinedup.folder import Council
from joinedup.store import Count, OwnData, Store, own_data
from joinedup.vocabulary import EHC_PLACEMENTS, EHC_PLANS_BEGAN, academic_year_ending, ehc_placement

_SOURCE = "EHC plans"
_NOTE_PLACEMENT = "placement as the list records it now"
_PLACES = "Special school places"
_NOTE_PLACES = "by patch: where pupils with a place in a state special school live"
_PATCH = "coalesce(p.patch, h.patch)"
_HOMES = "LEFT JOIN postcode_home p ON p.postcode = tidy(e.postcode) LEFT JOIN pupil_home h ON h.upn = e.upn"
_HELD = f"""
    SELECT day AS as_at, coalesce(e.placement_type, '') AS band, {_PATCH} AS patch, count(*) AS value
    FROM (SELECT unnest($days) AS day)
    JOIN ehc_plans e ON e.issued <= day AND (e.ceased IS NULL OR e.ceased > day) {_HOMES}
    GROUP BY ALL ORDER BY ALL
"""  # noqa: S608
_IN_YEAR = """
    SELECT day AS as_at, '' AS band, {patch} AS patch, count(*) AS value
    FROM (SELECT unnest($days) AS day)
    JOIN ehc_plans e ON e.{event} <= day AND e.{event} > day - INTERVAL 1 YEAR {homes}
    GROUP BY ALL ORDER BY ALL
"""
_FLOWS = (("ehc_requests", "requested"), ("ehc_new_plans", "issued"), ("ehc_ceased", "ceased"))
_SPECIAL = """
    SELECT academic_year, sum(places) FROM special_school_places {state} GROUP BY ALL ORDER BY ALL
"""
_STATE_ONLY = """
    WHERE urn NOT IN (
        SELECT urn FROM gias_establishments WHERE type_group ILIKE 'independent%' AND urn IS NOT NULL
    )
"""
_JANUARY = (1, 31)


def own_figures(store: Store, council: Council) -> list[FigureValue]:
    """Return EHC plans, requests and special school places as the council's own lists have them."""
    with own_data(store, council) as own:
        plans = _plans(own)
        return plans + _special_places(own, plans)


def _plans(own: OwnData) -> list[FigureValue]:
    reach = own.reach("ehc_plans", "issued", "ceased", EHC_PLANS_BEGAN)
    if reach is None:
        return []
    stocks, flows = reach.stock_days(), reach.flow_days()
    counts = own.counts(_HELD, {"days": stocks})
    everyone = [replace(count, band="") for count in counts]
    placed = [replace(count, band=ehc_placement(count.band)) for count in counts]
    values = own.figures("ehc_plans", everyone, _SOURCE, days=stocks)
    values += own.figures(
        "ehc_plans_by_placement", placed, _SOURCE, _NOTE_PLACEMENT, days=stocks, bands=EHC_PLACEMENTS
    )
    for figure, event in _FLOWS:
        query = _IN_YEAR.format(event=event, patch=_PATCH, homes=_HOMES)
        values += own.figures(figure, own.counts(query, {"days": flows}), _SOURCE, days=flows)
    return values


def _special_places(own: OwnData, plans: list[FigureValue]) -> list[FigureValue]:
    if not own.holds("special_school_places"):
        return []
    rows = own.rows(_SPECIAL.format(state=_STATE_ONLY if own.holds("gias_establishments") else ""))
    by_day = {
        date(academic_year_ending(year).year, *_JANUARY): float(places) for year, places in rows if places
    }
    counts = [Count(on, "", None, places) for on, places in by_day.items()]
    values = own.figures("special_places", counts, _PLACES)
    latest = values[-1:] if len(own.council.patches) > 1 else []
    return values + [part for whole in latest for part in _where_pupils_live(own, whole, plans)]


def _where_pupils_live(own: OwnData, places: FigureValue, plans: list[FigureValue]) -> list[FigureValue]:
    """Share places by the homes of those who fill them: a special school takes pupils from every patch."""
    held = {
        one.area: one.value
        for one in plans
        if one.figure == "ehc_plans_by_placement" and one.band == "special_state"
    }
    known = {patch.id: held.get(patch.id, 0.0) for patch in own.council.patches}
    everyone = sum(known.values())
    return [
        replace(places, area=patch, value=places.value * pupils / everyone, note=_NOTE_PLACES)
        for patch, pupils in known.items()
        if everyone
    ]
