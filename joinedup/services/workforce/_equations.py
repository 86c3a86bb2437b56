"""Social workers: posts, people, agency cover and load.

This is where many small cuts can do more together than the sum of each. While there is slack, work is
absorbed. Once there is more work than the staff can carry, people leave faster, which leaves more work for
those who stay. Agency workers, paid at a higher rate, hold it up.
"""

from __future__ import annotations

from joinedup.declared import Better, Lever, LeverKind, Link, Measure, Over
from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    Service,
    above,
    against,
    change,
    exp,
    figure,
    greatest,
    last_month,
    lever,
    parameter,
    ratio,
    reckoned,
    share_leaving,
)

_PRICE_YEARS = Clock("price_years")
_EMPLOYED, _AGENCY = "workforce.employed", "workforce.agency"
_VACANT_AT_START = "workforce.vacant_at_start"
_CASES = (
    "children_in_need.in_need",
    "children_in_need.plans",
    "children_in_need.assessing",
    "care.looked_after",
)


def service() -> Service:
    """Return the social work workforce in each patch."""
    equations = Equations("workforce")
    employed = equations.stock(_EMPLOYED, figure("social_workers"), "Social workers employed.", "posts")
    agency = equations.stock(_AGENCY, figure("social_workers_agency"), "Agency social workers.", "posts")
    # A post is vacant for as long as it takes to fill, so that a council never has none while people leave.
    filling = figure("social_worker_leavers") / 12 * parameter("joinedup.workforce.hiring_delay_months")
    vacant = equations.at_start(
        _VACANT_AT_START, greatest(figure("social_worker_vacancies"), filling), "Vacant posts at the start."
    )
    posts = equations.reckon(
        "workforce.posts",
        (figure("social_workers") + vacant) * lever("social_work.posts"),
        "Social work posts in the establishment.",
    )
    overload = _load(equations, employed, agency)
    _people(equations, employed, posts, overload)
    _agency(equations, employed, agency, posts)
    _spending(equations, employed, agency)
    return Service(equations, _LEVERS, _MEASURES, _LINKS, ("social_work",))


def _load(equations: Equations, employed: Expression, agency: Expression) -> Expression:
    target = parameter("joinedup.workforce.target_caseload")
    start = equations.at_start(
        "workforce.load_at_start", ratio(figure("caseload"), target), "Cases held against what is manageable."
    )
    cases = last_month(_CASES[0]) + last_month(_CASES[1]) + last_month(_CASES[2]) + last_month(_CASES[3])
    begun = figure("assessments") / 12 * parameter("joinedup.workforce.assessment_months")
    at_start = equations.at_start(
        "workforce.cases_at_start",
        figure("children_in_need")
        + figure("child_protection_plans")
        + figure("looked_after_children")
        + begun,
        "Cases at the start.",
    )
    staff = ratio(employed + agency, figure("social_workers") + figure("social_workers_agency"))
    held = greatest(staff, parameter("joinedup.workforce.least_staff_share"))
    load = equations.reckon(
        "workforce.load",
        start * ratio(cases, at_start) / held,
        "Cases per social worker against what is manageable.",
    )
    sharpness = parameter("joinedup.workforce.overload_sharpness")
    usual = equations.at_start(
        "workforce.overload_at_start", above(start, sharpness), "Overload at the start."
    )
    return equations.reckon(
        "workforce.overload",
        above(load, sharpness) - usual,
        "Overload beyond today's: 0 at the start, rising faster.",
    )


def _people(equations: Equations, employed: Expression, posts: Expression, overload: Expression) -> None:
    usual = equations.at_start(
        "workforce.leave_share",
        ratio(figure("social_worker_leavers") / 12, figure("social_workers")),
        "Leave a month.",
    )
    faster = greatest(1 + parameter("research.caseload.turnover_elasticity") * overload, 0)
    equations.flow(
        "workforce.leavers",
        employed * usual * faster * change("social_worker_leavers"),
        "Social workers who leave.",
        leaves=_EMPLOYED,
        is_chance=True,
    )
    vacant = equations.reckon("workforce.vacant", greatest(posts - employed, 0), "Vacant posts.")
    hire = equations.at_start(
        "workforce.hire_share",
        ratio(figure("social_worker_leavers") / 12, reckoned(_VACANT_AT_START)),
        "Vacancies filled in a month: what keeps today's number steady.",
    )
    equations.reckon(
        "workforce.offers", vacant * hire * change("social_worker_starters"), "Posts offered this month."
    )
    arriving = equations.delayed(
        "workforce.arriving",
        "workforce.offers",
        "parameter/joinedup.workforce.hiring_delay_months",
        "New social workers who start, some months after a post is offered.",
    )
    equations.flow("workforce.starters", arriving, "Social workers who start.", enters=_EMPLOYED)
    surplus = greatest(employed - posts, 0)
    equations.flow(
        "workforce.posts_deleted",
        surplus / parameter("joinedup.workforce.months_to_delete_posts"),
        "Leave because posts are deleted.",
        leaves=_EMPLOYED,
    )


def _agency(equations: Equations, employed: Expression, agency: Expression, posts: Expression) -> None:
    cover = equations.at_start(
        "workforce.cover_share",
        ratio(figure("social_workers_agency"), reckoned(_VACANT_AT_START)),
        "Agency workers per vacancy, as today.",
    )
    wanted = greatest(posts - employed, 0) * cover
    speed = share_leaving(12 / parameter("joinedup.workforce.agency_months"))
    equations.flow(
        "workforce.agency_in",
        greatest(wanted - agency, 0) * speed,
        "Agency workers taken on.",
        enters=_AGENCY,
    )
    equations.flow(
        "workforce.agency_out", greatest(agency - wanted, 0) * speed, "Agency workers let go.", leaves=_AGENCY
    )


def _spending(equations: Equations, employed: Expression, agency: Expression) -> None:
    permanent, temporary = parameter("dfe.workforce.cost_permanent"), parameter("dfe.workforce.cost_agency")
    bill = employed * permanent + agency * temporary
    start = figure("social_workers") * permanent + figure("social_workers_agency") * temporary
    equations.reckon(
        "spend.social_work",
        figure("budget", "social_work")
        / 12
        * against(bill, start)
        * exp(parameter("joinedup.money.pay_inflation") * _PRICE_YEARS),
        "Social work teams. Pounds a month.",
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

_LINKS = (
    Link(
        "workforce.load",
        "workforce.leavers",
        "Overload makes more social workers leave.",
        "research.caseload.turnover_elasticity",
    ),
)
