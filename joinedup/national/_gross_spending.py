"""Gross spending on children's social care in the years before the revenue outturn that is held."""

from __future__ import annotations

from datetime import date

from joinedup.declared import FigureValue
from joinedup.national._authorities import Authority
from joinedup.national._history import Question, Reading, history, worst
from joinedup.national._open_data import OpenData
from joinedup.national._panels import LaitMeasure
from joinedup.national._publications import LAIT
from joinedup.national._values import joined

_MARCH = (3, 31)
# Measures of the section 251 outturn that make up each line.
_SECTION_251 = {
    "family_help": ("FamilySupportFinance", "SureStartFinance"),
    "social_work": ("SafeguardingFinance",),
    "care_leavers": ("LeaveCareSupServTotExp",),
    "youth_services": ("YoungPeopleFinance",),
    "youth_justice": ("YouthJusticeFinance",),
}
_LOOKED_AFTER, _LEAVING = "TotalLACFinance", "LeaveCareSupServTotExp"


def gross_spending(data: OpenData, authority: Authority) -> list[FigureValue]:
    """Return gross spending by line from 2016-17 to 2022-23, which is not on the scale of net spending."""
    sums = {
        line: _added(data, authority, measures, (1.0,) * len(measures))
        for line, measures in _SECTION_251.items()
    }
    sums["looked_after_placements"] = _added(data, authority, (_LOOKED_AFTER, _LEAVING), (1.0, -1.0))
    note = "gross, section 251 outturn: not on the same scale as the revenue outturn"
    return [
        FigureValue(
            "net_spend",
            authority.ons_code,
            line,
            date(reading.year, *_MARCH),
            reading.value,
            reading.origin,
            LAIT.cite(reading.year),
            joined(reading.note, note),
        )
        for line, readings in sums.items()
        for reading in readings
    ]


def _added(
    data: OpenData, authority: Authority, measures: tuple[str, ...], signs: tuple[float, ...]
) -> list[Reading]:
    found = [{one.year: one for one in history(data, _unfilled(measure), authority)} for measure in measures]
    years = sorted(set.intersection(*(set(one) for one in found)))
    return [
        Reading(
            year,
            sum(one[year].value * sign for one, sign in zip(found, signs, strict=True)),
            worst(one[year].origin for one in found),
            joined(*(one[year].note for one in found)),
        )
        for year in years
    ]


def _unfilled(measure: str) -> Question:
    return Question(LaitMeasure(LAIT, measure), _MARCH, fills=False)
