"""Budgets, outturns, reserves, grants, council tax and the medium-term financial strategy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import academic_label
from joinedup.synthetic._directorates import LOCAL_NAMES
from joinedup.synthetic._monitoring import write_monitoring
from joinedup.synthetic._savings import planned
from joinedup.synthetic.writers import Output
from joinedup.vocabulary import COUNCIL_LINES, FUNDING_LINES, SPENDING_LINES, Pot, SpendingLine

PLAN_STARTS = 2026
BUDGET_YEARS = range(2022, PLAN_STARTS + 1)
OUTTURN_YEARS = range(2022, PLAN_STARTS)
MTFS_YEARS = range(PLAN_STARTS, PLAN_STARTS + 5)
_MILLION = 1_000_000


@dataclass(frozen=True)
class _Line:
    """A line at full size: net budget of 2026/27, growth a year, overspend, income as a share of gross."""

    millions: float
    growth: float
    overspend: float
    income: float


_LINES: dict[str, _Line] = {
    "family_help": _Line(22.0, 0.03, -0.02, 0.22),
    "social_work": _Line(46.0, 0.05, 0.03, 0.05),
    "looked_after_placements": _Line(121.0, 0.095, 0.07, 0.06),
    "care_leavers": _Line(9.0, 0.06, 0.04, 0.25),
    "youth_services": _Line(4.2, -0.02, -0.01, 0.15),
    "youth_justice": _Line(2.9, 0.02, 0.0, 0.45),
    "children_other": _Line(10.4, 0.03, 0.01, 0.15),
    "attendance": _Line(3.4, 0.02, 0.0, 0.30),
    "send_transport": _Line(26.0, 0.11, 0.09, 0.02),
    "mainstream_transport": _Line(10.5, 0.04, 0.03, 0.06),
    "education_other": _Line(15.0, 0.02, 0.0, 0.40),
    "high_needs": _Line(152.0, 0.11, 0.04, 0.0),
    "schools_block": _Line(545.0, 0.035, 0.0, 0.0),
    "early_years_block": _Line(74.0, 0.16, -0.01, 0.0),
    "central_block": _Line(6.0, 0.0, 0.0, 0.0),
    "learning_disability": _Line(131.0, 0.07, 0.03, 0.14),
    "older_people": _Line(174.0, 0.065, 0.02, 0.28),
    "adults_other": _Line(74.0, 0.05, 0.01, 0.20),
    "public_health": _Line(33.5, 0.025, 0.0, 0.0),
    "homelessness": _Line(12.5, 0.14, 0.12, 0.55),
    "highways_transport": _Line(45.0, 0.03, 0.01, 0.20),
    "environment": _Line(72.0, 0.035, 0.0, 0.15),
    "planning": _Line(6.2, 0.02, 0.03, 0.55),
    "culture_leisure": _Line(19.5, 0.0, -0.01, 0.30),
    "central_services": _Line(108.0, 0.025, 0.01, 0.30),
    "capital_financing": _Line(70.0, 0.05, -0.02, 0.08),
    "school_places_capital": _Line(28.0, 0.05, -0.08, 0.0),
}
_TAX_BASE, _TAX_BASE_GROWTH, _BAND_D, _BAND_D_GROWTH = 290_000, 0.011, 1_750.0, 0.0475
_DWELLINGS = 371_000
_COLLECTED = 0.976
_GRANTS = {
    "business_rates": (165.0, 0.03),
    "dsg_schools": (545.0, 0.035),
    "dsg_high_needs": (125.0, 0.055),
    "dsg_early_years": (74.0, 0.16),
    "dsg_central": (6.0, 0.0),
    "public_health_grant": (33.5, 0.025),
}
_RESERVES = {
    "general": (30.0, 31.0, 32.0, 33.0, 34.0, 35.0, 35.0),
    "earmarked": (142.0, 151.0, 139.0, 126.0, 112.0, 101.0, 90.0),
    "dsg": (2.0, -3.0, -8.0, -15.0, -28.0, -46.0, -70.0),
}
_RESERVES_SAY = {
    "general": ("General reserve", "General"),
    "earmarked": ("Earmarked reserves", "Earmarked"),
    "dsg": ("Dedicated Schools Grant reserve", "DSG"),
}
# Future growth is planned to be lower than it has been: inflation has fallen.
_PLANNED_GROWTH = 0.75


def write_finance(out: Output, scale: float, rng: Generator) -> None:
    """Write every finance file."""
    wobble = {line.code: float(rng.uniform(-0.01, 0.01)) for line in COUNCIL_LINES}

    def net(line: SpendingLine, year: int) -> float:
        detail = _LINES[line.code]
        growth = detail.growth * (_PLANNED_GROWTH if year > PLAN_STARTS else 1.0)
        return detail.millions * _MILLION * scale * (1 + growth) ** (year - PLAN_STARTS)

    def spent(line: SpendingLine, year: int) -> float:
        return net(line, year) * (1 + _LINES[line.code].overspend + wobble[line.code])

    out.csv("data/finance/budget.csv", _spending(net, BUDGET_YEARS, "Net budget"))
    out.csv("data/finance/outturn.csv", _spending(spent, OUTTURN_YEARS, "Net outturn"))
    out.csv("data/finance/reserves.csv", _reserves(scale))
    out.csv("data/finance/council_tax.csv", _council_tax(scale))
    out.csv("data/finance/grants.csv", _funding(net, scale, BUDGET_YEARS, "Grant"))
    out.csv("data/finance/mtfs.csv", _mtfs(net, scale))
    out.csv("data/finance/mtfs_proposals.csv", _proposals(scale))
    write_monitoring(out, scale, net, spent, rng)


Net = Callable[[SpendingLine, int], float]


def _spending(amount: Net, years: range, says: str) -> pl.DataFrame:
    rows = []
    for year in years:
        for line in COUNCIL_LINES:
            net = round(amount(line, year), -2)
            income = round(net * _LINES[line.code].income / (1 - _LINES[line.code].income), -2)
            local = LOCAL_NAMES[line.directorate]
            rows.append((local, line.says, line.pot.says, academic_label(year), net + income, income, net))
    names = ["Directorate", "Service", "Pot", "Financial year", "Gross expenditure", "Income", says]
    return pl.DataFrame(rows, schema=names, orient="row")


def _reserves(scale: float) -> pl.DataFrame:
    rows = [
        (*_RESERVES_SAY[kind], f"31/03/{2020 + number}", balance * _MILLION * scale)
        for kind, balances in _RESERVES.items()
        for number, balance in enumerate(balances)
    ]
    return pl.DataFrame(rows, schema=["Reserve", "Kind", "Date", "Balance"], orient="row")


def _tax(scale: float, year: int) -> tuple[float, float]:
    base = _TAX_BASE * scale * (1 + _TAX_BASE_GROWTH) ** (year - PLAN_STARTS)
    band_d = _BAND_D * (1 + _BAND_D_GROWTH) ** (year - PLAN_STARTS)
    return round(base, 1), round(band_d, 2)


def _council_tax(scale: float) -> pl.DataFrame:
    rows = []
    for year in range(2016, PLAN_STARTS + 1):
        base, band_d = _tax(scale, year)
        dwellings = round(_DWELLINGS * scale * (1 + 0.008) ** (year - PLAN_STARTS))
        rows.append((academic_label(year), dwellings, base, band_d, _COLLECTED))
    names = ["Financial year", "Dwellings", "Tax base", "Band D", "Collection rate"]
    return pl.DataFrame(rows, schema=names, orient="row")


def _amount(line: str, net: Net, scale: float, year: int) -> float:
    """Funding of a year. Settlement grants make the General Fund balance in every year already set."""
    base, band_d = _tax(scale, year)
    if line == "council_tax":
        return base * band_d
    if line != "settlement":
        millions, growth = _GRANTS[line]
        return millions * _MILLION * scale * (1 + growth) ** (year - PLAN_STARTS)
    if year > PLAN_STARTS:
        return _amount(line, net, scale, PLAN_STARTS) * 1.02 ** (year - PLAN_STARTS)
    needed = sum(net(one, year) for one in SPENDING_LINES if one.pot is Pot.GENERAL_FUND)
    return needed - base * band_d - _amount("business_rates", net, scale, year)


def _funding(net: Net, scale: float, years: range, says: str) -> pl.DataFrame:
    rows = [
        (says_line, pot.says, academic_label(year), round(_amount(line, net, scale, year), -2))
        for year in years
        for line, (says_line, pot) in FUNDING_LINES.items()
    ]
    return pl.DataFrame(rows, schema=[says, "Pot", "Financial year", "Amount"], orient="row")


def _mtfs(net: Net, scale: float) -> pl.DataFrame:
    spending = [
        (academic_label(year), line.says, line.pot.says, round(net(line, year), -2))
        for year in MTFS_YEARS
        for line in COUNCIL_LINES
    ]
    funding = _funding(net, scale, MTFS_YEARS, "Line").select("Financial year", "Line", "Pot", "Amount")
    return pl.concat([pl.DataFrame(spending, schema=funding.schema, orient="row"), funding])


def _proposals(scale: float) -> pl.DataFrame:
    """Return savings and investments year by year against 2025/26, as the proposals claim them."""
    lines = {line.code: line for line in SPENDING_LINES}
    rows = []
    for one in planned(scale, MTFS_YEARS):
        line = lines[one.line]
        cashable = "Yes" if one.cashable else "No"
        local = LOCAL_NAMES[line.directorate]
        rows.append(
            (one.reference, one.title, local, line.says, one.kind, one.pot.says, cashable, *one.amounts)
        )
    years = [academic_label(year) for year in MTFS_YEARS]
    names = ["Reference", "Title", "Directorate", "Service", "Type", "Pot", "Cashable", *years]
    return pl.DataFrame(rows, schema=names, orient="row")
