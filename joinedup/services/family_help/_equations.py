"""Early help: children who are helped, wait or give up, against what the teams can carry.

Who gives up waiting is not lost to the model: part of them are referred to social care later, at a higher
cost; the need of the rest passes, which is what a cut really saves.
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
    least,
    lever,
    parameter,
    ratio,
    reckoned,
    share_leaving,
    within,
)
from joinedup.services.family_help._declared import CAPACITIES, LEVERS, MEASURES

_YEARS, _PRICE_YEARS = Clock("years"), Clock("price_years")
_OWN = "joinedup.family_help"
_TEAM = "family_help.team"
_RULES = TeamRules("joinedup.workforce", parameter("research.caseload.turnover_elasticity"))
_CASES, _WAITING, _UNMET = "family_help.cases", "family_help.waiting", "family_help.unmet"


def service() -> Service:
    """Return early help in each patch."""
    equations = Equations("family_help")
    _children(equations)
    team = _team(equations)
    _asking(equations)
    _helping(equations, team)
    _giving_up(equations)
    _conferences(equations)
    _spending(equations, team)
    return Service(equations, LEVERS, MEASURES, spending=("family_help",), capacities=CAPACITIES)


def _children(equations: Equations) -> None:
    start = figure("early_help_cases")
    equations.stock(_CASES, start, "Children with early help.")
    leaving = equations.at_start(
        "family_help.leave_share",
        share_leaving(12 / parameter(f"{_OWN}.stay_months")),
        "Share of cases closed in a month.",
    )
    # Who asks in one month starts in the next, so that a month's requests wait even where there is room.
    equations.stock(_WAITING, start * leaving, "Children waiting for early help.")
    equations.stock(_UNMET, 0.0, "Children whose family gave up waiting and whose need is still there.")


def _team(equations: Equations) -> Team:
    posts = ratio(
        figure("budget", "family_help") * parameter(f"{_OWN}.staff_budget_share"),
        parameter(f"{_OWN}.cost_per_post"),
    )
    return declare_team(
        equations,
        _TEAM,
        "Family Help workers",
        TeamStart.of_posts(posts, _RULES, parameter(f"{_OWN}.slack_share")),
        _RULES,
        posts=lever("family_help.capacity"),
        work=last_month(_CASES) + last_month(_WAITING),
        work_at_start=figure("early_help_cases") * (1 + reckoned("family_help.leave_share")),
        # Families can be made to wait for early help, so that no cover is bought for a queue.
        surge=0,
    )


def _asking(equations: Equations) -> None:
    growth = exp(parameter(f"{_OWN}.demand_growth") * _YEARS)
    expected = equations.reckon(
        "family_help.asking_expected",
        figure("early_help_cases")
        * reckoned("family_help.leave_share")
        * growth
        * ratio(last_month("population.children"), figure("children_0_17")),
        "Children expected to ask for early help.",
    )
    equations.flow(
        "family_help.asked",
        expected,
        "Children whose family asks for early help or is asked.",
        enters=_WAITING,
        is_chance=True,
    )


def _helping(equations: Equations, team: Team) -> None:
    cases, leaving = equations.held(_CASES), reckoned("family_help.leave_share")
    longer = exp(parameter("joinedup.workforce.stay_elasticity") * team.extra)
    closed = equations.flow("family_help.closed", cases * leaving / longer, "Cases closed.", leaves=_CASES)
    most = equations.at_start(
        "family_help.could_carry_at_start",
        ratio(figure("early_help_cases"), 1 - parameter(f"{_OWN}.slack_share")),
        "Children today's teams can carry.",
    )
    carried = equations.reckon("family_help.can_carry", most * team.capacity, "Children the teams can carry.")
    waiting = equations.held(_WAITING)
    started = equations.flow(
        "family_help.starts",
        within(waiting, greatest(carried - cases + closed, 0)),
        "Children who start early help.",
        leaves=_WAITING,
        enters=_CASES,
    )
    equations.flow(
        "family_help.give_up",
        (waiting - started) * share_leaving(12 / parameter(f"{_OWN}.patience_months")),
        "Children whose family gave up waiting.",
        leaves=_WAITING,
        enters=_UNMET,
    )


def _giving_up(equations: Equations) -> None:
    """Declare what becomes of those who gave up, and what would have become of them with today's teams."""
    months, share = parameter(f"{_OWN}.unmet_delay_months"), parameter(f"{_OWN}.reappear_share")
    ending = equations.held(_UNMET) * share_leaving(12 / months)
    equations.flow(
        "family_help.reappear",
        ending * share,
        "Children who gave up waiting and are referred to social care.",
        leaves=_UNMET,
    )
    equations.flow(
        "family_help.need_passes",
        ending * (1 - share),
        "Children who gave up waiting and whose need passes.",
        leaves=_UNMET,
    )
    # Growth in asking alone is part of the growth in referrals as it is: only what a decision adds counts.
    asking = reckoned("family_help.asking_expected")
    room = reckoned("family_help.could_carry_at_start") * reckoned("family_help.leave_share")
    usual = equations.smoothed(
        "family_help.gave_up_as_usual",
        greatest(asking - room, 0),
        0.0,
        months + parameter(f"{_OWN}.patience_months"),
        "Children a month who would give up with today's teams.",
    )
    patience = parameter(f"{_OWN}.patience_months")
    queue = equations.held(_WAITING) - last_month("family_help.waiting_as_usual")
    equations.reckon(
        "family_help.longer_wait",
        least(greatest(ratio(queue, reckoned("family_help.starts")), 0), patience),
        "Months that families wait beyond the wait with today's teams; nobody waits past their patience.",
    )
    equations.reckon(
        "family_help.waiting_as_usual",
        asking + usual * patience,
        "Children who would be waiting with today's teams.",
    )
    equations.reckon(
        "family_help.reappear_beyond_usual",
        greatest(reckoned("family_help.reappear") - usual * share, 0),
        "Children referred because more gave up waiting than would with today's teams.",
    )


def _conferences(equations: Equations) -> None:
    families = ratio(last_month("children_in_need.pre_begun"), parameter(f"{_OWN}.children_per_family"))
    held = equations.reckon(
        "family_help.conferences",
        greatest(least(lever("family_help.family_group_conferences") / 12, families), -families),
        "Family group conferences held in a month beyond today's; below 0 where fewer are.",
    )
    equations.reckon(
        "family_help.conferences_offered",
        ratio(held, families),
        "Share of families in pre-proceedings who are offered a conference, beyond today's.",
    )


def _spending(equations: Equations, team: Team) -> None:
    pay = exp(parameter("joinedup.money.pay_inflation") * _PRICE_YEARS)
    spend = equations.reckon(
        "family_help.team_spend",
        figure("budget", "family_help") / 12 * _bill(equations, team),
        "Family Help teams, in pounds a month at the prices of the start.",
    )
    conferences = reckoned("family_help.conferences") * parameter(f"{_OWN}.cost_per_conference")
    equations.reckon(
        "spend.family_help", (spend + conferences) * pay, "Family Help teams and conferences. Pounds a month."
    )
    equations.reckon(
        "family_help.spend_per_child",
        ratio(spend * 12, last_month("population.children")),
        "Family Help spending per child, in pounds a year at the prices of the start.",
    )


def _bill(equations: Equations, team: Team) -> Expression:
    """Return what the team costs against the start; a cover worker costs more, as in social work."""
    premium = ratio(parameter("dfe.workforce.cost_agency"), parameter("dfe.workforce.cost_permanent"))
    start = equations.at_start(
        "family_help.paid_at_start",
        figure("budget", "family_help")
        * parameter(f"{_OWN}.staff_budget_share")
        / parameter(f"{_OWN}.cost_per_post")
        * (1 - _RULES.usual_vacancy + _RULES.usual_agency * premium),
        "Family Help workers paid at the start, cover workers at their price.",
    )
    return against(team.employed + team.agency * premium, start)
