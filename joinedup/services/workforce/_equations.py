"""Social workers: posts, people, agency cover and load.

This is where many small cuts can do more together than the sum of each. While there is slack, work is
absorbed. Once there is more work than the staff can carry, people leave faster, which leaves more work for
those who stay, and cases stay open longer, which is more work again. Agency workers, paid at a higher rate,
hold it up.
"""

from __future__ import annotations

from joinedup.declared import Better, Capacity, Lever, LeverKind, Measure, Over
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
    least,
    lever,
    parameter,
    ratio,
    total,
)
from joinedup.services.workforce._as_usual import work_as_usual

_PRICE_YEARS = Clock("price_years")
_EMPLOYED, _AGENCY = "workforce.employed", "workforce.agency"
_CASES = (
    "children_in_need.in_need",
    "children_in_need.plans",
    "children_in_need.assessing",
    "care.looked_after",
)
_RULES = TeamRules("joinedup.workforce", parameter("research.caseload.turnover_elasticity"))


def service() -> Service:
    """Return the social work workforce in each patch."""
    equations = Equations("workforce")
    team = _team(equations)
    safeguarding = equations.smoothed(
        "workforce.family_safeguarding",
        greatest(least(ratio(lever("social_work.family_safeguarding"), figure("social_workers")), 1), -1),
        0.0,
        parameter("joinedup.workforce.family_safeguarding_months"),
        "Share of teams that work as Family Safeguarding, beyond today's.",
    )
    _spending(equations, team, safeguarding)
    return Service(equations, _LEVERS, _MEASURES, spending=("social_work",), capacities=_CAPACITIES)


def _team(equations: Equations) -> Team:
    begun = figure("assessments") / 12 * parameter("joinedup.workforce.assessment_months")
    at_start = equations.at_start(
        "workforce.cases_at_start",
        figure("children_in_need")
        + figure("child_protection_plans")
        + figure("looked_after_children")
        + begun,
        "Cases at the start.",
    )
    usual = work_as_usual(equations)
    start = TeamStart(
        employed=figure("social_workers"),
        agency=figure("social_workers_agency"),
        vacant=figure("social_worker_vacancies"),
        leavers=figure("social_worker_leavers"),
        load=ratio(figure("caseload"), parameter("joinedup.workforce.target_caseload")),
    )
    return declare_team(
        equations,
        "workforce",
        "social workers",
        start,
        _RULES,
        posts=lever("social_work.posts") * _funded(equations, usual, at_start),
        work=total([last_month(name) for name in _CASES]),
        work_at_start=at_start,
        leaving=change("social_worker_leavers"),
        starting=change("social_worker_starters"),
        work_as_usual=usual,
        productivity=_supported(),
    )


def _funded(equations: Equations, usual: Expression, at_start: Expression) -> Expression:
    """Return posts against today, as budgets follow the work that growth alone brings, a year behind.

    What a decision brings is not followed: that is the decision's own cost, and shows as overload.
    """
    followed = equations.smoothed(
        "workforce.work_funded",
        against(usual, at_start),
        1.0,
        parameter("joinedup.workforce.months_to_fund_work"),
        "Work as usual against the start, as budgets have caught up with it.",
    )
    return 1 + parameter("joinedup.workforce.work_funded_share") * (followed - 1)


def _supported() -> Expression:
    """Return what social workers can carry, against today, with fewer or more support posts beside them."""
    taken = parameter("joinedup.workforce.work_taken_by_support")
    return greatest(1 - taken * (1 - lever("social_work.support")), 0)


def _spending(equations: Equations, team: Team, safeguarding: Expression) -> None:
    permanent, temporary = parameter("dfe.workforce.cost_permanent"), parameter("dfe.workforce.cost_agency")
    bill = team.employed * permanent + team.agency * temporary
    start = figure("social_workers") * permanent + figure("social_workers_agency") * temporary
    budget = figure("budget", "social_work") / 12
    # Support posts are part of each team: where there is no team, there is none beside it.
    support = 1 + parameter("joinedup.workforce.support_budget_share") * (lever("social_work.support") - 1)
    more = budget * parameter("joinedup.workforce.family_safeguarding_cost_share") * safeguarding
    families = last_month("children_in_need.to_court_beyond_today") / parameter(
        "joinedup.family_help.children_per_family"
    )
    court = families * parameter("dfe.children_in_need.cost_per_care_proceedings")
    equations.reckon(
        "spend.social_work",
        greatest(budget * against(bill, start) * support + more + court, 0)
        * exp(parameter("joinedup.money.pay_inflation") * _PRICE_YEARS),
        "Social work teams, and care proceedings beyond today's. Pounds a month.",
    )


_CAPACITIES = (
    Capacity(
        "workforce.load",
        "Social workers",
        "children",
        "Cases stay open longer, more come back, some are turned away, and more social workers leave.",
    ),
)

_LEVERS = (
    Lever(
        "social_work.posts",
        "Social work posts in the establishment.",
        "of today's posts",
        LeverKind.SHARE,
        "children",
        line="social_work",
    ),
    Lever(
        "social_work.support",
        "Family support workers, administrators and others who take work off social workers.",
        "of today's posts",
        LeverKind.SHARE,
        "children",
        line="social_work",
    ),
    Lever(
        "social_work.family_safeguarding",
        "Social workers in teams that take in adult workers and work as Family Safeguarding.",
        "social workers",
        LeverKind.AMOUNT,
        "children",
        line="social_work",
    ),
)

_MEASURES = (
    Measure(
        _EMPLOYED,
        "Social workers employed",
        "posts",
        "children",
        Over.YEAR_END,
        Better.HIGHER,
        True,
        "social_workers",
    ),
    Measure(
        _AGENCY,
        "Agency social workers",
        "posts",
        "children",
        Over.YEAR_END,
        Better.LOWER,
        False,
        "social_workers_agency",
    ),
    Measure(
        "workforce.vacant",
        "Vacant social work posts",
        "posts",
        "children",
        Over.YEAR_END,
        Better.LOWER,
        False,
        "social_worker_vacancies",
    ),
    Measure(
        "workforce.load",
        "Cases against what is manageable (1 = full)",
        "ratio",
        "children",
        Over.YEAR_MEAN,
        Better.LOWER,
    ),
    Measure(
        "workforce.leavers",
        "Social workers leaving",
        "posts",
        "children",
        Over.YEAR_SUM,
        Better.LOWER,
        False,
        "social_worker_leavers",
    ),
)
