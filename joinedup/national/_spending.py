"""Net spending by line, from the revenue outturn of 2024-25.

The lines add up to Total Service Expenditure: what no table tells apart stays in the `other` line of its
service. Education holds what the council spends of the Dedicated Schools Grant, and transport.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from joinedup.declared import FigureValue, Origin
from joinedup.national._authorities import Authority
from joinedup.national._children_spending import children_lines
from joinedup.national._estimates import attendance_support, transport_spend
from joinedup.national._gross_spending import gross_spending
from joinedup.national._history import worst
from joinedup.national._open_data import OpenData, Publication
from joinedup.national._outturn import AS_AT, YEAR_LABEL, Amount, amount, together
from joinedup.national._publications import OUTTURN, SOCIAL_CARE_OUTTURN
from joinedup.national._schools_grant import BLOCKS, spent_by_council
from joinedup.national._values import joined


def spending(data: OpenData, authority: Authority) -> list[FigureValue]:
    """Return net spending by line in 2024-25, the budget it stands in for, and earlier gross spending."""
    lines = spending_lines(data, authority)
    values = []
    for code, line in lines.items():
        spent = FigureValue(
            "net_spend",
            authority.ons_code,
            code,
            AS_AT,
            line.gbp,
            line.origin,
            _source(code).cite(YEAR_LABEL),
            line.note,
        )
        note = joined("no budget is published in the tables; spending of 2024-25 stands in", line.note)
        budget = replace(spent, figure="budget", origin=worst((line.origin, Origin.APPORTIONED)), note=note)
        values += [spent, budget]
    return values + gross_spending(data, authority)


def spending_lines(data: OpenData, authority: Authority) -> dict[str, Amount]:
    """Return net spending by line; the lines add up to Total Service Expenditure."""
    return data.once(("lines", authority.dfe_code), lambda: _lines(data, authority))


def _lines(data: OpenData, authority: Authority) -> dict[str, Amount]:
    def care(service: str) -> Amount:
        return amount(data, authority, SOCIAL_CARE_OUTTURN, service)

    def summary(service: str) -> Amount:
        return amount(data, authority, OUTTURN, service)

    return {
        **children_lines(data, authority),
        **_education(data, authority, summary("Education services")),
        **_adults(care),
        "public_health": summary("Public Health"),
        "homelessness": together(
            [summary("Housing services (GFRA only)")], _HOUSING_NOTE[authority.is_two_tier]
        ),
        "highways_transport": summary("Highways and transport services"),
        "environment": summary("Environmental and regulatory services"),
        "planning": summary("Planning and development services"),
        "culture_leisure": summary("Cultural and related services"),
        "central_services": together(
            [summary(one) for one in ("Central services", "Other services", "Police services", *_FIRE)],
            "with other services, and police or fire where the council runs them",
        ),
    }


_FIRE = ("Fire and rescue services",)
_HOUSING_NOTE = {
    False: "all General Fund housing services",
    True: "owned by the district councils",
}


def _education(data: OpenData, authority: Authority, total: Amount) -> dict[str, Amount]:
    send, mainstream, note = transport_spend(data, authority)
    support, support_note = attendance_support(data, authority)
    lines = {
        "attendance": Amount(support, Origin.ENGLAND, support_note),
        "send_transport": Amount(send, Origin.ENGLAND, note),
        "mainstream_transport": Amount(mainstream, Origin.ENGLAND, note),
    }
    grant = spent_by_council(data, authority)
    for block, line in BLOCKS.items():
        reading = grant[block]
        why = "allocation of 2023-24 after recoupment, taken as spent; an overspend is in other education"
        origin = worst((reading.origin, Origin.APPORTIONED))
        lines[line] = Amount(reading.value, origin, joined(reading.note, why))
    other = total
    for one in lines.values():
        other = other.less(one)
    if other.gbp < 0:
        schools = lines["schools_block"]
        why = "lowered so that the lines add up: more schools have become academies since"
        lowered = min(schools.gbp, -other.gbp)
        lines["schools_block"] = Amount(schools.gbp - lowered, schools.origin, joined(schools.note, why))
        other = replace(other, gbp=other.gbp + lowered)
    origin = worst((total.origin, Origin.APPORTIONED))
    return lines | {"education_other": Amount(other.gbp, origin, joined(total.note, "the rest of the total"))}


def _adults(care: Callable[[str], Amount]) -> dict[str, Amount]:
    disability = together(
        [
            care("Learning disability support - adults (18–64)"),
            care("Learning disability support - older people (65+)"),
        ],
        "learning disability support at all ages",
    )
    older = together(
        [care(f"{one} - older people (65+)") for one in _OLDER],
        "long-term and short-term support of people aged 65 and over, without learning disability",
    )
    total = care("TOTAL ADULT SOCIAL CARE [note 2]")
    return {
        "learning_disability": disability,
        "older_people": older,
        "adults_other": total.less(disability).less(older, "the rest of the total"),
    }


_OLDER = (
    "Physical support",
    "Sensory support",
    "Support with memory and cognition",
    "Mental health support",
)


def _source(line: str) -> Publication:
    in_care_table = (
        "family_help",
        "social_work",
        "looked_after_placements",
        "care_leavers",
        "youth_services",
        "youth_justice",
        "children_other",
        "learning_disability",
        "older_people",
        "adults_other",
    )
    return SOCIAL_CARE_OUTTURN if line in in_care_table else OUTTURN
