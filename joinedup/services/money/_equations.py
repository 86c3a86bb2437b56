"""Budget lines that only rise with prices, and the money that pays for everything."""

from __future__ import annotations

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    Service,
    exp,
    expression,
    figure,
    last_month,
    parameter,
    ratio,
    total,
)
from joinedup.vocabulary import FUNDING_LINES, SPENDING_LINES

_PRICE_YEARS = Clock("price_years")
_PRICES = {
    "children_other": "joinedup.money.pay_inflation",
    "central_services": "joinedup.money.pay_inflation",
    "adults_other": "joinedup.adults.price_inflation",
    "public_health": "joinedup.money.public_health_growth",
}
_CPI = "joinedup.money.cpi"
_NOT_YET = (
    "adults_other",
    "capital_financing",
    "central_services",
    "culture_leisure",
    "health_partners",
    "planning",
    "police_partners",
    "public_health",
)


def service() -> Service:
    """Return the spending that no other service moves, and all funding, for each patch's share."""
    equations = Equations("money")
    still = [line.code for line in SPENDING_LINES if not line.modelled] + list(_NOT_YET)
    for code in still:
        rise = exp(parameter(_PRICES.get(code, _CPI)) * _PRICE_YEARS)
        equations.reckon(
            f"spend.{code}", figure("budget", code) / 12 * rise, f"{code}: rises with prices. Pounds a month."
        )
    pupils = total([figure("people", str(age)) for age in range(5, 16)])
    young = total([figure("people", str(age)) for age in range(2, 5)])
    equations.reckon(
        "spend.schools_block",
        figure("budget", "schools_block") / 12 * _school_growth(pupils),
        "Schools' budget shares: what comes in goes out. Pounds a month.",
    )
    early = exp(parameter("joinedup.money.early_years_rate_growth") * _PRICE_YEARS)
    children = ratio(total([last_month(f"population.cohort_{age + 1}") for age in range(2, 5)]), young)
    equations.reckon(
        "spend.early_years_block",
        figure("budget", "early_years_block") / 12 * early * children,
        "Early years entitlements. Pounds a month.",
    )
    _funding(equations, pupils)
    return Service(equations, spending=(*still, "schools_block", "early_years_block"))


def _school_growth(pupils: Expression) -> Expression:
    rate = exp(parameter("joinedup.money.schools_block_rate_growth") * _PRICE_YEARS)
    return rate * ratio(last_month("population.aged_5_15"), pupils)


def _funding(equations: Equations, pupils: Expression) -> None:
    rises = {
        "council_tax": exp(parameter("joinedup.money.council_tax_rise") * _PRICE_YEARS) * _tax_base(),
        "business_rates": exp(parameter("joinedup.money.business_rates_growth") * _PRICE_YEARS),
        "settlement": exp(parameter("joinedup.money.settlement_growth") * _PRICE_YEARS),
        "dsg_schools": _school_growth(pupils),
        "dsg_high_needs": exp(parameter("joinedup.money.high_needs_block_growth") * _PRICE_YEARS),
        "dsg_early_years": exp(parameter("joinedup.money.early_years_rate_growth") * _PRICE_YEARS),
        "dsg_central": expression(1),
        "public_health_grant": exp(parameter("joinedup.money.public_health_growth") * _PRICE_YEARS),
    }
    for code in FUNDING_LINES:
        equations.reckon(
            f"funding.{code}", figure("funding", code) / 12 * rises[code], f"{code}. Pounds a month."
        )


def _tax_base() -> Expression:
    """Homes added since the start pay council tax as today's homes do."""
    added = last_month("housing.dwellings") - figure("dwellings")
    return 1 + ratio(added * parameter("joinedup.housing.band_d_per_home"), figure("council_tax_base"))
