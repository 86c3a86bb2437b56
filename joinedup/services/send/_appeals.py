"""Appeals to the SEND tribunal: against refusals to assess, and about what a plan says or which school."""

from __future__ import annotations

from joinedup.engine import Equations, Expression, figure, least, parameter, ratio, reckoned, total
from joinedup.services.send._cells import INDEPENDENT, MAINSTREAM, PHASES, SCHOOL_PHASES, cell, start_of
from joinedup.services.send._requests import ASSESSING, REFUSED
from joinedup.vocabulary import EHC_PLACEMENTS

ABOUT_PLANS = "send.appeals_plan"
WAITING = "send.waiting_special"


def _ended(held: Expression) -> Expression:
    return held / parameter("joinedup.send.appeal_months")


def refusals_appealed(equations: Equations) -> None:
    """Declare appeals against refusals under way; those won are assessed after all."""
    refused = figure("ehc_requests") / 12 * (1 - least(reckoned("send.usual_assess_share"), 1))
    equations.stock(
        REFUSED,
        refused * parameter("joinedup.send.refusal_appeal_share") * parameter("joinedup.send.appeal_months"),
        "Appeals against a refusal to assess under way.",
        "appeals",
    )


def refusals_won(equations: Equations) -> None:
    """Declare the end of appeals against refusals."""
    ended, won = _ended(equations.held(REFUSED)), parameter("joinedup.send.appeal_won_share")
    equations.flow(
        "send.refusals_won",
        ended * won,
        "Refusals overturned or withdrawn, which are assessed.",
        leaves=REFUSED,
        enters=ASSESSING,
    )
    equations.flow(
        "send.refusals_upheld", ended * (1 - won), "Appeals against refusals lost.", leaves=REFUSED
    )


def about_plans(equations: Equations) -> None:
    """Declare appeals about plans, more from those waiting for a special school, and moves they order."""
    share = parameter("joinedup.send.appeal_about_plan_share")
    rate = parameter("dfe.send.tribunal_appeals_per_plan") * share / 12
    usual = equations.at_start(
        "send.appeals_at_start", rate * reckoned("send.at_start"), "Appeals about plans a month at the start."
    )
    held = equations.stock(
        ABOUT_PLANS,
        usual * parameter("joinedup.send.appeal_months"),
        "Appeals about the content or school of a plan under way.",
        "appeals",
    )
    waiting = equations.stock(
        WAITING, 0.0, "Pupils in mainstream for want of a state special place, beyond today's.", "pupils"
    )
    plans = total([equations.held(cell(one, phase)) for one in EHC_PLACEMENTS for phase in PHASES])
    equations.flow(
        "send.plans_appealed",
        plans * rate + waiting * parameter("joinedup.send.waiting_appeal_share") / 12,
        "Appeals registered about a plan.",
        enters=ABOUT_PLANS,
    )
    ended = equations.flow("send.plan_appeals_ended", _ended(held), "Appeals ended.", leaves=ABOUT_PLANS)
    equations.reckon(
        "send.appeals",
        reckoned("send.plans_appealed") + reckoned("send.refusals_appealed"),
        "Appeals registered with the tribunal.",
    )
    _to_independent(equations, ended, usual)


def _to_independent(equations: Equations, ended: Expression, usual: Expression) -> None:
    """Declare moves that the tribunal orders: at the start part of those there are today, never more."""
    moving = total([_today(phase) for phase in SCHOOL_PHASES])
    won = parameter("joinedup.send.appeal_won_share")
    share = equations.at_start(
        "send.tribunal_share",
        least(won * parameter("joinedup.send.appeal_independent_share"), ratio(moving / 12, usual)),
        "Share of appeals about plans that move a child to an independent special school.",
    )
    ordered = equations.reckon(
        "send.ordered", ended * share, "Moves to an independent special school that the tribunal orders."
    )
    for phase in SCHOOL_PHASES:
        part = equations.at_start(
            f"send.ordered_share_{phase}", ratio(_today(phase), moving), f"Share of these moves, {phase}."
        )
        equations.reckon(f"send.ordered_{phase}", ordered * part, f"Moves ordered, {phase}.")
    equations.at_start(
        "send.unordered_share",
        1 - ratio(usual * share * 12, moving),
        "Share of today's moves to independent schools that no tribunal ordered.",
    )


def _today(phase: str) -> Expression:
    return reckoned(f"send.into_{INDEPENDENT}_{phase}") * start_of(MAINSTREAM, phase)
