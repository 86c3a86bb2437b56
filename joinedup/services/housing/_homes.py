"""Homes built as planned or late."""

from __future__ import annotations

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    exp,
    figure,
    greatest,
    last_month,
    least,
    lever,
    parameter,
    ratio,
    schedule,
)

_PRICE_YEARS = Clock("price_years")


def declare_homes(equations: Equations) -> None:
    """Declare homes, and waste and environment, which follow them."""
    homes = equations.stock("housing.dwellings", figure("dwellings"), "Homes.", "homes")
    added = equations.reckon(
        "housing.homes_added",
        greatest(lever("housing.planned_homes"), -schedule("planned_completions")),
        "Homes due this month beyond the trajectory; no more are taken from it than it holds.",
    )
    planned = equations.reckon(
        "housing.planned", schedule("planned_completions") + added, "Homes due to be completed this month."
    )
    slipping = equations.reckon(
        "housing.slipping", planned * _slip(equations), "Homes that will be completed late."
    )
    late = equations.delayed(
        "housing.late",
        "housing.slipping",
        "parameter/joinedup.housing.slip_months",
        "Homes completed late.",
        order=4,
    )
    equations.flow(
        "housing.completions", planned - slipping + late, "Homes completed.", enters="housing.dwellings"
    )
    growth = equations.reckon("housing.growth", ratio(homes, figure("dwellings")), "Homes against the start.")
    price = exp(parameter("joinedup.money.cpi") * _PRICE_YEARS)
    equations.reckon(
        "spend.environment",
        figure("budget", "environment") / 12 * growth * price,
        "Waste and environment, which rise with homes and prices. Pounds a month.",
    )


def _slip(equations: Equations) -> Expression:
    """Declare the share of homes that slip: today's, and more while planners have too much work."""
    overload = greatest(last_month("growth.planning.overload"), 0)
    usual = parameter("joinedup.housing.completions_slip_share")
    return equations.reckon(
        "housing.slip_share",
        least(usual + parameter("joinedup.housing.slip_per_planning_overload") * overload, 1),
        "Share of homes due this month that will be late.",
    )
