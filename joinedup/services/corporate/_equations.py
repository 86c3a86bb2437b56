"""Central staff who answer residents and decide claims, and what central services spend.

Central staff and the change team behave as all teams do. What residents ask waits longer when they are
overloaded, and part of those who wait ask again. Claims that are late are read by council tax: bills go on.
"""

from __future__ import annotations

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    Service,
    Team,
    TeamRules,
    TeamStart,
    against,
    declare_team,
    exp,
    figure,
    greatest,
    last_month,
    lever,
    parameter,
    ratio,
)
from joinedup.services.corporate._buildings import backlog_against, buildings, buildings_against
from joinedup.services.corporate._change import change_team
from joinedup.services.corporate._debt import debt
from joinedup.services.corporate._declared import CAPACITIES, LEVERS, MEASURES

_PRICE_YEARS = Clock("price_years")
_OWN = "joinedup.corporate."
_RULES = TeamRules("joinedup.workforce", parameter("research.caseload.turnover_elasticity"))
_CLAIMS_AT_START = "corporate.claims_at_start"


def service() -> Service:
    """Return central services, buildings and debt in each patch."""
    equations = Equations("corporate")
    staff_start = _start("staff")
    staff = _staff(equations, staff_start)
    _requests(equations, staff)
    _claims(equations, staff)
    change_start = _start("change")
    change = change_team(equations, change_start, _RULES)
    buildings(equations)
    debt(equations)
    bills = {"staff": _bill(staff, staff_start), "change": _bill(change, change_start)}
    _spending(equations, bills)
    return Service(
        equations, LEVERS, MEASURES, spending=("central_services", "capital_financing"), capacities=CAPACITIES
    )


def _start(team: str) -> TeamStart:
    """Return a team whose posts are what its share of spending on central services pays for."""
    paid = figure("budget", "central_services") * parameter(f"{_OWN}{team}_spending_share")
    posts = ratio(paid, parameter(_OWN + "cost_per_post"))
    return TeamStart.of_posts(posts, _RULES, slack=parameter(f"{_OWN}{team}_slack_share"))


def _staff(equations: Equations, start: TeamStart) -> Team:
    requests = equations.at_start(
        "corporate.requests_at_start",
        figure("dwellings") * parameter(_OWN + "contacts_per_home") / 12,
        "Requests in a month at the start.",
    )
    claims = equations.at_start(
        _CLAIMS_AT_START,
        figure("dwellings")
        * parameter("mhclg.council_tax.support_homes_share")
        / parameter("joinedup.money.support_months"),
        "Claims in a month at the start.",
    )
    work = (
        1
        + parameter(_OWN + "contact_work_share") * (against(last_month("corporate.requests"), requests) - 1)
        + parameter(_OWN + "claims_work_share") * (against(last_month("corporate.claims"), claims) - 1)
    )
    return declare_team(
        equations,
        "corporate.staff",
        "central staff",
        start,
        _RULES,
        posts=lever("corporate.central_posts"),
        work=work,
        work_at_start=1,
        held_back=last_month("money.recruitment_freeze"),
    )


def _requests(equations: Equations, staff: Team) -> None:
    """Declare residents' requests: those who wait longer than usual ask again, which is work too."""
    came, months = equations.declared("corporate.requests_at_start"), parameter(_OWN + "months_to_answer")
    waiting = equations.stock(
        "corporate.contacts_waiting", came * months, "Residents' requests waiting for an answer.", "requests"
    )
    equations.reckon(
        "corporate.asked_again",
        (waiting - came * months) * parameter(_OWN + "chasing_share"),
        "Residents who ask again because they wait longer than at the start; below nothing where fewer do.",
    )
    equations.flow(
        "corporate.requests",
        came * last_month("housing.growth"),
        "Residents' requests that cannot be settled at once.",
        enters="corporate.contacts_waiting",
    )
    equations.flow(
        "corporate.answered",
        waiting / (months * greatest(1 + staff.overload, 1 / months)),
        "Residents' requests answered; slower while central staff are overloaded.",
        leaves="corporate.contacts_waiting",
    )


def _claims(equations: Equations, staff: Team) -> None:
    """Declare claims for council tax support: as many as come onto support."""
    came, months = equations.declared(_CLAIMS_AT_START), parameter(_OWN + "months_to_decide")
    waiting = equations.stock(
        "corporate.claims_waiting", came * months, "Claims waiting for a decision.", "claims"
    )
    equations.reckon(
        "corporate.claims_late",
        waiting - came * months,
        "Households whose claim waits longer than at the start; below nothing where fewer wait.",
    )
    equations.flow(
        "corporate.claims",
        last_month("money.support_joined"),
        "Claims for council tax support.",
        enters="corporate.claims_waiting",
    )
    equations.flow(
        "corporate.decided",
        waiting / (months * greatest(1 + staff.overload, 1 / months)),
        "Claims decided; slower while central staff are overloaded.",
        leaves="corporate.claims_waiting",
    )


def _bill(team: Team, start: TeamStart) -> Expression:
    """Return what a team costs against the start, temporary workers at their dearer price."""
    dearer = parameter(_OWN + "agency_cost_ratio")
    return against(team.employed + team.agency * dearer, start.employed + start.agency * dearer)


def _spending(equations: Equations, bills: dict[str, Expression]) -> None:
    moved: Expression = equations.reckon(
        "corporate.staff_cost_change",
        (bills["staff"] - 1) * parameter(_OWN + "staff_spending_share")
        + (bills["change"] - 1) * parameter(_OWN + "change_spending_share"),
        "Change in the cost of central staff, as a share of spending on central services.",
    )
    running = buildings_against(equations) * (
        1 + parameter(_OWN + "backlog_cost_elasticity") * (backlog_against(equations) - 1)
    )
    kept_up = buildings_against(equations) * lever("corporate.maintenance")
    places = equations.reckon(
        "corporate.property_cost_change",
        (running - 1) * parameter(_OWN + "property_spending_share")
        + (kept_up - 1) * parameter(_OWN + "maintenance_spending_share"),
        "Change in the cost of buildings, as a share of spending on central services.",
    )
    equations.reckon(
        "spend.central_services",
        figure("budget", "central_services")
        / 12
        * greatest(1 + moved + places, 0)
        * exp(parameter("joinedup.money.pay_inflation") * _PRICE_YEARS),
        "Central services. Pounds a month.",
    )
