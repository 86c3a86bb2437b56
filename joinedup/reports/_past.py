"""Values that were counted, as a report may show them: counts of people from 1 to 5 are hidden."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.declared import FigureValue
from joinedup.reports._wording import quantity
from joinedup.reports.suppression import HIDDEN_SHOWN_AS, SMALL, SMALL_SHOWN_AS, Sum, shown, suppress
from joinedup.vocabulary import FIGURES

HIDDEN = (SMALL_SHOWN_AS, HIDDEN_SHOWN_AS)
_PEOPLE = {"children", "young people", "pupils", "adults", "people", "plans", "births", "households"}
_ABOUT_PEOPLE = {"referrals", "requests", "assessments", "suspensions"}


def counts_people(figure: str) -> bool:
    """Whether a figure counts people, so that small numbers of it are hidden."""
    return FIGURES[figure].unit in _PEOPLE | _ABOUT_PEOPLE


def is_hidden(value: FigureValue) -> bool:
    """Whether a value is a small count of people."""
    return counts_people(value.figure) and 1 <= _counted(value.value) <= SMALL


def as_shown(value: FigureValue) -> str:
    """Return a value as a report may show it."""
    if counts_people(value.figure):
        return shown(_counted(value.value))
    return quantity(value.value, FIGURES[value.figure].unit)


def shown_parts(values: Sequence[float]) -> Sequence[str]:
    """Return the parts of one count of people as a report may show them.

    The total may be known from elsewhere, so that it is taken as known: where one part is small, another is
    hidden with it.
    """
    counts = [_counted(value) for value in values]
    if len(counts) == 1:
        return [shown(counts[0])]
    total = len(counts)
    return suppress([*counts, sum(counts)], [Sum(total, tuple(range(total)))])[:total]


def _counted(value: float) -> int:
    """Return a count as a whole number; less than one person is still not nobody."""
    return max(round(value), 1) if value > 0 else 0
