"""Net spending by line, from the revenue outturn of 2024-25.

The lines add up to Total Service Expenditure: what no table tells apart stays in the `other` line of its
service. Education holds what the council spends of the Dedicated Schools Grant, and transport.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from joinedup.declared import FigureValue, Origin
from joinedup.national._authorities import Authority
from joinedup.national._estimates import attendance_support, transport_spend
from joinedup.national._gross_spending import gross_spending
from joinedup.national._history import Question, Reading, history, lent, worst
from joinedup.national._open_data import OpenData, Publication
from joinedup.national._panels import LaitMeasure, Panel, dfe_code_by_ons_code, panel_of
from joinedup.national._publications import LAIT, OUTTURN, SOCIAL_CARE_OUTTURN
from joinedup.national._schools_grant import BLOCKS, spent_by_council
from joinedup.national._values import joined

YEAR = 2025
AS_AT = date(YEAR, 3, 31)
_MARCH = (3, 31)
_HEADER = 6
_CODE_LENGTH = 9
_THOUSAND = 1000.0
_SHEETS = {SOCIAL_CARE_OUTTURN: "RO3_LA_Data_202425", OUTTURN: "RSX_LA_Data_202425"}
_NET = "Net Current Expenditure (C7 = C3 - C6)"
_CHILDREN = "Children's social care"
_CHILDREN_TOTAL = "TOTAL CHILDREN SOCIAL CARE"
_LOOKED_AFTER_LINE = f"{_CHILDREN} - Children Looked After"


@dataclass(frozen=True)
class OutturnLine:
    """Net current expenditure on one service, in thousands of pounds.

    Args:
        table: the outturn table.
        service: the service as the table's header calls it.
    """

    table: Publication
    service: str

    def panel(self, data: OpenData) -> Panel:
        """Return the line for today's authorities; a return that was not certified is a mark."""
        return data.once(self, lambda: self._read(data))

    def _read(self, data: OpenData) -> Panel:
        codes = dfe_code_by_ons_code()
        rows = net_by_ons_code(data, self.table, self.service)
        known = [(codes[ons_code], str(YEAR), cell) for ons_code, cell in rows if ons_code in codes]
        return panel_of(self.table, known)


@dataclass(frozen=True)
class Amount:
    """A sum of money with whose it is and how it was found."""

    gbp: float
    origin: Origin
    note: str = ""

    def less(self, other: Amount, note: str = "") -> Amount:
        """Return what is left when another amount is taken out."""
        return Amount(self.gbp - other.gbp, worst((self.origin, other.origin)), joined(self.note, note))


def net_by_ons_code(data: OpenData, table: Publication, service: str) -> list[tuple[str, str]]:
    """Return the published net expenditure on a service by ONS code, districts included.

    A second table below, of classes of authority, has shorter codes and is left out.
    """
    rows = data.sheet(table, _SHEETS[table])
    header = rows[_HEADER]
    place = data.once(("header", table.file), lambda: {name: at for at, name in enumerate(header)})
    at = place[f"{service} - {_NET}"]
    return [(row[1], row[at]) for row in rows[_HEADER + 1 :] if _is_authority(row[1])]


def _is_authority(ons_code: str) -> bool:
    return ons_code.startswith("E") and ons_code[1:].isdigit() and len(ons_code) == _CODE_LENGTH


def spending(data: OpenData, authority: Authority) -> list[FigureValue]:
    """Return net spending by line in 2024-25, the budget it stands in for, and earlier gross spending."""
    lines = spending_lines(data, authority)
    values = []
    for code, amount in lines.items():
        spent = FigureValue(
            "net_spend",
            authority.ons_code,
            code,
            AS_AT,
            amount.gbp,
            amount.origin,
            _source(code).cite("2024-25"),
            amount.note,
        )
        note = joined("no budget is published in the tables; spending of 2024-25 stands in", amount.note)
        budget = replace(spent, figure="budget", origin=worst((amount.origin, Origin.APPORTIONED)), note=note)
        values += [spent, budget]
    return values + gross_spending(data, authority)


def spending_lines(data: OpenData, authority: Authority) -> dict[str, Amount]:
    """Return net spending by line; the lines add up to Total Service Expenditure."""
    return data.once(("lines", authority.dfe_code), lambda: _lines(data, authority))


def _lines(data: OpenData, authority: Authority) -> dict[str, Amount]:
    def care(service: str) -> Amount:
        return _amount(data, authority, SOCIAL_CARE_OUTTURN, service)

    def summary(service: str) -> Amount:
        return _amount(data, authority, OUTTURN, service)

    return {
        **_children(data, authority, care),
        **_education(data, authority, summary("Education services")),
        **_adults(care),
        "public_health": summary("Public Health"),
        "homelessness": replace(
            summary("Housing services (GFRA only)"), note=_HOUSING_NOTE[authority.is_two_tier]
        ),
        "highways_transport": summary("Highways and transport services"),
        "environment": summary("Environmental and regulatory services"),
        "planning": summary("Planning and development services"),
        "culture_leisure": summary("Cultural and related services"),
        "central_services": _sum(
            [summary(one) for one in ("Central services", "Other services", "Police services", *_FIRE)],
            "with other services, and police or fire where the council runs them",
        ),
    }


_FIRE = ("Fire and rescue services",)
_HOUSING_NOTE = {
    False: "all General Fund housing services",
    True: "owned by the district councils",
}


def _children(data: OpenData, authority: Authority, care: Callable[[str], Amount]) -> dict[str, Amount]:
    if care(_LOOKED_AFTER_LINE).gbp <= 0 < care(_CHILDREN_TOTAL).gbp:
        care = _as_the_region_spends(data, authority, care(_CHILDREN_TOTAL))
    leaving = _leaving_care(data, authority)
    looked_after = care(_LOOKED_AFTER_LINE)
    leaving = replace(leaving, gbp=min(leaving.gbp, max(looked_after.gbp, 0.0)))
    lines = {
        "family_help": _sum(
            [
                care(f"{_CHILDREN} - Family Support Services"),
                care(f"{_CHILDREN}: Sure start children's centres and early years"),
            ],
            "family support services, children's centres and early years",
        ),
        "social_work": care(f"{_CHILDREN}: Safeguarding children and young people’s services"),
        "looked_after_placements": looked_after.less(leaving, "children looked after, less leaving care"),
        "care_leavers": leaving,
        "youth_services": care(f"{_CHILDREN}: Services for young people"),
        "youth_justice": care(f"{_CHILDREN} - Youth Justice"),
    }
    other = care(_CHILDREN_TOTAL)
    for amount in lines.values():
        other = other.less(amount)
    return lines | {"children_other": replace(other, note=joined(other.note, "the rest of the total"))}


def _as_the_region_spends(data: OpenData, authority: Authority, total: Amount) -> Callable[[str], Amount]:
    """Return the lines of a total that was published in one line, split as the region's.

    A council whose children's services are run by a trust may show them all as `other`.
    """
    note = f"published in one line; split as in {authority.region}"

    def lend(service: str) -> float:
        question = Question(OutturnLine(SOCIAL_CARE_OUTTURN, service), _MARCH, of_same_tier=True)
        return lent(data, question, authority).value

    def care(service: str) -> Amount:
        return Amount(total.gbp * lend(service) / lend(_CHILDREN_TOTAL), Origin.APPORTIONED, note)

    return care


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
    for amount in lines.values():
        other = other.less(amount)
    if other.gbp < 0:
        schools = lines["schools_block"]
        why = "lowered so that the lines add up: more schools have become academies since"
        lowered = min(schools.gbp, -other.gbp)
        lines["schools_block"] = Amount(schools.gbp - lowered, schools.origin, joined(schools.note, why))
        other = replace(other, gbp=other.gbp + lowered)
    origin = worst((total.origin, Origin.APPORTIONED))
    return lines | {"education_other": Amount(other.gbp, origin, joined(total.note, "the rest of the total"))}


def _adults(care: Callable[[str], Amount]) -> dict[str, Amount]:
    disability = _sum(
        [
            care("Learning disability support - adults (18–64)"),
            care("Learning disability support - older people (65+)"),
        ],
        "learning disability support at all ages",
    )
    older = _sum(
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


def _amount(data: OpenData, authority: Authority, table: Publication, service: str) -> Amount:
    question = Question(OutturnLine(table, service), _MARCH, of_same_tier=True)
    reading = history(data, question, authority)[-1]
    return Amount(reading.value * _THOUSAND, reading.origin, reading.note)


def _sum(parts: list[Amount], note: str) -> Amount:
    origin = worst(part.origin for part in parts)
    return Amount(sum(part.gbp for part in parts), origin, joined(*(part.note for part in parts), note))


def _leaving_care(data: OpenData, authority: Authority) -> Amount:
    reading = _latest(data, authority, "LeaveCareSupServTotExp")
    note = "gross spending of 2022-23 on leaving care, taken out of children looked after"
    return Amount(reading.value, worst((reading.origin, Origin.APPORTIONED)), joined(reading.note, note))


def _latest(data: OpenData, authority: Authority, measure: str) -> Reading:
    return history(data, Question(LaitMeasure(LAIT, measure), _MARCH), authority)[-1]


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
