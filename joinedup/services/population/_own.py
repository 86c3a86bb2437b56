"""People by age and births, from the tables by ward that the council holds."""

from __future__ import annotations

from dataclasses import replace

from joinedup.declared import FigureValue
from joinedup.folder import Council
from joinedup.store import OwnData, Store, own_data
from joinedup.vocabulary import ADULT_BANDS, AGES

_POPULATION = "Population by ward"
_BIRTHS = "Births by ward"
_CHILDREN = AGES[:18]
_BANDS = {age: age for age in AGES} | dict(zip(("26-64", "65+"), ADULT_BANDS, strict=True))
_PEOPLE = """
    SELECT make_date(mid_year, 6, 30) AS as_at, age AS band, patch, sum(persons * coalesce(share, 1)) AS value
    FROM ward_population LEFT JOIN ward_home USING (ward)
    GROUP BY ALL ORDER BY ALL
"""
_BORN = """
    SELECT make_date(year::INT, 8, 31) AS as_at, '' AS band, patch, sum(births * coalesce(share, 1)) AS value
    FROM (SELECT ward, births, regexp_extract(year_ending, '[0-9]{4}') AS year FROM ward_births)
    LEFT JOIN ward_home USING (ward)
    WHERE year <> ''
    GROUP BY ALL ORDER BY ALL
"""


def own_figures(store: Store, council: Council) -> list[FigureValue]:
    """Return people by age, children and births as the tables by ward have them."""
    values: list[FigureValue] = []
    with own_data(store, council) as own:
        if own.holds("ward_population"):
            values += _people(own)
        if own.holds("ward_births"):
            values += own.figures("births", own.counts(_BORN), _BIRTHS, "years ending 31 August")
    return values


def _people(own: OwnData) -> list[FigureValue]:
    counts = [replace(one, band=_BANDS[one.band]) for one in own.counts(_PEOPLE) if one.band in _BANDS]
    children = [replace(one, band="") for one in counts if one.band in _CHILDREN]
    return [
        *own.figures("people", counts, _POPULATION),
        *own.figures("children_0_17", children, _POPULATION),
    ]
