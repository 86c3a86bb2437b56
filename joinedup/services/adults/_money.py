"""What adult social care spends: people at their weekly costs, at prices that answer to scarcity."""

from __future__ import annotations

from collections.abc import Callable

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    Team,
    against,
    exp,
    expression,
    figure,
    greatest,
    last_month,
    parameter,
    ratio,
    reckoned,
    total,
)
from joinedup.services.adults._front_door import FrontDoor
from joinedup.services.adults._learning_disability import STOCKS
from joinedup.services.adults._older import DIRECT, HOME, RESIDENTIAL, Older

_WEEKS_A_YEAR = 52
_PRICE_YEARS = Clock("price_years")
_HELD = {"adults.mental_health": "mental_health_week", "adults.physical": "physical_week"}
_HELD |= {"adults.carers": "carer_week"}


def declare_spending(equations: Equations, older: Older, door: FrontDoor) -> None:
    """Declare the three lines, each held to its budget at the start."""
    price = exp(_p("price_inflation") * _PRICE_YEARS)

    def spend(line: str, growth: Expression, says: str) -> None:
        bill = figure("budget", line) / 12 * growth * price
        equations.reckon(f"spend.{line}", bill, f"{says} Pounds a month.")

    weekly = {stock: _p(f"{stock.removeprefix('adults.')}_week") for stock in STOCKS}
    disabled, at_start = _bills(equations, weekly)
    spend("learning_disability", against(disabled, at_start), "Adults with a learning disability.")
    spend("older_people", _older_growth(equations, older, door.team), "Older people.")
    spend("adults_other", _other_growth(equations, door), "Other adults, carers and adult social workers.")
    equations.tally(
        "adults.long_term_clients",
        (*STOCKS, "adults.mental_health", "adults.physical", HOME, RESIDENTIAL, DIRECT),
        "People with long-term care.",
    )


def _p(name: str) -> Expression:
    return parameter(f"joinedup.adults.{name}")


def _bills(equations: Equations, weekly: dict[str, Expression]) -> tuple[Expression, Expression]:
    """Return the weekly bill of stocks at their costs, now and at the start."""
    now = [equations.held(stock) * cost for stock, cost in weekly.items()]
    at_start = [reckoned(f"{stock}_at_start") * cost for stock, cost in weekly.items()]
    return total(now), total(at_start)


def _older_growth(equations: Equations, older: Older, team: Team) -> Expression:
    """Return the bill for older people against the start, with scarcity in its prices."""
    hour = _p("home_care_week_hours") * parameter("dhsc.adult_social_care.home_care_hour")
    costs = {
        HOME: hour,
        RESIDENTIAL: parameter("dhsc.adult_social_care.care_home_week"),
        DIRECT: _p("direct_payment_week"),
    }
    period = _p("reablement_cost") * 12 / _WEEKS_A_YEAR
    hours, dearer = _home_care_market(equations, older, team), _prices(equations, older)

    def bill(held: Callable[[str], Expression], reabled: Expression, hours: Expression) -> list[Expression]:
        care = [held(HOME) * hours * costs[HOME], *(held(one) * costs[one] for one in (RESIDENTIAL, DIRECT))]
        return [*care, reabled * period]

    now = bill(equations.held, reckoned("adults.assessed_reablement"), hours)
    start = total(bill(lambda one: reckoned(f"{one}_at_start"), older.reabled, expression(1)))
    _care_cut(equations, older, ratio(hour, start))
    paid = total([now[0] * dearer[HOME], now[1] * dearer[RESIDENTIAL], now[2] * dearer[HOME], now[3]])
    return against(paid, start)


def _care_cut(equations: Equations, older: Older, per_person: Expression) -> None:
    """Declare care that people would have and do not; `per_person` is a person's share of the bill."""
    forgone = equations.held("adults.care_forgone") - reckoned("adults.care_forgone_at_start")
    waiting = equations.held("adults.waiting_home_care") - older.queue.waiting
    equations.reckon(
        "adults.care_cut_per_person",
        ratio(
            figure("budget", "older_people") * (forgone + waiting) * per_person,
            last_month("population.older"),
        ),
        "Care that people wait for or go without beyond the start, in pounds a year for each person aged 65 "
        "and over, at the prices of the start.",
    )


def _home_care_market(equations: Equations, older: Older, team: Team) -> Expression:
    """Declare hours of home care; returns hours per person against the start."""
    more = greatest(1 + _p("unreviewed_hours") * team.overload, 0)
    equations.reckon(
        "adults.home_care_hours",
        equations.held(HOME) * _p("home_care_week_hours") * more,
        "Hours of home care a week.",
    )
    return more


def _prices(equations: Equations, older: Older) -> dict[str, Expression]:
    """Declare prices against the start; 1 is today's."""
    wanted = equations.held(HOME) + equations.held("adults.waiting_home_care")
    at_start = reckoned(f"{HOME}_at_start") + older.queue.waiting
    hourly = equations.reckon(
        "adults.home_care_price",
        greatest(against(wanted, at_start), 0) ** _p("home_care_price_elasticity"),
        "Price of home care against the start, before inflation.",
    )
    weekly = equations.reckon(
        "adults.residential_price",
        greatest(against(equations.held(RESIDENTIAL), reckoned(f"{RESIDENTIAL}_at_start")), 0)
        ** _p("residential_price_elasticity"),
        "Price of care homes for older people against the start, before inflation.",
    )
    return {HOME: hourly, RESIDENTIAL: weekly}


def _other_growth(equations: Equations, door: FrontDoor) -> Expression:
    """Return the bill for other adults, carers and social workers against the start."""
    bill, at_start = _bills(equations, {stock: _p(name) for stock, name in _HELD.items()})
    permanent, temporary = parameter("dfe.workforce.cost_permanent"), parameter("dfe.workforce.cost_agency")
    paid = (door.team.employed * permanent + door.team.agency * temporary) / _WEEKS_A_YEAR
    start = (door.staff.employed * permanent + door.staff.agency * temporary) / _WEEKS_A_YEAR
    return against(bill + paid, at_start + start)
