"""Households owed help before and after they lose their home, and the team that helps them.

A duty is what the council owes; temporary accommodation is where a household stays. A household with a
relief duty may be in temporary accommodation too, so the two are never added.
"""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    Team,
    TeamRules,
    TeamStart,
    declare_team,
    exp,
    figure,
    greatest,
    last_month,
    least,
    lever,
    parameter,
    ratio,
    share_leaving,
)

_YEARS = Clock("years")
_PREVENTION, _RELIEF, _ARREARS = "housing.prevention", "housing.relief", "housing.renters_in_arrears"
TEAM = "housing.team"


@dataclass(frozen=True)
class Duties:
    """What the rest of housing needs to know of households owed a duty.

    Args:
        growth: households becoming homeless against the start, as rates and homes alone would have it.
        pressure: households newly homeless against that: 1 where as many are prevented as at the start.
        done: work done by the team against the start, 1 or less.
    """

    growth: Expression
    pressure: Expression
    done: Expression


def declare_stocks(equations: Equations) -> tuple[Expression, Expression]:
    """Declare households with a duty; returns those with a prevention and with a relief duty."""
    asking = equations.at_start(
        "housing.asking_at_start",
        parameter("mhclg.homelessness.prevention_duty_rate") / 1000 * figure("dwellings") / 12,
        "Households newly owed a prevention duty in a month at the start.",
    )
    leave = equations.at_start(
        "housing.prevention_leave_share",
        share_leaving(12 / parameter("joinedup.housing.prevention_months")),
        "Prevention duties that end in a month.",
    )
    failed = equations.at_start(
        "housing.not_prevented_at_start",
        asking * _becoming_homeless(parameter("mhclg.homelessness.prevented_share")),
        "Households whose homelessness is not prevented in a month at the start.",
    )
    direct = equations.at_start(
        "housing.direct_at_start",
        greatest(
            parameter("mhclg.homelessness.relief_duty_rate") / 1000 * figure("dwellings") / 12 - failed, 0
        ),
        "Households already homeless when they ask, in a month at the start.",
    )
    ended = equations.at_start(
        "housing.relief_leave_share",
        share_leaving(12 / parameter("joinedup.housing.relief_months")),
        "Relief duties that end in a month.",
    )
    prevention = equations.stock(
        _PREVENTION, ratio(asking, leave), "Households owed a prevention duty.", "households"
    )
    relief = equations.stock(
        _RELIEF, ratio(direct + failed, ended), "Households owed a relief duty.", "households"
    )
    return prevention, relief


def team(equations: Equations, in_temporary: Expression, at_start: Expression) -> Team:
    """Declare the housing options team.

    Less prevention means fewer posts and less work in the same measure, so that a planned cut overloads
    nobody by itself; the households who become homeless because of it do.

    Args:
        equations: the service's equations.
        in_temporary: households in temporary accommodation.
        at_start: the same at the start.
    """
    rules = TeamRules("joinedup.workforce", parameter("research.caseload.turnover_elasticity"))
    per_prevention = parameter("joinedup.housing.work_per_prevention_household")
    per_temporary = parameter("joinedup.housing.work_per_temporary_household")
    preventing = equations.at_start(
        "housing.prevention_work_at_start",
        per_prevention
        * ratio(
            equations.declared("housing.asking_at_start"),
            equations.declared("housing.prevention_leave_share"),
        ),
        "Work on prevention at the start, in households owed relief.",
    )
    relieving = ratio(
        equations.declared("housing.direct_at_start") + equations.declared("housing.not_prevented_at_start"),
        equations.declared("housing.relief_leave_share"),
    )
    work = equations.at_start(
        "housing.team_work_at_start",
        preventing + relieving + per_temporary * at_start,
        "Work of the team at the start, in households owed relief.",
    )
    level = lever("housing.prevention")
    posts = ratio(
        figure("budget", "homelessness") * parameter("joinedup.housing.team_share_of_budget"),
        parameter("joinedup.housing.officer_cost"),
    )
    start = TeamStart.of_posts(posts, rules, parameter("joinedup.housing.officer_slack_share"))
    equations.at_start("housing.team_bill_at_start", bill(start), "Cost of the team at the start, in posts.")
    return declare_team(
        equations,
        TEAM,
        "housing options officers",
        start,
        rules,
        posts=greatest(1 - ratio(preventing, work) * (1 - level), 0),
        work=per_prevention * equations.held(_PREVENTION) * level
        + equations.held(_RELIEF)
        + per_temporary * in_temporary,
        work_at_start=work,
    )


def bill(of: Team | TeamStart) -> Expression:
    """Return what a team costs, in posts: cover costs more."""
    cover = ratio(parameter("dfe.workforce.cost_agency"), parameter("dfe.workforce.cost_permanent"))
    return of.employed + of.agency * cover


def declare_duties(equations: Equations, officers: Team) -> Duties:
    """Declare how households come to be owed a duty and how it ends."""
    growth = equations.reckon(
        "housing.homelessness_growth",
        exp(parameter("joinedup.housing.homelessness_growth") * _YEARS) * last_month("housing.growth"),
        "Households becoming homeless against the start, as homes and today's rates alone would have it.",
    )
    done = equations.reckon(
        "housing.work_done",
        ratio(1, 1 + greatest(officers.overload, 0)),
        "Work the team does for each household against the start; less when it is full.",
    )
    _asking(equations, growth)
    failed = _prevention(equations, done)
    pressure = _relief(equations, growth, failed, done)
    return Duties(growth, pressure, done)


def _becoming_homeless(prevented: Expression) -> Expression:
    return (1 - prevented) * parameter("joinedup.housing.not_prevented_homeless_share")


def _asking(equations: Equations, growth: Expression) -> None:
    """Declare private renters in arrears, and households newly owed a prevention duty."""
    asking = equations.declared("housing.asking_at_start")
    part = parameter("joinedup.housing.asking_from_arrears_share")
    renters = equations.at_start(
        "housing.arrears_at_start",
        figure("dwellings")
        * parameter("mhclg.dwellings.private_rent_share")
        * parameter("joinedup.housing.arrears_share"),
        "Private renters in arrears at the start.",
    )
    clears = equations.at_start(
        "housing.arrears_clear_share",
        share_leaving(12 / parameter("joinedup.housing.arrears_months")),
        "Arrears cleared in a month.",
    )
    follows = parameter("joinedup.housing.rent_arrears_per_council_tax_arrears")
    behind = last_month("money.arrears_beyond") * follows
    held = equations.stock(_ARREARS, renters, "Private renters in arrears.", "households")
    equations.flow(
        "housing.fall_into_arrears",
        (renters * clears + part * asking) * greatest(1 + behind, 0),
        "Private renters who fall into arrears.",
        enters=_ARREARS,
    )
    equations.flow("housing.clear_arrears", held * clears, "Renters who clear arrears.", leaves=_ARREARS)
    equations.flow(
        "housing.losing_tenancy",
        held * ratio(part * asking, renters),
        "Renters in arrears who are losing their home and are owed a prevention duty.",
        leaves=_ARREARS,
        enters=_PREVENTION,
    )
    equations.flow(
        "housing.asking",
        (1 - part) * asking * growth,
        "Other households newly owed a prevention duty.",
        enters=_PREVENTION,
        is_chance=True,
    )


def _prevention(equations: Equations, done: Expression) -> Expression:
    """Declare how prevention duties end; returns households whose homelessness is not prevented."""
    level = lever("housing.prevention")
    owed = parameter("joinedup.housing.prevented_by_work_share")
    share = equations.reckon(
        "housing.prevented_share",
        least(parameter("mhclg.homelessness.prevented_share") * (1 - owed * (1 - level * done)), 1),
        "Prevention duties that end with a home.",
    )
    ended = equations.held(_PREVENTION) * equations.declared("housing.prevention_leave_share")
    equations.flow(
        "housing.prevented", ended * share, "Households whose homelessness is prevented.", leaves=_PREVENTION
    )
    equations.flow(
        "housing.prevention_lost",
        ended * (1 - share - _becoming_homeless(share)),
        "Households who lose touch, withdraw or refuse before they lose their home.",
        leaves=_PREVENTION,
    )
    return equations.flow(
        "housing.not_prevented",
        ended * _becoming_homeless(share),
        "Households whose homelessness is not prevented.",
        leaves=_PREVENTION,
        enters=_RELIEF,
    )


def _relief(equations: Equations, growth: Expression, failed: Expression, done: Expression) -> Expression:
    """Declare how relief duties begin and end; returns households newly homeless against the usual."""
    direct, usual = (equations.declared(f"housing.{name}_at_start") for name in ("direct", "not_prevented"))
    part = parameter("joinedup.housing.asking_from_arrears_share")
    lagged = equations.smoothed(
        "housing.usual_prevention",
        part + (1 - part) * growth,
        1.0,
        parameter("joinedup.housing.prevention_months"),
        "Households with a prevention duty against the start, as homes and today's rates would have it.",
    )
    equations.flow(
        "housing.direct",
        greatest(direct * growth + last_month("care.leavers_need_home_beyond"), 0),
        "Households already homeless when they ask.",
        enters=_RELIEF,
        is_chance=True,
    )
    pressure = equations.reckon(
        "housing.pressure",
        1 + ratio(failed - usual * lagged, direct * growth + usual * lagged),
        "Households newly homeless against what homes and today's rates alone would have.",
    )
    ended = equations.held(_RELIEF) * equations.declared("housing.relief_leave_share")
    owed = parameter("joinedup.housing.relieved_by_work_share")
    share = parameter("mhclg.homelessness.relieved_share") * (1 - owed * (1 - done))
    equations.flow(
        "housing.relieved", ended * share, "Households whose homelessness is relieved.", leaves=_RELIEF
    )
    equations.flow(
        "housing.not_relieved",
        ended * (1 - share),
        "Relief duties that end without a home: the main duty, or nothing further is owed.",
        leaves=_RELIEF,
    )
    return pressure
