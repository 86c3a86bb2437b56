"""Requests, decisions and needs assessments: who asks, and the teams that assess."""

from __future__ import annotations

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
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
    reckoned,
    total,
)
from joinedup.services.send._cells import NEW, PHASES, new_share
from joinedup.vocabulary import EHC_PLACEMENTS

_YEARS = Clock("years")
_WEEKS_A_YEAR = 52
AWAITING, ASSESSING, REFUSED = "send.awaiting_decision", "send.in_assessment", "send.appeals_refusal"
SUPPORT = "send.sen_support"
CASEWORKERS, PSYCHOLOGISTS = "send.caseworkers", "send.psychologists"
RULES = TeamRules("joinedup.workforce", parameter("research.caseload.turnover_elasticity"))


def fading_years() -> Expression:
    """Return the years so far, each counting less than the one before, so that growth fades."""
    lasts = parameter("joinedup.send.requests_settle_after_years")
    return lasts * (1 - exp(0 - _YEARS / lasts))


def assess_months() -> Expression:
    """Return the usual months of an assessment: the rest of the way from request to plan, at least one."""
    return greatest(
        parameter("joinedup.send.pipeline_months") - parameter("joinedup.send.decision_months"), 1
    )


def requests(equations: Equations) -> None:
    """Declare SEN support, from which most requests come, and requests, fewer as fewer are left in need."""
    _declare_assess_share(equations)
    _sen_support(equations)
    need = _need_left(equations)
    felt = equations.smoothed(
        "send.inclusion_felt",
        lever("send.inclusion_support") - 1,
        0.0,
        parameter("joinedup.send.inclusion_lag_months"),
        "Specialist support in mainstream schools beyond today's, as it is felt.",
    )
    early = parameter("dfe.send.request_share_under_5")
    support = early + (1 - early) * against(equations.held(SUPPORT), reckoned("send.sen_support_at_start"))
    young = ratio(last_month("population.aged_0_24"), reckoned("send.young_at_start"))
    rising = exp(parameter("joinedup.send.request_growth") * fading_years()) * change("ehc_requests")
    fewer = greatest(1 - parameter("joinedup.send.inclusion_elasticity") * felt, 0)
    equations.stock(
        AWAITING,
        figure("ehc_requests") / 12 * parameter("joinedup.send.decision_months"),
        "Requests for an EHC needs assessment that await a decision.",
        "requests",
    )
    equations.flow(
        "send.requests",
        figure("ehc_requests") / 12 * rising * young * support * need * fewer,
        "Requests for an EHC needs assessment.",
        enters=AWAITING,
        is_chance=True,
    )


def _sen_support(equations: Equations) -> None:
    pupils = total([figure("people", str(age)) for age in range(5, 16)])
    starts = equations.at_start(
        "send.sen_support_at_start",
        pupils * parameter("dfe.send.sen_support_share"),
        "Pupils with SEN support at the start.",
    )
    held = equations.stock(SUPPORT, starts, "Pupils with SEN support and no EHC plan.", "pupils")
    leaving = 1 / parameter("joinedup.send.sen_support_stay_months")
    at_school = total([new_share(one, phase) for one in EHC_PLACEMENTS for phase in PHASES[1:]])
    share = equations.at_start(
        "send.from_support",
        at_school * parameter("joinedup.send.new_from_sen_support_share"),
        "Share of new plans that follow SEN support.",
    )
    usual = starts * leaving + NEW / 12 * share
    equations.flow(
        "send.support_begun",
        usual
        * exp(parameter("dfe.send.sen_support_growth") * fading_years())
        * ratio(last_month("population.aged_5_15"), pupils),
        "Pupils newly given SEN support.",
        enters=SUPPORT,
    )
    equations.flow("send.support_ended", held * leaving, "Pupils who need it no longer.", leaves=SUPPORT)
    equations.flow(
        "send.support_to_plan",
        last_month("send.new_plans") * share,
        "Pupils with SEN support who were given a plan.",
        leaves=SUPPORT,
    )


def _need_left(equations: Equations) -> Expression:
    """Return requests for those in need without a plan, against the start: none are left at the ceiling."""
    starting = equations.at_start(
        "send.plan_share_at_start",
        ratio(reckoned("send.at_start"), reckoned("send.young_at_start")),
        "Share of people under 25 with a plan at the start.",
    )
    ceiling = equations.at_start(
        "send.ceiling_share",
        greatest(
            parameter("joinedup.send.need_ceiling_share"),
            starting * parameter("joinedup.send.least_headroom"),
        ),
        "Share of people under 25 with a need that could lead to a plan.",
    )
    share = ratio(last_month("send.plans"), last_month("population.aged_0_24"))
    return equations.reckon(
        "send.need_left",
        against(greatest(ceiling - share, 0), ceiling - starting)
        ** parameter("joinedup.send.need_left_elasticity"),
        "Requests for the people under 25 in need and without a plan, against the start: 1 at the start.",
    )


def declare_teams(equations: Equations) -> Expression:
    """Declare case workers and educational psychologists; returns the overload that slows assessments."""
    grown = exp(parameter("joinedup.send.assessment_capacity_growth") * fading_years())
    weight = parameter("joinedup.send.assessment_weight")
    issued = parameter("joinedup.send.issue_share")
    started = equations.at_start(
        "send.in_assessment_at_start",
        ratio(NEW / 12, issued) * assess_months(),
        "Needs assessments under way at the start.",
    )
    held = equations.stock(ASSESSING, started, "Needs assessments under way.", "assessments")
    work_at_start = reckoned("send.at_start") + started * weight
    cases = declare_team(
        equations,
        CASEWORKERS,
        "SEND case workers",
        TeamStart.of_posts(
            ratio(reckoned("send.at_start"), parameter("joinedup.send.plans_per_caseworker")),
            RULES,
            slack=parameter("joinedup.send.caseworker_slack_share"),
        ),
        RULES,
        posts=lever("send.caseworker_posts") * grown,
        work=last_month("send.plans") + held * weight,
        work_at_start=work_at_start,
    )
    advice = declare_team(
        equations,
        PSYCHOLOGISTS,
        "educational psychologists",
        _psychologists(),
        RULES,
        posts=lever("send.psychologist_posts") * grown,
        work=held,
        work_at_start=started,
    )
    return equations.reckon(
        "send.slowed",
        greatest(greatest(cases.overload, advice.overload), 0),
        "How much longer an assessment takes, as a share: the busier team sets the pace.",
    )


def _psychologists() -> TeamStart:
    assessed = ratio(NEW, parameter("joinedup.send.issue_share"))
    posts = ratio(assessed, parameter("joinedup.send.assessments_per_psychologist"))
    vacant = parameter("joinedup.send.psychologist_vacancy_share")
    return TeamStart(
        employed=posts * (1 - vacant),
        agency=posts * RULES.usual_agency,
        vacant=posts * vacant,
        leavers=posts * (1 - vacant) * RULES.usual_turnover,
        load=1 - parameter("joinedup.send.psychologist_slack_share"),
    )


def assessing(equations: Equations, slowed: Expression) -> Expression:
    """Declare decisions and assessments; returns new plans a month, of those whose assessment is done."""
    decided = equations.held(AWAITING) / parameter("joinedup.send.decision_months")
    assess = reckoned("send.usual_assess_share") * change("ehc_new_plans") * lever("send.plans_issued")
    appeal = parameter("joinedup.send.refusal_appeal_share")
    accepted = equations.reckon("send.assess_share", assess, "Share of requests decided that are assessed.")
    refused = decided * greatest(1 - accepted, 0)
    amounts = {
        "send.accepted": (decided * least(accepted, 1), "Requests accepted for assessment.", ASSESSING),
        "send.refusals_appealed": (refused * appeal, "Requests refused whose family appeals.", REFUSED),
        "send.refused": (refused * (1 - appeal), "Requests refused, and left at that.", ""),
    }
    for name, (amount, says, enters) in amounts.items():
        equations.flow(name, amount, says, leaves=AWAITING, enters=enters)
    equations.flow(
        "send.accepted_otherwise",
        decided * greatest(accepted - 1, 0),
        "Assessments begun beyond the requests counted, where a council issued more plans than it was asked.",
        enters=ASSESSING,
    )
    done = equations.reckon(
        "send.assessed",
        equations.held(ASSESSING) / assess_months() / (1 + slowed) * change("ehc_new_plans"),
        "Needs assessments completed: faster in a year that clears more of them, slower in overloaded teams.",
    )
    issued = parameter("joinedup.send.issue_share")
    equations.flow(
        "send.not_issued", done * (1 - issued), "Assessments that end without a plan.", leaves=ASSESSING
    )
    equations.reckon(
        "send.waiting_time",
        (parameter("joinedup.send.decision_months") + ratio(equations.held(ASSESSING), done))
        / 12
        * _WEEKS_A_YEAR
        / parameter("dfe.send.weeks_allowed"),
        "Time from request to plan against the weeks that the law allows: above 1 is late.",
    )
    return equations.reckon("send.new_plans", done * issued, "New EHC plans.")


def _declare_assess_share(equations: Equations) -> None:
    """Declare the share of decisions that are to assess, so that as many plans are issued as were."""
    won = parameter("joinedup.send.refusal_appeal_share") * parameter("joinedup.send.appeal_won_share")
    needed = ratio(ratio(NEW, figure("ehc_requests")), parameter("joinedup.send.issue_share"))
    # Of those refused some appeal and win, and are assessed after all; where all are assessed, nobody does.
    share = greatest(least(needed, (needed - won) / (1 - won)), 0)
    equations.at_start(
        "send.usual_assess_share", share, "Share of requests decided that are assessed, as today."
    )
