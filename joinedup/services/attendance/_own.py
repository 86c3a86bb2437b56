"""Absence, suspensions and exclusions, counted in the council's own lists."""

from __future__ import annotations

from joinedup.declared import FigureValue
from joinedup.folder import Council
from joinedup.store import OwnData, Store, own_data

_ABSENCE = "School absence"
_EXCLUSIONS = "Suspensions and exclusions"
_KINDS = (("permanent_exclusions", "PERM"), ("suspensions", "SUSP"))
# A year that ends after the plan starts is not over yet.
_ABSENT = """
    SELECT make_date(left(academic_year, 4)::INT + 1, 8, 31) AS as_at, patch,
           sum(persistent_absentees), sum(pupils)
    FROM school_absence LEFT JOIN school_home USING (urn)
    WHERE regexp_matches(academic_year, '^[0-9]{{4}}') AND persistent_absentees IS NOT NULL
      AND make_date(left(academic_year, 4)::INT + 1, 8, 31) < DATE '{starts}'
    GROUP BY ALL HAVING sum(pupils) > 0 ORDER BY ALL
"""
_EXCLUDED = """
    SELECT day AS as_at, '' AS band, coalesce(h.patch, s.patch) AS patch, count(*) AS value
    FROM (SELECT unnest($days) AS day)
    JOIN exclusions e ON e.started <= day AND e.started > day - INTERVAL 1 YEAR
    LEFT JOIN pupil_home h ON h.upn = e.upn LEFT JOIN school_home s ON s.urn = e.urn
    WHERE e.category = $category
    GROUP BY ALL ORDER BY ALL
"""


def own_figures(store: Store, council: Council) -> list[FigureValue]:
    """Return persistent absence, suspensions and exclusions as the council's own lists have them."""
    values: list[FigureValue] = []
    with own_data(store, council) as own:
        if own.holds("school_absence"):
            query = _ABSENT.format(starts=council.plan_starts.isoformat())
            note = "academic year; patches by where the school is"
            values += own.shares("persistent_absence_share", query, _ABSENCE, note)
        return values + _exclusions(own)


def _exclusions(own: OwnData) -> list[FigureValue]:
    reach = own.reach("exclusions", "started", "started")
    if reach is None:
        return []
    days = reach.flow_days()
    return [
        value
        for figure, category in _KINDS
        for value in own.figures(
            figure, own.counts(_EXCLUDED, {"days": days, "category": category}), _EXCLUSIONS, days=days
        )
    ]
