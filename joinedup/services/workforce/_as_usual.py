"""Cases there would be had nothing been decided: they follow growth alone, as it was measured.

How long cases stay open answers only to work beyond this, because the growth seen in referrals and care
already holds what growth does to social workers.
"""

from __future__ import annotations

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    change,
    exp,
    figure,
    greatest,
    last_month,
    parameter,
    ratio,
)

_YEARS = Clock("years")


def work_as_usual(equations: Equations) -> Expression:
    """Declare and return cases as usual: those of each kind at the start, grown as each kind grows."""
    children = ratio(last_month("population.children"), figure("children_0_17"))
    arriving = equations.reckon(
        "workforce.arriving_as_usual",
        children * exp(parameter("joinedup.front_door.referral_growth") * _YEARS) * change("referrals"),
        "New referrals as usual, against the start.",
    )
    in_need = _in_need(equations, arriving)
    plans = _plans(equations, in_need)
    looked_after = _looked_after(equations, plans, children)
    begun = figure("assessments") / 12 * parameter("joinedup.workforce.assessment_months")
    return equations.reckon(
        "workforce.cases_as_usual",
        figure("children_in_need") * in_need
        + figure("child_protection_plans") * plans
        + figure("looked_after_children") * looked_after
        + begun * arriving,
        "Cases had nothing been decided.",
    )


def _in_need(equations: Equations, arriving: Expression) -> Expression:
    """Return children in need as usual, against the start: who comes back keeps their number up longer."""
    closed = parameter("dfe.children_in_need.referral_no_action_share")
    not_in_need = parameter("dfe.children_in_need.referral_not_in_need_share")
    taken_on = figure("referrals") * (1 - closed - not_in_need)
    months = ratio(12 * figure("children_in_need"), taken_on)
    return equations.smoothed(
        "workforce.in_need_as_usual",
        arriving,
        1.0,
        greatest(ratio(months, 1 - figure("re_referral_share")), 1),
        "Children in need as usual, against the start.",
    )


def _plans(equations: Equations, in_need: Expression) -> Expression:
    start, begun = figure("child_protection_plans"), figure("child_protection_starts") / 12
    growing = parameter("joinedup.roll_forward.weight_of_own_balance")
    ended = begun - (begun - figure("child_protection_ends") / 12) * growing
    held = equations.stock("workforce.plans_as_usual", 1.0, "Plans as usual, against the start.", "index")
    equations.flow(
        "workforce.plans_as_usual.follows",
        in_need * change("child_protection_starts") * ratio(begun, start) - held * ratio(ended, start),
        "How fast plans as usual change.",
        enters="workforce.plans_as_usual",
    )
    return held


def _looked_after(equations: Equations, plans: Expression, children: Expression) -> Expression:
    start, begun = figure("looked_after_children"), figure("care_starts") / 12
    growing = parameter("joinedup.roll_forward.weight_of_own_balance")
    ended = begun - (begun - figure("care_ends") / 12) * growing
    from_plans = figure("child_protection_ends") / 12 * parameter("joinedup.care.plan_to_care_share")
    other = greatest(begun - from_plans, 0) * exp(parameter("joinedup.care.entry_growth") * _YEARS) * children
    held = equations.stock(
        "workforce.looked_after_as_usual", 1.0, "Looked-after children as usual, against the start.", "index"
    )
    equations.flow(
        "workforce.looked_after_as_usual.follows",
        ratio(other * change("care_starts") + from_plans * plans, start)
        - held * ratio(ended, start) * change("care_ends"),
        "How fast looked-after children as usual change.",
        enters="workforce.looked_after_as_usual",
    )
    return held
