"""Past values as a report may show them: counts of people from 1 to 5 are hidden."""

from __future__ import annotations

from joinedup.declared import FigureValue
from joinedup.reports._wording import quantity
from joinedup.reports.suppression import SMALL, shown
from joinedup.vocabulary import FIGURES

PEOPLE = frozenset(
    {"children", "young people", "pupils", "adults", "people", "plans", "births", "households"}
)


def counts_people(figure: str) -> bool:
    """Whether a figure counts people, so that small numbers of it are hidden."""
    return FIGURES[figure].unit in PEOPLE or FIGURES[figure].unit in ("referrals", "requests", "assessments")


def is_hidden(value: FigureValue) -> bool:
    """Whether a past value is a small count of people."""
    return counts_people(value.figure) and 0 < value.value < SMALL + 0.5


def as_shown(value: FigureValue) -> str:
    """Return a past value as a report may show it."""
    if counts_people(value.figure):
        return shown(max(round(value.value), 1) if value.value > 0 else 0)
    return quantity(value.value, FIGURES[value.figure].unit)
