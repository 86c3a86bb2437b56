"""Social workers, counted in the council's social work workforce returns as the national statistics do."""

from __future__ import annotations

from joinedup.declared import FigureValue
from joinedup.folder import Council
from joinedup.store import Store, own_data

_SOURCE = "Social work workforce return"
_VACANCIES = (("social_worker_vacancies", "vacancies"), ("social_workers_agency", "agency_fte"))
_STATED = "SELECT as_at, '' AS band, NULL AS patch, sum({column}) AS value FROM csww_vacancies GROUP BY ALL"
_IN_POST = "(role_ended IS NULL OR role_ended > as_at)"
_EMPLOYED = "NOT coalesce(agency_worker, false)"
_YEAR = "BETWEEN as_at - INTERVAL 1 YEAR + INTERVAL 1 DAY AND as_at"
_WORKERS = (
    ("social_workers", f"{_EMPLOYED} AND {_IN_POST}"),
    ("social_worker_leavers", f"{_EMPLOYED} AND role_ended {_YEAR}"),
    ("social_worker_starters", f"{_EMPLOYED} AND role_started {_YEAR}"),
)
_COUNTED = """
    SELECT as_at, '' AS band, NULL AS patch,
           coalesce(sum(coalesce(fte, fte_on_day)) FILTER (WHERE {which}), 0) AS value
    FROM csww_workers GROUP BY ALL
"""
# Cases of everybody in post, agency workers too, over those of them who hold any.
_CASELOAD = f"""
    SELECT as_at, '' AS band, NULL AS patch, sum(cases) / sum(coalesce(fte_on_day, fte)) AS value
    FROM csww_workers WHERE cases > 0 AND {_IN_POST}
    GROUP BY ALL HAVING sum(coalesce(fte_on_day, fte)) > 0
"""  # noqa: S608


def own_figures(store: Store, council: Council) -> list[FigureValue]:
    """Return social workers, vacancies, agency, leavers and caseload as its own returns have them."""
    values: list[FigureValue] = []
    with own_data(store, council) as own:
        if own.holds("csww_vacancies"):
            for figure, column in _VACANCIES:
                values += own.figures(figure, own.counts(_STATED.format(column=column)), _SOURCE)
        if own.holds("csww_workers"):
            for figure, which in _WORKERS:
                values += own.figures(figure, own.counts(_COUNTED.format(which=which)), _SOURCE)
            values += own.figures("caseload", own.counts(_CASELOAD), _SOURCE)
    return values
