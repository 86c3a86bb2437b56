"""What plans cost: placements and top-ups, and the teams that assess."""

from __future__ import annotations

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    against,
    exp,
    figure,
    last_month,
    least,
    lever,
    parameter,
    ratio,
    total,
)
from joinedup.services.send._cells import INDEPENDENT, PHASES, cell
from joinedup.services.send._requests import CASEWORKERS, PSYCHOLOGISTS, fading_years
from joinedup.vocabulary import EHC_PLACEMENTS

_PRICE_YEARS = Clock("price_years")
_STATE_PRICES, _INDEPENDENT_PRICES = (
    "joinedup.send.price_inflation_state",
    "joinedup.send.price_inflation_independent",
)
_COSTS = {
    "mainstream": ("dfe.send.cost_mainstream", _STATE_PRICES),
    "special_state": ("dfe.send.cost_special_state", _STATE_PRICES),
    "special_independent": ("dfe.send.cost_special_independent", _INDEPENDENT_PRICES),
    "other": ("joinedup.send.cost_other", _STATE_PRICES),
}
_TEAMS = {
    CASEWORKERS: "joinedup.send.cost_per_caseworker",
    PSYCHOLOGISTS: "joinedup.send.cost_per_psychologist",
}


def spending(equations: Equations) -> None:
    """Declare spending on high needs, and on the teams, which other education services pay for."""
    _high_needs(equations)
    _teams(equations)


def _high_needs(equations: Equations) -> None:
    held = {one: total([equations.held(cell(one, phase)) for phase in PHASES]) for one in EHC_PLACEMENTS}
    supply = exp(parameter("joinedup.send.independent_supply_growth") * fading_years())
    scarcity = equations.reckon(
        "send.independent_scarcity",
        against(held[INDEPENDENT], figure("ehc_plans_by_placement", INDEPENDENT)) / supply,
        "Pupils in independent special schools against those schools' growth: 1 at the start.",
    )
    dearer = scarcity ** parameter("joinedup.send.independent_price_elasticity")
    bills = {
        one: held[one] * parameter(cost) * exp(parameter(rise) * _PRICE_YEARS)
        for one, (cost, rise) in _COSTS.items()
    }
    bills[INDEPENDENT] = bills[INDEPENDENT] * dearer
    start = equations.at_start(
        "send.bill_at_start",
        total([figure("ehc_plans_by_placement", one) * parameter(cost) for one, (cost, _) in _COSTS.items()]),
        "Yearly cost of placements at the start.",
    )
    state_prices = exp(parameter(_STATE_PRICES) * _PRICE_YEARS)
    inclusion = start * parameter("joinedup.send.inclusion_spend_share")
    provision = last_month("attendance.further_provision") * parameter("joinedup.attendance.ap_cost")
    now = (
        total(list(bills.values())) + (inclusion * lever("send.inclusion_support") + provision) * state_prices
    )
    equations.reckon(
        "spend.high_needs",
        figure("budget", "high_needs") / 12 * against(now, start + inclusion),
        "High needs placements, top-ups and support in schools. Pounds a month.",
    )


def _teams(equations: Equations) -> None:
    """Spend on the teams as people are employed; the rest of other education services rises with pay."""
    dearer = ratio(parameter("dfe.workforce.cost_agency"), parameter("dfe.workforce.cost_permanent"))
    now: list[Expression] = []
    start: list[Expression] = []
    for team, cost in _TEAMS.items():
        employed = equations.held(f"{team}.new") + equations.held(f"{team}.experienced")
        now.append((employed + equations.held(f"{team}.agency") * dearer) * parameter(cost))
        start.append(_at_start(equations, team, dearer) * parameter(cost))
    bill = equations.at_start(
        "send.team_bill_at_start", total(start), "Yearly cost of case workers and psychologists at the start."
    )
    budget = figure("budget", "education_other")
    share = least(ratio(bill, budget), 1)
    equations.reckon(
        "spend.education_other",
        budget
        / 12
        * (1 + share * (against(total(now), bill) - 1))
        * exp(parameter("joinedup.money.pay_inflation") * _PRICE_YEARS),
        "Other education services, SEND teams among them. Pounds a month.",
    )


def _at_start(equations: Equations, team: str, dearer: Expression) -> Expression:
    stocks = equations.stocks
    employed = stocks[f"{team}.new"].starts + stocks[f"{team}.experienced"].starts
    return employed + stocks[f"{team}.agency"].starts * dearer
