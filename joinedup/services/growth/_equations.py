"""Planning applications, homes permitted and being built, and developer contributions.

Homes due to be completed are given from outside, as in the housing trajectory. The pipeline is kept
consistent with them: homes enter construction as they fall due and leave it as housing counts them completed,
so that homes under construction hold those that are late; and permissions follow what falls due, as far as
the planning team keeps up. Its overload makes more homes late, which housing reads.
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
    share_leaving,
)
from joinedup.services.growth._declared import CAPACITIES, LEVERS, MEASURES

_PRICE_YEARS = Clock("price_years")
_WAITING, _PERMITTED, _BUILDING = "growth.applications", "growth.permitted", "growth.building"
_HELD, _DUE = "growth.contributions", "growth.infrastructure_due"
_TEAM = "growth.planning"


def service() -> Service:
    """Return planning and growth in each patch."""
    equations = Equations("growth")
    received = _applications(equations)
    planners = _team(equations, received)
    decided = _decisions(equations, planners)
    started = _pipeline(equations, against(decided, received))
    _contributions(equations, started)
    _spending(equations, planners)
    return Service(equations, levers=LEVERS, measures=MEASURES, spending=("planning",), capacities=CAPACITIES)


def _applications(equations: Equations) -> Expression:
    """Declare applications received: as today, and more for homes beyond those in the trajectory."""
    at_start = equations.at_start(
        "growth.received_at_start",
        parameter("mhclg.planning.application_rate") / 1000 * figure("dwellings") / 12,
        "Applications received in a month at the start.",
    )
    waiting = parameter("joinedup.planning.decision_months")
    leave = equations.at_start(
        "growth.decide_share", share_leaving(12 / waiting), "Applications decided in a month."
    )
    equations.stock(_WAITING, ratio(at_start, leave), "Planning applications waiting.", "applications")
    usual = parameter("mhclg.dwellings.completion_rate") / 1000 * figure("dwellings") / 12
    more = equations.reckon(
        "growth.more_homes",
        ratio(last_month("housing.homes_added"), usual),
        "Homes due beyond the trajectory, against the usual number of homes built where there are so many.",
    )
    part = parameter("joinedup.planning.work_share_of_homes")
    return equations.flow(
        "growth.received",
        at_start * greatest(1 + part * more, 0),
        "Planning applications received, of the usual size.",
        enters=_WAITING,
        is_chance=True,
    )


def _team(equations: Equations, received: Expression) -> Team:
    rules = TeamRules("joinedup.workforce", parameter("research.caseload.turnover_elasticity"))
    gross = ratio(figure("budget", "planning"), 1 - parameter("joinedup.planning.fee_share"))
    posts = ratio(
        gross * parameter("joinedup.planning.gross_share_staff"), parameter("joinedup.planning.planner_cost")
    )
    start = TeamStart.of_posts(posts, rules, parameter("joinedup.planning.planner_slack_share"))
    equations.at_start("growth.planning_bill_at_start", _bill(start), "Cost of planners at the start.")
    return declare_team(
        equations,
        _TEAM,
        "planners",
        start,
        rules,
        posts=lever("growth.planning_posts"),
        work=received,
        work_at_start=equations.declared("growth.received_at_start"),
        held_back=last_month("money.recruitment_freeze"),
    )


def _decisions(equations: Equations, planners: Team) -> Expression:
    done = ratio(1, 1 + greatest(planners.overload, 0))
    return equations.flow(
        "growth.decided",
        equations.held(_WAITING) * equations.declared("growth.decide_share") * done,
        "Planning applications decided; fewer of those waiting when planners have too much work.",
        leaves=_WAITING,
    )


def _pipeline(equations: Equations, kept_up: Expression) -> Expression:
    """Declare homes permitted and under construction; returns homes started.

    Args:
        equations: the service's equations.
        kept_up: applications decided against those received.
    """
    pace = figure("completions") / 12
    equations.stock(
        _PERMITTED,
        pace * parameter("joinedup.planning.permitted_months"),
        "Homes permitted and not started.",
        "homes",
    )
    equations.stock(
        _BUILDING, pace * parameter("joinedup.planning.building_months"), "Homes under construction.", "homes"
    )
    due = last_month("housing.planned")
    equations.flow("growth.granted", due * kept_up, "Homes permitted.", enters=_PERMITTED)
    started = equations.flow("growth.started", due, "Homes started.", leaves=_PERMITTED, enters=_BUILDING)
    equations.flow("growth.built", last_month("housing.completions"), "Homes completed.", leaves=_BUILDING)
    return started


def _contributions(equations: Equations, started: Expression) -> None:
    """Declare developer contributions held and the infrastructure that they help to pay for."""
    per_home = parameter("joinedup.planning.contribution_per_home")
    cost = parameter("joinedup.planning.infrastructure_per_home")
    months = 12 * parameter("joinedup.planning.contribution_years")
    pace = figure("completions") / 12
    held = equations.stock(_HELD, pace * per_home * months, "Developer contributions held.", "pounds")
    equations.stock(_DUE, pace * cost * months, "Infrastructure that homes started need and lack.", "pounds")
    equations.flow(
        "growth.contributions_paid",
        started * per_home * lever("growth.contributions"),
        "Developer contributions paid, at prices of the start.",
        enters=_HELD,
    )
    spent = equations.flow(
        "growth.contributions_spent", held / months, "Developer contributions spent.", leaves=_HELD
    )
    equations.flow(
        "growth.infrastructure_needed",
        started * cost,
        "Infrastructure that homes started need, at prices of the start.",
        enters=_DUE,
    )
    # Each pound of contributions brings the other money that it brings today.
    equations.flow(
        "growth.infrastructure_built",
        spent * ratio(cost, per_home),
        "Infrastructure built with contributions and the money that comes with them.",
        leaves=_DUE,
    )


def _spending(equations: Equations, planners: Team) -> None:
    fees, staff = (
        parameter("joinedup.planning.fee_share"),
        parameter("joinedup.planning.gross_share_staff"),
    )
    bill = against(_bill(planners), equations.declared("growth.planning_bill_at_start"))
    paid = against(equations.declared("growth.received"), equations.declared("growth.received_at_start"))
    equations.reckon(
        "spend.planning",
        # Fees may not bring in more than planning costs, and pay for planning alone.
        ratio(figure("budget", "planning") / 12, 1 - fees)
        * greatest(1 - staff + staff * bill - fees * paid, 0)
        * exp(parameter("joinedup.money.cpi") * _PRICE_YEARS),
        "Planning and development, after fees, which follow applications. Pounds a month.",
    )


def _bill(of: Team | TeamStart) -> Expression:
    cover = ratio(parameter("dfe.workforce.cost_agency"), parameter("dfe.workforce.cost_permanent"))
    return of.employed + of.agency * cover
