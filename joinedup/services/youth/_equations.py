"""Services for young people, those at risk or out of education and work, and youth justice."""

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
    change,
    declare_team,
    exp,
    figure,
    greatest,
    last_month,
    lever,
    parameter,
    ratio,
    share_leaving,
    total,
)
from joinedup.services.youth._declared import CAPACITIES, LEVERS, MEASURES
from joinedup.services.youth._justice import declare_justice

_PRICE_YEARS = Clock("price_years")
_TEAM, _AT_RISK, _NEET = "youth.workers", "youth.at_risk", "youth.neet"


def service() -> Service:
    """Return youth services and youth justice in each patch."""
    equations = Equations("youth")
    pay = exp(parameter("joinedup.money.pay_inflation") * _PRICE_YEARS)
    aged = equations.at_start(
        "youth.aged_at_start",
        total([figure("people", str(age)) for age in range(10, 18)]),
        "Aged 10 to 17 at the start.",
    )
    at_risk, at_start = _at_risk_stock(equations, aged)
    workers = _team(equations, at_risk, at_start)
    done = equations.reckon(
        "youth.work_done",
        ratio(1, 1 + greatest(workers.overload, 0)),
        "Youth work that is done of what is offered; less when youth workers have too much.",
    )
    lost = equations.smoothed(
        "youth.provision_lost",
        1 - lever("youth.provision") * done,
        0.0,
        12,
        "Share of youth provision lost, followed a year behind.",
    )
    _at_risk(equations, at_start, aged, done)
    _neet(equations)
    declare_justice(equations, lost, pay)
    _spending(equations, workers, pay)
    return Service(
        equations,
        levers=LEVERS,
        measures=MEASURES,
        spending=("youth_services", "youth_justice"),
        capacities=CAPACITIES,
    )


def _at_risk_stock(equations: Equations, aged: Expression) -> tuple[Expression, Expression]:
    """Declare young people known to be at risk; returns them now and at the start."""
    found = aged * parameter("joinedup.youth.exploitation_rate") / 1000 / 12
    leave = equations.at_start(
        "youth.at_risk_leave_share",
        share_leaving(12 / parameter("joinedup.youth.exploitation_months")),
        "Young people no longer at risk, a month.",
    )
    start = equations.at_start(
        "youth.at_risk_at_start", ratio(found, leave), "Known to be at risk at the start."
    )
    held = equations.stock(
        _AT_RISK, start, "Young people known to be at risk of exploitation.", "young people"
    )
    return held, start


def _team(equations: Equations, at_risk: Expression, at_start: Expression) -> Team:
    """Declare youth workers. A planned cut offers less, and so overloads nobody by itself."""
    rules = TeamRules("joinedup.workforce", parameter("research.caseload.turnover_elasticity"))
    targeted = parameter("joinedup.youth.targeted_work_share")
    come = ratio(last_month("population.aged_10_17"), equations.declared("youth.aged_at_start"))
    posts = ratio(
        figure("budget", "youth_services") * parameter("joinedup.youth.staff_share"),
        parameter("joinedup.youth.worker_cost"),
    )
    start = TeamStart.of_posts(posts, rules, parameter("joinedup.youth.worker_slack_share"))
    equations.at_start("youth.bill_at_start", _bill(start), "Cost of youth workers at the start, in posts.")
    level = lever("youth.provision")
    return declare_team(
        equations,
        _TEAM,
        "youth workers",
        start,
        rules,
        posts=level,
        work=level * ((1 - targeted) * come + targeted * against(at_risk, at_start)),
        work_at_start=1,
        held_back=last_month("money.recruitment_freeze"),
    )


def _at_risk(equations: Equations, start: Expression, aged: Expression, done: Expression) -> None:
    leave = equations.declared("youth.at_risk_leave_share")
    equations.flow(
        "youth.become_at_risk",
        start * leave * ratio(last_month("population.aged_10_17"), aged),
        "Young people newly known to be at risk of exploitation.",
        enters=_AT_RISK,
        is_chance=True,
    )
    equations.flow(
        "youth.out_of_risk",
        equations.held(_AT_RISK) * leave * done,
        "Young people no longer at risk.",
        leaves=_AT_RISK,
    )


def _neet(equations: Equations) -> None:
    """Declare young people of 16 and 17 out of education and work, some of them because of an exclusion."""
    aged = figure("people", "16") + figure("people", "17")
    start = equations.at_start(
        "youth.neet_at_start", figure("neet_share") * aged, "Out of education and work at the start."
    )
    leave = equations.at_start(
        "youth.neet_leave_share",
        share_leaving(12 / parameter("joinedup.youth.neet_months")),
        "Back in education or work, a month.",
    )
    held = equations.stock(
        _NEET,
        start,
        "Young people aged 16 and 17 not in education, employment or training.",
        "young people",
    )
    equations.flow(
        "youth.become_neet",
        greatest(start * leave * ratio(last_month("population.aged_16_17"), aged) + _excluded(equations), 0),
        "Young people aged 16 and 17 who leave education or work.",
        enters=_NEET,
        is_chance=True,
    )
    equations.flow("youth.back_in_education", held * leave, "Back in education or work.", leaves=_NEET)


def _excluded(equations: Equations) -> Expression:
    """Return how many more leave education or work because more pupils were excluded than at today's rate."""
    of_school_age = total([figure("people", str(age)) for age in range(5, 16)])
    usual = (
        figure("permanent_exclusions")
        / 12
        * change("permanent_exclusions")
        * ratio(last_month("population.aged_5_15"), of_school_age)
    )
    equations.reckon(
        "youth.excluded_beyond_usual",
        last_month("attendance.excluded") - usual,
        "Pupils excluded this month beyond today's rate.",
    )
    later = equations.delayed(
        "youth.excluded_earlier",
        "youth.excluded_beyond_usual",
        "parameter/joinedup.youth.exclusion_to_neet_months",
        "Pupils excluded beyond today's rate, when they are 16.",
    )
    return later * parameter("joinedup.youth.exclusion_to_neet_share")


def _spending(equations: Equations, workers: Team, pay: Expression) -> None:
    staff = parameter("joinedup.youth.staff_share")
    bill = against(_bill(workers), equations.declared("youth.bill_at_start"))
    work = equations.reckon(
        "youth.work_spend",
        figure("budget", "youth_services") / 12 * (staff * bill + (1 - staff) * lever("youth.provision")),
        "Youth work, in pounds a month at the prices of the start.",
    )
    equations.reckon("spend.youth_services", work * pay, "Services for young people. Pounds a month.")
    equations.reckon(
        "youth.spend_per_child",
        ratio(work * 12, last_month("population.aged_12_17")),
        "Youth spending per child aged 12 to 17, in pounds a year at the prices of the start.",
    )


def _bill(of: Team | TeamStart) -> Expression:
    cover = ratio(parameter("dfe.workforce.cost_agency"), parameter("dfe.workforce.cost_permanent"))
    return of.employed + of.agency * cover
