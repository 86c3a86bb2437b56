"""Pupils and places in state mainstream schools, from the council's January rolls and admission numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from joinedup.declared import FigureValue, Origin
from joinedup.folder import Council
from joinedup.store import Store, own_data
from joinedup.vocabulary import YEAR_GROUPS, academic_year_ending

_ROLLS, _NUMBERS, _CAPACITY = "School rolls", "Admission numbers", "School capacity"
_NOTE_CAPACITY = "capacity shared evenly over the year groups of each school; no admission numbers held"
_JANUARY = (1, 31)
# Special schools, alternative provision and independent schools have places of another kind.
_MAINSTREAM = """
    WHERE t.urn NOT IN (
        SELECT urn FROM gias_establishments
        WHERE urn IS NOT NULL AND (
            type_group ILIKE 'special%' OR type_group ILIKE 'independent%' OR type ILIKE '%special%'
            OR type ILIKE 'pupil referral%' OR type ILIKE '%alternative provision%'
        )
    )
"""
_PUPILS = """
    SELECT academic_year, planning_area, year_group, sum(pupils) FROM school_rolls t {mainstream}
    GROUP BY ALL HAVING count(pupils) > 0 ORDER BY ALL
"""
_ADMITTED = """
    SELECT entry_year, planning_area, year_group, sum(admission_number) FROM admission_numbers t {mainstream}
    GROUP BY ALL HAVING count(admission_number) > 0 ORDER BY ALL
"""
_CAPACITIES = """
    SELECT t.academic_year, t.planning_area, r.year_group, sum(t.capacity / r.groups)
    FROM school_capacity t JOIN (
        SELECT academic_year, urn, year_group, count(*) OVER (PARTITION BY academic_year, urn) AS groups
        FROM school_rolls WHERE pupils > 0
    ) r USING (academic_year, urn)
    {mainstream}
    GROUP BY ALL HAVING count(t.capacity) > 0 ORDER BY ALL
"""

# Academic year, planning area, year group, and how many.
Row = tuple[Any, ...]


def own_figures(store: Store, council: Council) -> list[FigureValue]:
    """Return pupils and places by year group, for the council and its planning areas, each January."""
    with own_data(store, council) as own:
        mainstream = _MAINSTREAM if own.holds("gias_establishments") else ""
        pupils, numbers, capacity = (
            own.rows(query.format(mainstream=mainstream)) if own.holds(*tables) else []
            for query, tables in (
                (_PUPILS, ("school_rolls",)),
                (_ADMITTED, ("admission_numbers",)),
                (_CAPACITIES, ("school_capacity", "school_rolls")),
            )
        )
    known = {year for year, *_ in numbers}
    unknown = [row for row in capacity if row[0] not in known]
    return [
        *_values(council, "pupils", pupils, _ROLLS),
        *_values(council, "places", unknown, _CAPACITY, _NOTE_CAPACITY),
        *_values(council, "places", numbers, _NUMBERS),
    ]


def _values(council: Council, figure: str, rows: list[Row], source: str, note: str = "") -> list[FigureValue]:
    """Add rows up to the council and its planning areas; what lies in no known area is the council's."""
    areas = {area.code for area in council.planning_areas}
    sums: dict[tuple[date, str, str], float] = {}
    for year, planning_area, year_group, number in rows:
        on = _january(year)
        if on is None or on > council.plan_starts or year_group not in YEAR_GROUPS:
            continue
        for area in (council.ons_code, *({planning_area} & areas)):
            sums[on, area, year_group] = sums.get((on, area, year_group), 0.0) + float(number)
    return [
        FigureValue(figure, area, year_group, on, number, Origin.OWN, f"{source}, {on.year}", note)
        for (on, area, year_group), number in sorted(sums.items())
    ]


def _january(academic_year: str) -> date | None:
    try:
        return date(academic_year_ending(academic_year).year, *_JANUARY)
    except ValueError:
        return None
