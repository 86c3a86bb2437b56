"""Homes standing, completed and planned, from the council's completions and housing trajectory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from joinedup.declared import FigureValue
from joinedup.folder import Council
from joinedup.store import Count, OwnData, Store, own_data
from joinedup.vocabulary import financial_year_ending

_COMPLETIONS = "Housing completions"
_TRAJECTORY = "Housing trajectory"
_NOTE_PLANNED = "as in the trajectory; no site is discounted for its status"
_BUILT = """
    SELECT financial_year, patch, sum({column} * coalesce(share, 1))
    FROM housing_completions LEFT JOIN ward_home USING (ward)
    GROUP BY ALL HAVING count({column}) > 0 ORDER BY ALL
"""
# Permissions that have gone bring no homes, and rows of totals would count each home twice.
_PLANNED = """
    SELECT year, patch, sum(coalesce(homes, 0) * coalesce(share, 1))
    FROM housing_trajectory LEFT JOIN ward_home USING (ward)
    WHERE NOT regexp_matches(coalesce(status, ''), 'lapsed|expired|withdrawn|refused|superseded', 'i')
      AND NOT regexp_matches(concat_ws(' ', site, site_name), '^ *((grand|sub-?) ?)?totals?\\b', 'i')
    GROUP BY ALL ORDER BY ALL
"""


def own_figures(store: Store, council: Council) -> list[FigureValue]:
    """Return homes, completions and planned completions as the council's own tables have them."""
    values: list[FigureValue] = []
    with own_data(store, council) as own:
        if own.holds("housing_completions"):
            for figure, column in (("dwellings", "dwelling_stock"), ("completions", "net_completions")):
                values += own.figures(figure, _by_year(own, _BUILT.format(column=column)), _COMPLETIONS)
        if own.holds("housing_trajectory"):
            counts = _by_year(own, _PLANNED)
            values += [
                replace(value, source=_TRAJECTORY)
                for value in own.figures(
                    "planned_completions", counts, _TRAJECTORY, _NOTE_PLANNED, every_patch=True
                )
            ]
    return values


def _by_year(own: OwnData, query: str) -> list[Count]:
    rows = own.rows(query)
    days = {label: _ending(label) for label, _, _ in rows}
    return [Count(on, "", patch, float(n)) for label, patch, n in rows if (on := days[label]) is not None]


def _ending(label: str) -> date | None:
    try:
        return financial_year_ending(label)
    except ValueError:
        return None
