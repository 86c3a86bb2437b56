"""The front door, assessments, children in need and plans.

Referrals follow children and other services. Work goes through as fast as social workers can carry it: with
too much of it assessments take longer, cases stay open longer, more families come back and some are turned
away at the door. Part of those come back worse.
"""

from __future__ import annotations

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    Service,
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
from joinedup.services.children_in_need._court import declare_court
from joinedup.services.children_in_need._declared import LEVERS, MEASURES

_YEARS = Clock("years")
_DOOR = "joinedup.front_door"
_PLANS = "children_in_need.plans"
_IN_NEED = "children_in_need.in_need"
_UNMET = "children_in_need.unmet"
_OVERLOAD = last_month("workforce.overload")
_EXTRA = last_month("workforce.extra_overload")


def service() -> Service:
    """Return the front door and work with children in need in each patch."""
    equations = Equations("children_in_need")
    _pace(equations)
    pressure = _pressure(equations)
    referred = _referrals(equations, pressure)
    _assessments(equations, referred)
    _in_need(equations)
    _plans(equations)
    _closing(equations)
    _unmet(equations)
    declare_court(equations)
    return Service(equations, levers=LEVERS, measures=MEASURES)


def _pace(equations: Equations) -> None:
    """Declare how much slower work goes than at the start; 1 at the start."""
    equations.reckon(
        "children_in_need.slower", 1 + _OVERLOAD, "Time that each step takes, against the start."
    )
    equations.reckon(
        "children_in_need.longer_open",
        exp(parameter("joinedup.workforce.stay_elasticity") * _EXTRA),
        "Time that cases and plans stay open, against the start.",
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
    # Who gave up waiting is among those whom the published effect counts: only what goes beyond it is added.
    known = figure("referrals") / 12 * (1 - figure("re_referral_share"))
    gave_up = equations.reckon(
        "children_in_need.from_giving_up",
        ratio(
            greatest(last_month("family_help.reappear_beyond_usual") - greatest(early, 0) * known, 0), known
        ),
        "Further new referrals of children whose family gave up waiting for early help, as a share.",
    )
    return equations.reckon(
        "children_in_need.pressure",
        children * (1 + early + absence + housing + gave_up),
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
    untreated = last_month("public_health.children_of_untreated_parents") / 12
    parents = equations.reckon(
        "children_in_need.from_untreated_parents",
        untreated * parameter("joinedup.public_health.referrals_per_child"),
        "Children referred because more or fewer parents go without treatment for drugs or alcohol.",
    )
    back = equations.delayed(
        "children_in_need.coming_back",
        "children_in_need.will_come_back",
        f"parameter/{_DOOR}.re_referral_delay_months",
        "Children whose closed case comes back.",
    )
    equations.reckon("children_in_need.re_referrals", back, "Referrals of children known before.")
    return equations.flow(
        "children_in_need.referrals",
        greatest(new + parents, 0) + back,
        "Referrals to children's social care.",
        is_chance=True,
    )


def _assessments(equations: Equations, referred: Expression) -> None:
    months = parameter("joinedup.workforce.assessment_months")
    begun = equations.at_start(
        "children_in_need.assessed_at_start", figure("assessments") / 12, "Assessments a month at the start."
    )
    queue = equations.stock("children_in_need.assessing", begun * months, "Children being assessed.")
    equations.stock(
        _UNMET, 0.0, "Children turned away for want of social workers, whose need is still there."
    )
    away = parameter(f"{_DOOR}.turned_away_per_overload") * greatest(_EXTRA, 0)
    due = referred * ratio(figure("assessments"), figure("referrals"))
    # However great the overload, no more are turned away than come.
    turned = equations.flow(
        "children_in_need.turned_away",
        due * (1 - exp(-away)),
        "Children turned away because social workers have more than they can manage.",
        enters=_UNMET,
    )
    equations.flow(
        "children_in_need.to_assess", due - turned, "Assessments begun.", enters="children_in_need.assessing"
    )
    done = equations.flow(
        "children_in_need.assessed",
        queue / (months * reckoned("children_in_need.slower")),
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
    # A higher threshold does not end the need: whoever is no longer taken on is counted until it passes or
    # comes back. A lower one takes on children who were not in need before, out of nobody's count.
    equations.flow(
        "children_in_need.not_taken_on",
        done * taken * greatest(1 - lever("children_in_need.threshold"), 0),
        "Children not taken on who would have been at today's threshold.",
        enters=_UNMET,
    )


def _taken_at_start() -> Expression:
    """Return children taken on a month at the start: neither closed at the door nor found not in need."""
    closed = parameter("dfe.children_in_need.referral_no_action_share")
    not_in_need = parameter("dfe.children_in_need.referral_not_in_need_share")
    return figure("referrals") / 12 * (1 - closed - not_in_need)


def _in_need(equations: Equations) -> None:
    in_need = equations.held(_IN_NEED)
    equations.stock(_PLANS, figure("child_protection_plans"), "Children with a child protection plan.")
    plan_starts = figure("child_protection_starts") / 12
    growing = parameter("joinedup.roll_forward.weight_of_own_balance")
    plan_ends = plan_starts - (plan_starts - figure("child_protection_ends") / 12) * growing
    start_share = equations.at_start(
        "children_in_need.plan_share",
        ratio(plan_starts, figure("children_in_need")),
        "Plans begun per child in need.",
    )
    equations.at_start(
        "children_in_need.plan_end_share",
        ratio(plan_ends, figure("child_protection_plans")),
        "Share of plans ended.",
    )
    to_care = parameter("joinedup.care.plan_to_care_share")
    equations.at_start(
        "children_in_need.close_share",
        ratio(_taken_at_start() - plan_starts + plan_ends * (1 - to_care), figure("children_in_need")),
        "Share of children in need closed in a month: what keeps today's number steady at today's referrals.",
    )
    safeguarding = parameter("research.family_safeguarding.protection_plans_hertfordshire")
    equations.flow(
        "children_in_need.plan_starts",
        in_need
        * start_share
        * change("child_protection_starts")
        * (1 + safeguarding * last_month("workforce.family_safeguarding")),
        "Child protection plans begun.",
        leaves=_IN_NEED,
        enters=_PLANS,
        is_chance=True,
    )


def _plans(equations: Equations) -> None:
    """Declare the ends of plans. Care cannot wait; stepping down does when social workers are full."""
    ending = equations.held(_PLANS) * reckoned("children_in_need.plan_end_share")
    to_care = parameter("joinedup.care.plan_to_care_share")
    equations.flow(
        "children_in_need.plan_to_care",
        ending * to_care,
        "Plans that end in care.",
        leaves=_PLANS,
        is_chance=True,
    )
    equations.flow(
        "children_in_need.plan_steps_down",
        ending * (1 - to_care) / reckoned("children_in_need.longer_open"),
        "Plans that step down.",
        leaves=_PLANS,
        enters=_IN_NEED,
        is_chance=True,
    )


def _closing(equations: Equations) -> None:
    share = reckoned("children_in_need.close_share")
    # A case that closes to Family Help stays open until Family Help has room.
    waits = parameter("joinedup.family_help.step_down_share") * last_month("family_help.longer_wait")
    closed = equations.flow(
        "children_in_need.closed",
        equations.held(_IN_NEED) * ratio(share, reckoned("children_in_need.longer_open") + share * waits),
        "Cases closed.",
        leaves=_IN_NEED,
        is_chance=True,
    )
    returns = equations.at_start(
        "children_in_need.return_share",
        ratio(figure("referrals") / 12 * figure("re_referral_share"), share * figure("children_in_need")),
        "Closed cases that come back, per case closed, at the start.",
    )
    worse = parameter("research.caseload.re_referral_elasticity") * _OVERLOAD
    equations.reckon(
        "children_in_need.will_come_back",
        closed * returns * (1 + worse),
        "Of the cases closed this month, those that will come back.",
    )


def _unmet(equations: Equations) -> None:
    """Declare what becomes of children turned away: part come back worse, the need of the rest passes."""
    ending = equations.held(_UNMET) * share_leaving(12 / parameter(f"{_DOOR}.unmet_months"))
    back = ending * parameter(f"{_DOOR}.unmet_return_share")
    to_care = parameter(f"{_DOOR}.unmet_to_care_share")
    equations.flow(
        "children_in_need.unmet_to_plan",
        back * (1 - to_care),
        "Children turned away who come back with a plan.",
        leaves=_UNMET,
        enters=_PLANS,
    )
    equations.flow(
        "children_in_need.unmet_to_care",
        back * to_care,
        "Children turned away who come back straight into care.",
        leaves=_UNMET,
    )
    equations.flow(
        "children_in_need.need_passes",
        ending - back,
        "Children turned away whose need passes.",
        leaves=_UNMET,
    )
