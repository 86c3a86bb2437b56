"""Council tax: homes that pay it, the rise each April, support with it, and what is never paid.

The plan's own rise is a parameter. A decision may add to it or take from it, every April from then on, up to
the referendum limit. Support is in the tax base already: giving less of it bills more to households that have
little, and of that a quarter is never collected (Institute for Fiscal Studies, 2019).
"""

from __future__ import annotations

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    LastMonthEverywhere,
    against,
    figure,
    greatest,
    last_month,
    least,
    lever,
    parameter,
    ratio,
)

_YEARS, _PRICE_YEARS = Clock("years"), Clock("price_years")
_RISE = "joinedup.money.council_tax_rise"


def council_tax(equations: Equations) -> None:
    """Declare the tax, support with it and arrears; `funding.council_tax` is pounds a month."""
    level = _level(equations)
    homes = _support(equations)
    billed, uncollected = _less_support(equations, homes, level)
    tax = equations.reckon(
        "money.council_tax_due",
        figure("funding", "council_tax") / 12 * level * _base(),
        "Council tax collected in the end, before any change in support. Pounds a month.",
    )
    equations.reckon(
        "funding.council_tax",
        tax + billed - uncollected,
        "Council tax collected in the end. Pounds a month.",
    )
    in_the_end = parameter("joinedup.money.collection_rate")
    equations.reckon(
        "money.collection_rate",
        ratio(tax + billed - uncollected, tax / in_the_end + billed),
        "Share of council tax billed that is collected in the end.",
    )
    _arrears(equations, tax, in_the_end)
    _households_in_arrears(equations, homes)


def _level(equations: Equations) -> Expression:
    """Declare band D against the start: the plan's rises, and those decided beyond it."""
    equations.reckon(
        "money.rise_asked",
        lever("money.council_tax_rise"),
        "Rise in council tax asked for beyond the plan, of this patch's share. A share a year.",
    )
    extra = equations.stock("money.band_d", 1, "Band D against the adopted plan; 1 is as planned.", "index")
    plan, limit = parameter(_RISE), parameter("mhclg.council_tax.referendum_limit")
    # Beyond the limit there is a referendum, which nobody can count on; a cut is bounded alike.
    rise = equations.reckon(
        "money.rise_taken",
        (
            greatest(least(plan + LastMonthEverywhere("money.rise_asked"), greatest(limit, plan)), -limit)
            - plan
        )
        / (1 + plan),
        "Rise a year beyond the plan that is within the referendum limit. A share of the planned charge.",
    )
    # What is asked in April is known in May, which bills both months.
    month = 12 * (_YEARS - _PRICE_YEARS)
    is_may = greatest(least(month, 2 - month), 0)
    risen = equations.flow(
        "money.band_d_risen",
        extra * rise * is_may,
        "How far band D rises against the plan this year.",
        enters="money.band_d",
    )
    return (1 + plan) ** _PRICE_YEARS * (extra + 2 * risen)


def _base() -> Expression:
    """Homes added since the start pay council tax as today's homes do."""
    added = last_month("housing.dwellings") - figure("dwellings")
    return 1 + ratio(added * parameter("joinedup.housing.band_d_per_home"), figure("council_tax_base"))


def _support(equations: Equations) -> Expression:
    start = figure("dwellings") * parameter("mhclg.council_tax.support_homes_share")
    homes = equations.stock(
        "money.support_households", start, "Households with council tax support.", "households"
    )
    months = parameter("joinedup.money.support_months")
    equations.flow(
        "money.support_joined",
        start / months * last_month("housing.growth"),
        "Households who come onto council tax support.",
        enters="money.support_households",
        is_chance=True,
    )
    equations.flow(
        "money.support_left",
        homes / months,
        "Households who leave council tax support.",
        leaves="money.support_households",
    )
    return homes


def _less_support(
    equations: Equations, homes: Expression, level: Expression
) -> tuple[Expression, Expression]:
    """Declare what less support bills to those who had it, and the part of it that is never paid."""
    band_d = ratio(figure("funding", "council_tax"), figure("council_tax_base")) * level
    billed = equations.reckon(
        "money.support_billed",
        homes
        * band_d
        / 12
        * parameter("mhclg.council_tax.support_band_d_share")
        * (1 - lever("money.council_tax_support")),
        "Council tax billed to households because support is less than today's. Pounds a month.",
    )
    held = equations.stock(
        "money.support_arrears", 0, "Council tax owed by households that lost support.", "pounds"
    )
    uncollected = equations.flow(
        "money.support_uncollected",
        greatest(billed, 0) * parameter("research.council_tax_support.uncollected_share"),
        "Council tax billed in place of support that is never collected. Pounds a month.",
        enters="money.support_arrears",
    )
    equations.flow(
        "money.support_written_off",
        held / parameter("joinedup.money.months_to_write_off"),
        "Council tax billed in place of support that is written off.",
        leaves="money.support_arrears",
    )
    return billed, uncollected


def _arrears(equations: Equations, tax: Expression, in_the_end: Expression) -> None:
    """Declare what is paid late: part is paid in a later year and the rest is written off."""
    due = figure("funding", "council_tax")
    start = due * parameter("mhclg.council_tax.arrears_share")
    held = equations.stock("money.arrears", start, "Council tax owed from before.", "pounds")
    in_year = parameter("mhclg.council_tax.in_year_share")
    late = ratio(1 - in_year, in_the_end)
    equations.flow(
        "money.falling_late",
        tax * late,
        "Council tax not paid by the end of its year. Pounds a month.",
        enters="money.arrears",
    )
    leaving = equations.at_start(
        "money.arrears_leave_share", ratio(due / 12 * late, start), "Share of arrears settled in a month."
    )
    never = least(ratio(1 - in_the_end, 1 - in_year), 1)
    equations.flow(
        "money.paid_late",
        held * leaving * (1 - never),
        "Council tax paid in a later year. Pounds a month.",
        leaves="money.arrears",
    )
    equations.flow(
        "money.written_off",
        held * leaving * never,
        "Council tax written off. Pounds a month.",
        leaves="money.arrears",
    )
    equations.tally(
        "money.arrears_owed", ("money.arrears", "money.support_arrears"), "Council tax owed from before."
    )


def _households_in_arrears(equations: Equations, supported: Expression) -> None:
    start = figure("dwellings") * parameter("joinedup.money.households_in_arrears_share")
    held = equations.stock(
        "money.households_in_arrears", start, "Households who owe council tax from before.", "households"
    )
    months = parameter("joinedup.money.arrears_months")
    lost = supported * greatest(1 - lever("money.council_tax_support"), 0)
    late = last_month("corporate.claims_late") * parameter("joinedup.money.late_claim_arrears_share")
    fallen = lost * parameter("joinedup.money.support_loss_arrears_share") / months
    equations.flow(
        "money.fell_into_arrears",
        greatest(start / months * last_month("housing.growth") + fallen + late, 0),
        "Households who fall into arrears: as today, for want of support, or while a claim is late.",
        enters="money.households_in_arrears",
        is_chance=True,
    )
    equations.reckon(
        "money.arrears_beyond",
        against(held, start * last_month("housing.growth")) - 1,
        "Households in arrears of council tax beyond what the number of homes would bring, as a share.",
    )
    equations.flow(
        "money.cleared_arrears",
        held / months,
        "Households who clear their arrears.",
        leaves="money.households_in_arrears",
    )
