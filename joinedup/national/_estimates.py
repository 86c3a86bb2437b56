"""What no open table gives by authority: England's number, shared out by what an authority does have."""

from __future__ import annotations

from datetime import date

from joinedup.declared import FigureValue, Origin
from joinedup.national._authorities import Authority, authorities
from joinedup.national._history import Question, children, history
from joinedup.national._marks import number
from joinedup.national._open_data import OpenData, Publication
from joinedup.national._panels import Column, LaitMeasure
from joinedup.national._people import ages_of
from joinedup.national._publications import EHC_PLANS, LAIT, PEOPLE_2023
from joinedup.national._rates import cite_parameters, national_rate
from joinedup.national._values import PER_CENT

_USERS = "nao.transport.users_england"
_SPEND = "nao.transport.spend_england"
_SEND_COST = "nao.transport.send_cost_per_pupil"
_MAINSTREAM_COST = "nao.transport.mainstream_cost_per_pupil"
_PER_OFFICER = "joinedup.attendance.pupils_per_officer_year"
_OFFICER_COST = "joinedup.attendance.cost_per_officer"
_HOMELESS_CHILDREN = "mhclg.homelessness.children_in_temporary_accommodation"
_FAMILY_SIZE = "joinedup.housing.children_per_family_in_ta"
_TRANSPORT_YEAR = 2024
_HOMELESS_YEAR = 2025
_COMPULSORY_AGES = slice(5, 16)
_ALL = "All EHC plans"
_PLANS = Question(Column(EHC_PLANS, "ehcplans", (("breakdown_topic", _ALL), ("breakdown", _ALL))), (1, 31))


def transport_users(data: OpenData, authority: Authority) -> list[FigureValue]:
    """Return pupils with SEND transport: England's users for each EHC plan, times the council's plans."""
    per_plan = _send_users_england() / data.once("plans in England", lambda: _plans_england(data))
    readings = history(data, _PLANS, authority)
    latest = readings[-1]
    return [
        FigureValue(
            "send_transport_users",
            authority.ons_code,
            "",
            date(_TRANSPORT_YEAR, 3, 31),
            latest.value * per_plan,
            Origin.ENGLAND,
            cite_parameters(_USERS, _SPEND, _SEND_COST, _MAINSTREAM_COST),
            f"England's {per_plan:.3f} users for each EHC plan, times {latest.value:,.0f} plans",
        )
    ]


def transport_spend(data: OpenData, authority: Authority) -> tuple[float, float, str]:
    """Return spending on SEND and on mainstream home-to-school transport, and how it was found."""
    users = transport_users(data, authority)[0].value
    pupils = sum(ages_of(data, PEOPLE_2023, authority)[_COMPULSORY_AGES])
    england = data.once("compulsory ages", lambda: _compulsory_ages_england(data))
    others = national_rate(_USERS, _TRANSPORT_YEAR) - _send_users_england()
    send = users * national_rate(_SEND_COST, _TRANSPORT_YEAR)
    mainstream = others * pupils / england * national_rate(_MAINSTREAM_COST, _TRANSPORT_YEAR)
    return send, mainstream, "England's users and costs of 2023-24, by EHC plans and children aged 5 to 15"


def attendance_support(data: OpenData, authority: Authority) -> tuple[float, str]:
    """Return what it costs to support every severely absent pupil, as no table holds what is spent."""
    question = Question(LaitMeasure(LAIT, "TotSevPerAbNew"), (8, 31), is_rate=True)
    share = history(data, question, authority)[-1].value * PER_CENT
    pupils = share * sum(ages_of(data, PEOPLE_2023, authority)[_COMPULSORY_AGES])
    officers = pupils / national_rate(_PER_OFFICER, _HOMELESS_YEAR)
    note = f"officers for {pupils:,.0f} severely absent pupils at the cost in the parameters"
    return officers * national_rate(_OFFICER_COST, _HOMELESS_YEAR), note


def homeless_families(
    data: OpenData, authority: Authority, spending: list[tuple[str, str]], table: Publication
) -> list[FigureValue]:
    """Return families in temporary accommodation: England's, shared by net spending on housing.

    Args:
        data: the national tables.
        authority: the authority.
        spending: published net spending on housing services by ONS code, districts included.
        table: where the spending was read.
    """
    shares, by_children = data.once("housing shares", lambda: _housing_shares(data, spending))
    families = national_rate(_HOMELESS_CHILDREN, _HOMELESS_YEAR) / national_rate(_FAMILY_SIZE, _HOMELESS_YEAR)
    note = f"England's {families:,.0f} families, shared by net spending on housing services"
    if authority.dfe_code in by_children:
        note = f"England's {families:,.0f} families, shared by children: no outturn is published"
    if authority.is_two_tier:
        note += "; owned by the district councils"
    return [
        FigureValue(
            "families_in_temporary_accommodation",
            authority.ons_code,
            "",
            date(_HOMELESS_YEAR, 3, 31),
            families * shares[authority.dfe_code],
            Origin.ENGLAND,
            f"{cite_parameters(_HOMELESS_CHILDREN, _FAMILY_SIZE)}; {table.cite('2024-25')}",
            note,
        )
    ]


def _send_users_england() -> float:
    """Return England's SEND users: the split of all users that makes both unit costs give all spending."""
    users, spend = (national_rate(name, _TRANSPORT_YEAR) for name in (_USERS, _SPEND))
    send, mainstream = (national_rate(name, _TRANSPORT_YEAR) for name in (_SEND_COST, _MAINSTREAM_COST))
    return (spend - users * mainstream) / (send - mainstream)


def _plans_england(data: OpenData) -> float:
    panel = _PLANS.reader.panel(data)
    return sum(value for (_, year), value in panel.values.items() if year == _TRANSPORT_YEAR)


def _compulsory_ages_england(data: OpenData) -> float:
    return sum(sum(ages_of(data, PEOPLE_2023, one)[_COMPULSORY_AGES]) for one in authorities())


def _housing_shares(
    data: OpenData, spending: list[tuple[str, str]]
) -> tuple[dict[str, float], frozenset[str]]:
    """Return each authority's share, and who had no outturn so that children had to serve.

    Net housing spending, its districts' included and none below zero, shares out what those without an
    outturn leave.
    """
    net = {ons_code: number(cell) for ons_code, cell in spending}
    spent = {one.dfe_code: _housing_spending(net, one) for one in authorities()}
    without = frozenset(code for code, value in spent.items() if value is None)
    aged_0_to_17 = {one.dfe_code: children(data, one, _HOMELESS_YEAR) for one in authorities()}
    england = sum(aged_0_to_17.values())
    shares = {code: aged_0_to_17[code] / england for code in without}
    left, total = 1 - sum(shares.values()), sum(value for value in spent.values() if value is not None)
    shares |= {code: left * value / total for code, value in spent.items() if value is not None}
    return shares, without


def _housing_spending(net: dict[str, float | None], authority: Authority) -> float | None:
    codes = dict.fromkeys((*authority.ons_codes, *authority.district_codes))
    known = [value for code in codes if (value := net.get(code)) is not None]
    return max(sum(known), 0.0) if known else None
