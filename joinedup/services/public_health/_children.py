"""Health visitors and the reviews that fall due for children under 5, and school nurses."""

from __future__ import annotations

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    Team,
    TeamRules,
    TeamStart,
    against,
    declare_team,
    figure,
    last_month,
    lever,
    parameter,
    ratio,
    serve_queue,
    share_leaving,
    start_queue,
    total,
)
from joinedup.services.public_health._cohorts import GONE_BY_APRIL, cohort_at_start, in_cohorts_at_start

_OVERDUE, _NURSED = "public_health.reviews_waiting", "public_health.school_nursing"
_SINCE_SEPTEMBER = Clock("since_september")
_UNDER = 5


def _p(name: str) -> Expression:
    return parameter(f"joinedup.public_health.{name}")


def _under_5() -> Expression:
    cohorts = [last_month(f"population.cohort_{number}") for number in range(_UNDER + 1)]
    return total([*cohorts[:_UNDER], cohorts[_UNDER] * (1 - _SINCE_SEPTEMBER)])


def _under_5_at_start() -> Expression:
    return total([in_cohorts_at_start(range(_UNDER)), cohort_at_start(_UNDER) * (1 - GONE_BY_APRIL)])


def declare_health_visiting(equations: Equations) -> Expression:
    """Declare health visitors and reviews due; returns the team's pay against the start."""
    at_start = equations.at_start(
        "public_health.under_5_at_start", _under_5_at_start(), "Children under 5 at the start."
    )
    children = equations.reckon(
        "public_health.under_5_against_start", against(_under_5(), at_start), "Under-fives against the start."
    )
    due = equations.at_start(
        "public_health.reviews_due_at_start",
        at_start * _p("reviews_per_child") / 12,
        "Health reviews that fall due in a month, at the start.",
    )
    slack = _p("health_visitor_slack_share")
    staff = _staff(slack)
    start = start_queue(
        equations,
        _OVERDUE,
        "Children under 5 whose health review is due and not yet done.",
        arriving=due,
        room=ratio(due, 1 - slack),
        wait_months=_p("review_wait_months"),
    )
    equations.flow(
        "public_health.reviews_due", due * children, "Health reviews that fall due.", enters=_OVERDUE
    )
    team = _visitors(equations, staff, children)
    queue = serve_queue(
        equations,
        _OVERDUE,
        start,
        room=ratio(due * children, team.load),
        patience_months=_p("review_patience_months"),
    )
    equations.flow("public_health.reviews_done", queue.served, "Health reviews done.", leaves=_OVERDUE)
    equations.flow(
        "public_health.reviews_missed", queue.gave_up, "Health reviews missed for good.", leaves=_OVERDUE
    )
    # Cover is paid as in social work against those employed; no figure for health visitors is known.
    dearer = ratio(parameter("dfe.workforce.cost_agency"), parameter("dfe.workforce.cost_permanent"))
    return against(team.employed + team.agency * dearer, staff.employed + staff.agency * dearer)


def _rules() -> TeamRules:
    return TeamRules("joinedup.workforce", parameter("research.caseload.turnover_elasticity"))


def _staff(slack: Expression) -> TeamStart:
    paid = figure("budget", "public_health") * _p("nursing_share") * _p("health_visitor_share")
    return TeamStart.of_posts(ratio(paid, _p("cost_per_post")), _rules(), slack)


def _visitors(equations: Equations, staff: TeamStart, children: Expression) -> Team:
    return declare_team(
        equations,
        "public_health.visitors",
        "health visitors",
        staff,
        _rules(),
        posts=lever("public_health.health_visiting"),
        work=children,
        work_at_start=1,
    )


def declare_school_nursing(equations: Equations) -> Expression:
    """Declare children with a school nurse; returns their number against the start."""
    pupils = equations.at_start(
        "public_health.aged_5_15_at_start", in_cohorts_at_start(range(5, 16)), "Of school age at the start."
    )
    start = equations.at_start(
        "public_health.school_nursing_at_start",
        pupils * _p("school_nursing_per_1000") / 1000,
        "Children with a school nurse at the start.",
    )
    held = equations.stock(_NURSED, start, "Children with support from a school nurse.")
    leave = share_leaving(12 / _p("school_nursing_months"))
    grown = against(last_month("population.aged_5_15"), pupils)
    equations.flow(
        "public_health.school_nursing_begins",
        start * leave * grown * lever("public_health.health_visiting"),
        "Begin with a school nurse.",
        enters=_NURSED,
    )
    equations.flow(
        "public_health.school_nursing_ends", held * leave, "Finish with a school nurse.", leaves=_NURSED
    )
    return against(held, start)
