"""Net spending on children's social care, by line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from joinedup.declared import Origin
from joinedup.national._authorities import Authority
from joinedup.national._history import Question, history, worst
from joinedup.national._open_data import OpenData
from joinedup.national._outturn import YEAR, Amount, amount, amount_at_region_rate, together
from joinedup.national._panels import Column, LaitMeasure
from joinedup.national._publications import LAIT, SOCIAL_CARE_OUTTURN, WORKFORCE
from joinedup.national._rates import national_rate
from joinedup.national._values import joined

_CHILDREN = "Children's social care"
_TOTAL = "TOTAL CHILDREN SOCIAL CARE"
_LOOKED_AFTER = f"{_CHILDREN} - Children Looked After"
_SEPTEMBER = (9, 30)
# A social work line below this share of what its social workers cost is taken as shown elsewhere.
_IMPLAUSIBLE = 1 / 2

Lines = dict[str, Amount]
Find = Callable[[str], Amount]


def children_lines(data: OpenData, authority: Authority) -> Lines:
    """Return net spending on children's social care by line; the lines add up to its published total."""
    total = amount(data, authority, SOCIAL_CARE_OUTTURN, _TOTAL)
    lines = _published_lines(data, authority, _finder(data, authority, total))
    other = total
    for one in lines.values():
        other = other.less(one)
    lines["children_other"] = replace(other, note=joined(total.note, "the rest of the total"))
    return _with_social_workers_paid(data, authority, lines)


def _finder(data: OpenData, authority: Authority, total: Amount) -> Find:
    """Return what finds a line: as published, or split as the region's where all is in one line.

    A council whose children's services are run by a trust may show them all as `other`.
    """

    def as_published(service: str) -> Amount:
        return amount(data, authority, SOCIAL_CARE_OUTTURN, service)

    def as_the_region(service: str) -> Amount:
        line, whole = (
            amount_at_region_rate(data, authority, SOCIAL_CARE_OUTTURN, one) for one in (service, _TOTAL)
        )
        note = f"published in one line; split as in {authority.region}"
        return Amount(total.gbp * line / whole, Origin.APPORTIONED, note)

    return as_published if as_published(_LOOKED_AFTER).gbp > 0 or total.gbp <= 0 else as_the_region


def _published_lines(data: OpenData, authority: Authority, find: Find) -> Lines:
    looked_after = find(_LOOKED_AFTER)
    leaving = _leaving_care(data, authority, looked_after.gbp)
    return {
        "family_help": together(
            [
                find(f"{_CHILDREN} - Family Support Services"),
                find(f"{_CHILDREN}: Sure start children's centres and early years"),
            ],
            "family support services, children's centres and early years",
        ),
        "social_work": find(f"{_CHILDREN}: Safeguarding children and young people’s services"),
        "looked_after_placements": looked_after.less(leaving, "children looked after, less leaving care"),
        "care_leavers": leaving,
        "youth_services": find(f"{_CHILDREN}: Services for young people"),
        "youth_justice": find(f"{_CHILDREN} - Youth Justice"),
    }


def _leaving_care(data: OpenData, authority: Authority, most: float) -> Amount:
    question = Question(LaitMeasure(LAIT, "LeaveCareSupServTotExp"), (3, 31))
    reading = history(data, question, authority)[-1]
    note = "gross spending of 2022-23 on leaving care, taken out of children looked after"
    gbp = min(reading.value, max(most, 0.0))
    return Amount(gbp, worst((reading.origin, Origin.APPORTIONED)), joined(reading.note, note))


def _with_social_workers_paid(data: OpenData, authority: Authority, lines: Lines) -> Lines:
    """Move what social workers cost out of family support where a council shows it there.

    Councils differ in which of the two lines they show social work teams in; their sum is comparable.
    """
    cost = _cost_of_social_workers(data, authority)
    help_line, work_line = lines["family_help"], lines["social_work"]
    if work_line.gbp >= cost * _IMPLAUSIBLE:
        return lines
    moved = min(cost - work_line.gbp, max(help_line.gbp, 0.0))
    note = f"{moved:,.0f} pounds moved from family support to social work: what the social workers cost"
    return lines | {
        "family_help": Amount(
            help_line.gbp - moved, worst((help_line.origin, Origin.APPORTIONED)), joined(help_line.note, note)
        ),
        "social_work": Amount(
            work_line.gbp + moved, worst((work_line.origin, Origin.APPORTIONED)), joined(work_line.note, note)
        ),
    }


def _cost_of_social_workers(data: OpenData, authority: Authority) -> float:
    cost = 0.0
    for column, price in (
        ("inpost_fte", "dfe.workforce.cost_permanent"),
        ("agency_fte", "dfe.workforce.cost_agency"),
    ):
        posts = history(data, Question(Column(WORKFORCE, column), _SEPTEMBER), authority)[-1].value
        cost += posts * national_rate(price, YEAR)
    return cost
