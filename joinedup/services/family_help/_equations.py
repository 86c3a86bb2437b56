"""Early help: children who are helped, wait or give up, against what the teams can carry."""

from __future__ import annotations

from joinedup.declared import Better, Lever, LeverKind, Measure, Over
from joinedup.engine import (
    Clock,
    Equations,
    Service,
    exp,
    figure,
    greatest,
    last_month,
    lever,
    parameter,
    ratio,
    share_leaving,
    within,
)

_YEARS, _PRICE_YEARS = Clock("years"), Clock("price_years")


def service() -> Service:
    """Return early help in each patch."""
    equations = Equations("family_help")
    _cases(equations)
    _effect(equations)
    return Service(
        equations,
        levers=(
            Lever(
                "family_help.capacity",
                "How many children Family Help teams can carry.",
                "of today's caseload",
                LeverKind.SHARE,
                "children",
                line="family_help",
            ),
        ),
        measures=(
            Measure(
                "family_help.cases",
                "Children helped early",
                "children",
                "children",
                Over.YEAR_END,
                Better.HIGHER,
                True,
                "early_help_cases",
            ),
            Measure(
                "family_help.give_up",
                "Children whose family gave up waiting for early help",
                "children",
                "children",
                Over.YEAR_SUM,
                Better.LOWER,
                True,
            ),
        ),
        spending=("family_help",),
    )


def _cases(equations: Equations) -> None:
    start = figure("early_help_cases")
    cases = equations.stock("family_help.cases", start, "Children with early help.")
    leaving = equations.at_start(
        "family_help.leave_share",
        share_leaving(12 / parameter("joinedup.family_help.stay_months")),
        "Share of cases closed in a month.",
    )
    # Who asks in one month starts in the next, so that a month's requests wait even where there is room.
    waiting = equations.stock("family_help.waiting", start * leaving, "Children waiting for early help.")
    growth = exp(parameter("joinedup.family_help.demand_growth") * _YEARS)
    equations.flow(
        "family_help.asked",
        start * leaving * growth * ratio(last_month("population.children"), figure("children_0_17")),
        "Children whose family asks for early help or is asked.",
        enters="family_help.waiting",
        is_chance=True,
    )
    closed = equations.flow(
        "family_help.closed", cases * leaving, "Cases closed.", leaves="family_help.cases"
    )
    carried = equations.reckon(
        "family_help.can_carry",
        start * (1 + parameter("joinedup.family_help.slack_share")) * lever("family_help.capacity"),
        "Children the teams can carry.",
    )
    room = greatest(carried - cases + closed, 0)
    started = equations.flow(
        "family_help.starts",
        within(waiting, room),
        "Children who start early help.",
        leaves="family_help.waiting",
        enters="family_help.cases",
    )
    equations.flow(
        "family_help.give_up",
        (waiting - started) * share_leaving(12 / parameter("joinedup.family_help.patience_months")),
        "Children whose family gave up waiting.",
        leaves="family_help.waiting",
    )


def _effect(equations: Equations) -> None:
    growth = exp(parameter("joinedup.money.pay_inflation") * _PRICE_YEARS)
    spend = equations.reckon(
        "spend.family_help",
        figure("budget", "family_help") / 12 * lever("family_help.capacity") * growth,
        "Family Help teams. Pounds a month.",
    )
    equations.reckon(
        "family_help.spend_per_child",
        ratio(spend * 12 / growth, last_month("population.children")),
        "Family Help spending per child, in pounds a year at the prices of the start.",
    )
