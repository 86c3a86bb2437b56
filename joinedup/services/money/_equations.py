"""Budget lines that only rise with prices, the money that pays for everything, and what is left of it."""

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
from joinedup.services.money._council_tax import council_tax
from joinedup.services.money._declared import LEVERS, MEASURES
from joinedup.services.money._reserves import reserves
from joinedup.vocabulary import SPENDING_LINES

_PRICE_YEARS = Clock("price_years")
_PRICES = {
    "children_other": "joinedup.money.pay_inflation",
}
_CPI = "joinedup.money.cpi"


def service() -> Service:
    """Return the spending that no other service moves, funding and reserves, for each patch's share."""
    equations = Equations("money")
    still = [line.code for line in SPENDING_LINES if not line.modelled]
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
    council_tax(equations)
    _grants(equations, pupils)
    reserves(equations)
    spent = (*still, "schools_block", "early_years_block")
    return Service(equations, LEVERS, MEASURES, spending=spent)


def _school_growth(pupils: Expression) -> Expression:
    rate = exp(parameter("joinedup.money.schools_block_rate_growth") * _PRICE_YEARS)
    return rate * ratio(last_month("population.aged_5_15"), pupils)


def _grants(equations: Equations, pupils: Expression) -> None:
    rises = {
        "business_rates": exp(parameter("joinedup.money.business_rates_growth") * _PRICE_YEARS),
        "settlement": exp(parameter("joinedup.money.settlement_growth") * _PRICE_YEARS),
        "dsg_schools": _school_growth(pupils),
        "dsg_high_needs": exp(parameter("joinedup.money.high_needs_block_growth") * _PRICE_YEARS),
        "dsg_early_years": exp(parameter("joinedup.money.early_years_rate_growth") * _PRICE_YEARS),
        "dsg_central": expression(1),
        "public_health_grant": exp(parameter("joinedup.money.public_health_growth") * _PRICE_YEARS),
    }
    for code, rise in rises.items():
        equations.reckon(f"funding.{code}", figure("funding", code) / 12 * rise, f"{code}. Pounds a month.")
