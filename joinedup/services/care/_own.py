"""Looked-after children and care leavers, counted in SSDA903 returns as the national statistics count them.

Each return speaks for its own year. Children in an agreed series of short breaks are not looked after.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from joinedup.declared import FigureValue
from joinedup.folder import Council
from joinedup.store import OwnData, Store, own_data
from joinedup.vocabulary import CARE_PLACEMENTS, SHORT_BREAKS, care_placement

_SOURCE = "SSDA903 return"
_MARCH = "make_date(e.year_ending, 3, 31)"
_IN_YEAR = "BETWEEN make_date(e.year_ending - 1, 4, 1) AND make_date(e.year_ending, 3, 31)"
_COUNTED = f"coalesce(e.legal_status, '') NOT IN {SHORT_BREAKS}"

# A child with two open episodes, which the return does not allow, is in the one that began last.
_LOOKED_AFTER = f"""
    WITH open AS (
        SELECT {_MARCH} AS as_at, child, placement_type, placement_provider
        FROM ssda903_episodes e
        WHERE e.started <= {_MARCH} AND (e.ended IS NULL OR e.ended > {_MARCH}) AND {_COUNTED}
        QUALIFY row_number() OVER (
            PARTITION BY e.year_ending, child ORDER BY e.started DESC, e.source_row DESC
        ) = 1
    )
    SELECT as_at, coalesce(placement_type, '') || '/' || coalesce(placement_provider, '') AS band, patch,
           count(*) AS value
    FROM open LEFT JOIN child_home USING (child)
    GROUP BY ALL ORDER BY ALL
"""  # noqa: S608

# Of several starts or ends of one child in a year, one counts.
_STARTS = f"""
    SELECT {_MARCH} AS as_at, '' AS band, patch, count(DISTINCT e.child) AS value
    FROM ssda903_episodes e LEFT JOIN child_home h USING (child)
    WHERE e.reason_started = 'S' AND e.started {_IN_YEAR} AND {_COUNTED}
    GROUP BY ALL ORDER BY ALL
"""  # noqa: S608
_ENDS = f"""
    SELECT {_MARCH} AS as_at, '' AS band, patch, count(DISTINCT e.child) AS value
    FROM ssda903_episodes e LEFT JOIN child_home h USING (child)
    WHERE e.reason_ended LIKE 'E%' AND e.ended {_IN_YEAR} AND {_COUNTED}
    GROUP BY ALL ORDER BY ALL
"""  # noqa: S608
_STARTS_16_PLUS = f"""
    SELECT {_MARCH} AS as_at, '' AS band, patch,
           count(DISTINCT e.child) FILTER (WHERE e.started >= c.born + INTERVAL 16 YEAR) AS value
    FROM ssda903_episodes e JOIN ssda903_header c USING (year_ending, child)
    LEFT JOIN child_home h USING (child)
    WHERE e.reason_started = 'S' AND e.started {_IN_YEAR} AND {_COUNTED}
    GROUP BY ALL ORDER BY ALL
"""  # noqa: S608
_LEAVERS = f"""
    SELECT {_MARCH} AS as_at, '' AS band, patch, count(DISTINCT e.child) AS value
    FROM ssda903_oc3 e LEFT JOIN child_home h USING (child)
    WHERE coalesce(e.in_touch, '') NOT IN ('DIED', 'RHOM')
      AND e.born > {_MARCH} - INTERVAL 22 YEAR AND e.born <= {_MARCH} - INTERVAL 17 YEAR
    GROUP BY ALL ORDER BY ALL
"""  # noqa: S608


def own_figures(store: Store, council: Council) -> list[FigureValue]:
    """Return looked-after children, starts, ends and care leavers as the council's own returns have them."""
    values: list[FigureValue] = []
    with own_data(store, council) as own:
        if own.holds("ssda903_episodes"):
            days = own.years("ssda903_episodes")
            values += _looked_after(own, days)
            values += own.figures("care_starts", own.counts(_STARTS), _SOURCE, days=days)
            values += own.figures("care_ends", own.counts(_ENDS), _SOURCE, days=days)
        if own.holds("ssda903_episodes", "ssda903_header"):
            counts = own.counts(_STARTS_16_PLUS)
            values += own.figures("care_starts_16_plus", counts, _SOURCE, days=own.years("ssda903_header"))
        if own.holds("ssda903_oc3"):
            note = "without those who died or went home for six months"
            values += own.figures("care_leavers", own.counts(_LEAVERS), _SOURCE, note)
    return values


def _looked_after(own: OwnData, days: list[date]) -> list[FigureValue]:
    counts = own.counts(_LOOKED_AFTER)
    everyone = [replace(count, band="") for count in counts]
    placed = [replace(count, band=care_placement(*count.band.split("/"))) for count in counts]
    return [
        *own.figures("looked_after_children", everyone, _SOURCE, days=days),
        *own.figures("looked_after_by_placement", placed, _SOURCE, days=days, bands=CARE_PLACEMENTS),
    ]
