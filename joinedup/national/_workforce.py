"""Children's social workers, on 30 September."""

from __future__ import annotations

from joinedup.declared import FigureValue
from joinedup.national._authorities import Authority
from joinedup.national._history import Question
from joinedup.national._open_data import OpenData
from joinedup.national._panels import Column
from joinedup.national._publications import WORKFORCE
from joinedup.national._values import Taken

_SEPTEMBER = (9, 30)
_COUNTS = {
    "social_workers": "inpost_fte",
    "social_worker_vacancies": "vacancy_fte",
    "social_workers_agency": "agency_fte",
    "social_worker_leavers": "leavers_fte",
    "social_worker_starters": "starters_fte",
}


def workforce(data: OpenData, authority: Authority) -> list[FigureValue]:
    """Return the figures of the social work workforce, in every year."""
    taken = [
        Taken(figure, Question(Column(WORKFORCE, column), _SEPTEMBER), note="full-time equivalent")
        for figure, column in _COUNTS.items()
    ]
    taken.append(Taken("caseload", Question(Column(WORKFORCE, "caseload_fte"), _SEPTEMBER, is_rate=True)))
    return [value for one in taken for value in one.values(data, authority)]
