"""From the front door to the end of a plan: referrals, assessments, children in need, protection plans.

Referrals come from three sources: families not known before, families who come back some months after their
case was closed, and the effect of other services. Work goes through as fast as social workers can carry it:
with too much of it assessments take longer and more families come back.
"""

from __future__ import annotations

from joinedup.declared import Better, Lever, LeverKind, Link, Measure, Over
from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    Service,
    against,
    change,
    exp,
    figure,
    last_month,
    lever,
    parameter,
    ratio,
)

_YEARS = Clock("years")
_DOOR = "joinedup.front_door"
_PLANS = "children_in_need.plans"
_IN_NEED = "children_in_need.in_need"


def service() -> Service:
    """Return the front door and work with children in need in each patch."""
    equations = Equations("children_in_need")
    pressure = _pressure(equations)
    referred = _referrals(equations, pressure)
    _assessments(equations, referred)
    _in_need(equations)
    return Service(equations, levers=_LEVERS, measures=_MEASURES, links=_LINKS)


_LEVERS = (
    Lever(
        "children_in_need.threshold",
        "Share of assessed children taken on as children in need.",
        "of today's share",
        LeverKind.SHARE,
        "children",
        line="social_work",
    ),
)

_MEASURES = (
    Measure(
        "children_in_need.referrals",
        "Referrals to social care",
        "referrals",
        "children",
        Over.YEAR_SUM,
        Better.LOWER,
        True,
        "referrals",
    ),
    Measure(
        "children_in_need.re_referrals",
        "Referrals of children who came back within a year or so",
        "referrals",
        "children",
        Over.YEAR_SUM,
        Better.LOWER,
    ),
    Measure(
        "children_in_need.assessed",
        "Assessments completed",
        "assessments",
        "children",
        Over.YEAR_SUM,
        Better.NEITHER,
        figure="assessments",
    ),
    Measure(
        _IN_NEED,
        "Children in need",
        "children",
        "children",
        Over.YEAR_END,
        Better.LOWER,
        True,
        "children_in_need",
    ),
    Measure(
        _PLANS,
        "Children with a child protection plan",
        "children",
        "children",
        Over.YEAR_END,
        Better.LOWER,
        True,
        "child_protection_plans",
    ),
)

_LINKS = (
    Link(
        "family_help.cases",
        "children_in_need.referrals",
        "Fewer children helped early means more children in need.",
        "research.webb.children_in_need_elasticity_to_2015",
    ),
    Link(
        "family_help.cases",
        "children_in_need.referrals",
        "A later study of the same councils found no such effect; the mean of both is used.",
        "research.webb.children_in_need_elasticity_after_2015",
    ),
    Link(
        "attendance.absent",
        "children_in_need.referrals",
        "Children who miss school often are referred more often.",
        "joinedup.attendance.absence_to_referral_ratio",
    ),
    Link(
        "housing.families_temporary",
        "children_in_need.referrals",
        "Children in temporary accommodation are referred more often.",
        "joinedup.housing.ta_to_referral_ratio",
    ),
    Link(
        "workforce.load",
        "children_in_need.re_referrals",
        "With too many cases to a social worker, more closed cases come back.",
        "research.caseload.re_referral_elasticity",
    ),
)


def _pressure(equations: Equations) -> Expression:
    """Other services' effect on new referrals, as a factor; exactly 1 at the start."""
    children = ratio(last_month("population.children"), figure("children_0_17"))
    helped = against(last_month("family_help.cases"), figure("early_help_cases") * children)
    elasticity = (
        parameter("research.webb.children_in_need_elasticity_to_2015")
        + parameter("research.webb.children_in_need_elasticity_after_2015")
    ) / 2
    early = equations.smoothed(
        "children_in_need.early_help_effect",
        elasticity * (helped - 1),
        0.0,
        parameter("joinedup.family_help.unmet_delay_months"),
        "Change in referrals because more or fewer children are helped early, as a share.",
    )
    absent = last_month("attendance.absent") - last_month("attendance.absent_as_usual")
    absence = (parameter("joinedup.attendance.absence_to_referral_ratio") - 1) * ratio(
        absent, last_month("population.aged_5_15")
    )
    homeless = last_month("housing.families_temporary") - figure("families_in_temporary_accommodation")
    homeless_children = homeless * parameter("joinedup.housing.children_per_family_in_ta")
    housing = (parameter("joinedup.housing.ta_to_referral_ratio") - 1) * ratio(
        homeless_children, last_month("population.children")
    )
    return equations.reckon(
        "children_in_need.pressure",
        children * (1 + early + absence + housing),
        "Factor on new referrals from the number of children and from other services.",
    )


def _referrals(equations: Equations, pressure: Expression) -> Expression:
    start, again = figure("referrals") / 12, figure("re_referral_share")
    growth = exp(parameter(f"{_DOOR}.referral_growth") * _YEARS)
    new = equations.reckon(
        "children_in_need.new_referrals_expected",
        start * (1 - again) * growth * pressure * change("referrals"),
        "New families expected.",
    )
    back = equations.delayed(
        "children_in_need.coming_back",
        "children_in_need.will_come_back",
        f"parameter/{_DOOR}.re_referral_delay_months",
        "Children whose closed case comes back.",
    )
    equations.reckon("children_in_need.re_referrals", back, "Referrals of children known before.")
    return equations.flow(
        "children_in_need.referrals", new + back, "Referrals to children's social care.", is_chance=True
    )


def _assessments(equations: Equations, referred: Expression) -> None:
    months = parameter("joinedup.workforce.assessment_months")
    begun = equations.at_start(
        "children_in_need.assessed_at_start", figure("assessments") / 12, "Assessments a month at the start."
    )
    queue = equations.stock("children_in_need.assessing", begun * months, "Children being assessed.")
    equations.flow(
        "children_in_need.to_assess",
        referred * ratio(figure("assessments"), figure("referrals")),
        "Assessments begun.",
        enters="children_in_need.assessing",
    )
    done = equations.flow(
        "children_in_need.assessed",
        queue / (months * (1 + last_month("workforce.overload"))),
        "Assessments completed.",
        leaves="children_in_need.assessing",
    )
    taken = equations.at_start(
        "children_in_need.taken_share",
        ratio(_taken_at_start(), begun),
        "Share of those assessed who are taken on.",
    )
    equations.stock(
        _IN_NEED, figure("children_in_need"), "Children in need without a plan, not looked after."
    )
    equations.flow(
        "children_in_need.taken_on",
        done * taken * lever("children_in_need.threshold"),
        "Children taken on as in need.",
        enters=_IN_NEED,
    )


def _taken_at_start() -> Expression:
    """Return children taken on a month at the start: neither closed at the door nor found not in need."""
    closed = parameter("dfe.children_in_need.referral_no_action_share")
    not_in_need = parameter("dfe.children_in_need.referral_not_in_need_share")
    return figure("referrals") / 12 * (1 - closed - not_in_need)


def _in_need(equations: Equations) -> None:
    in_need = equations.held(_IN_NEED)
    plans = equations.stock(
        _PLANS, figure("child_protection_plans"), "Children with a child protection plan."
    )
    plan_starts = figure("child_protection_starts") / 12
    growing = parameter("joinedup.roll_forward.weight_of_own_balance")
    plan_ends = plan_starts - (plan_starts - figure("child_protection_ends") / 12) * growing
    start_share = equations.at_start(
        "children_in_need.plan_share",
        ratio(plan_starts, figure("children_in_need")),
        "Plans begun per child in need.",
    )
    end_share = equations.at_start(
        "children_in_need.plan_end_share",
        ratio(plan_ends, figure("child_protection_plans")),
        "Share of plans ended.",
    )
    to_care = parameter("joinedup.care.plan_to_care_share")
    close_share = equations.at_start(
        "children_in_need.close_share",
        ratio(_taken_at_start() - plan_starts + plan_ends * (1 - to_care), figure("children_in_need")),
        "Share of children in need closed in a month: what keeps today's number steady at today's referrals.",
    )
    equations.flow(
        "children_in_need.plan_starts",
        in_need * start_share * change("child_protection_starts"),
        "Child protection plans begun.",
        leaves=_IN_NEED,
        enters=_PLANS,
        is_chance=True,
    )
    closed = equations.flow(
        "children_in_need.closed", in_need * close_share, "Cases closed.", leaves=_IN_NEED, is_chance=True
    )
    equations.flow(
        "children_in_need.plan_to_care",
        plans * end_share * to_care,
        "Plans that end in care.",
        leaves=_PLANS,
        is_chance=True,
    )
    equations.flow(
        "children_in_need.plan_steps_down",
        plans * end_share * (1 - to_care),
        "Plans that step down.",
        leaves=_PLANS,
        enters=_IN_NEED,
        is_chance=True,
    )
    returns = equations.at_start(
        "children_in_need.return_share",
        ratio(
            figure("referrals") / 12 * figure("re_referral_share"), close_share * figure("children_in_need")
        ),
        "Closed cases that come back, per case closed, at the start.",
    )
    worse = parameter("research.caseload.re_referral_elasticity") * last_month("workforce.overload")
    equations.reckon(
        "children_in_need.will_come_back",
        closed * returns * (1 + worse),
        "Of the cases closed this month, those that will come back.",
    )
