"""Homes built as planned or late, and families in temporary accommodation."""

from __future__ import annotations

from joinedup.declared import Better, Lever, LeverKind, Measure, Over
from joinedup.engine import (
    Clock,
    Equations,
    Service,
    against,
    exp,
    figure,
    last_month,
    lever,
    parameter,
    ratio,
    schedule,
    share_leaving,
)

_YEARS, _PRICE_YEARS = Clock("years"), Clock("price_years")


def service() -> Service:
    """Return homes and homelessness in each patch."""
    equations = Equations("housing")
    _homes(equations)
    _temporary(equations)
    return Service(
        equations,
        levers=(
            Lever(
                "housing.planned_homes",
                "Homes planned on a site beyond those in the housing trajectory.",
                "homes",
                LeverKind.AMOUNT,
                "place",
                is_total=True,
            ),
        ),
        measures=(
            Measure(
                "housing.completions",
                "Homes completed",
                "homes",
                "place",
                Over.YEAR_SUM,
                Better.NEITHER,
                True,
                "completions",
            ),
            Measure(
                "housing.dwellings",
                "Homes",
                "homes",
                "place",
                Over.YEAR_END,
                Better.NEITHER,
                figure="dwellings",
            ),
            Measure(
                "housing.families_temporary",
                "Families in temporary accommodation",
                "households",
                "place",
                Over.YEAR_END,
                Better.LOWER,
                True,
                "families_in_temporary_accommodation",
            ),
        ),
        spending=("homelessness", "environment"),
    )


def _homes(equations: Equations) -> None:
    homes = equations.stock("housing.dwellings", figure("dwellings"), "Homes.", "homes")
    planned = equations.reckon(
        "housing.planned",
        schedule("planned_completions") + lever("housing.planned_homes"),
        "Homes due to be completed this month.",
    )
    slip = parameter("joinedup.housing.completions_slip_share")
    equations.reckon("housing.slipping", planned * slip, "Homes that will be completed late.")
    late = equations.delayed(
        "housing.late",
        "housing.slipping",
        "parameter/joinedup.housing.slip_months",
        "Homes completed late.",
        order=4,
    )
    equations.flow(
        "housing.completions", planned * (1 - slip) + late, "Homes completed.", enters="housing.dwellings"
    )
    growth = equations.reckon("housing.growth", ratio(homes, figure("dwellings")), "Homes against the start.")
    price = exp(parameter("joinedup.money.cpi") * _PRICE_YEARS)
    equations.reckon(
        "spend.environment",
        figure("budget", "environment") / 12 * growth * price,
        "Waste and environment, which rise with homes and prices. Pounds a month.",
    )


def _temporary(equations: Equations) -> None:
    start = figure("families_in_temporary_accommodation")
    held = equations.stock(
        "housing.families_temporary", start, "Families in temporary accommodation.", "households"
    )
    stay = parameter("joinedup.housing.temporary_stay_months")
    leaving = equations.at_start(
        "housing.temporary_leave_share", share_leaving(12 / stay), "Share leaving a month."
    )
    growth = exp(parameter("joinedup.housing.homelessness_growth") * _YEARS)
    equations.flow(
        "housing.become_homeless",
        start * leaving * growth * last_month("housing.growth"),
        "Families who come into temporary accommodation.",
        enters="housing.families_temporary",
        is_chance=True,
    )
    equations.flow(
        "housing.settled", held * leaving, "Families who leave it.", leaves="housing.families_temporary"
    )
    equations.reckon(
        "spend.homelessness",
        figure("budget", "homelessness")
        / 12
        * against(held, start)
        * exp(parameter("joinedup.money.cpi") * _PRICE_YEARS),
        "Homelessness and temporary accommodation. Pounds a month.",
    )
