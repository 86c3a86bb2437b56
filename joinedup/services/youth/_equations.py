"""Services for young people and their first contact with youth justice."""

from __future__ import annotations

from joinedup.declared import Better, Lever, LeverKind, Link, Measure, Over
from joinedup.engine import (
    Clock,
    Equations,
    Service,
    against,
    change,
    exp,
    figure,
    last_month,
    lever,
    parameter,
    ratio,
    total,
)

_YEARS, _PRICE_YEARS = Clock("years"), Clock("price_years")


def service() -> Service:
    """Return youth services and youth justice in each patch."""
    equations = Equations("youth")
    pay = exp(parameter("joinedup.money.pay_inflation") * _PRICE_YEARS)
    spend = equations.reckon(
        "spend.youth_services",
        figure("budget", "youth_services") / 12 * lever("youth.provision") * pay,
        "Services for young people. Pounds a month.",
    )
    equations.reckon(
        "youth.spend_per_child",
        ratio(spend * 12 / pay, last_month("population.aged_12_17")),
        "Youth spending per child aged 12 to 17, in pounds a year at the prices of the start.",
    )
    start = equations.at_start(
        "youth.aged_at_start",
        total([figure("people", str(age)) for age in range(10, 18)]),
        "Aged 10 to 17 at the start.",
    )
    lost = equations.smoothed(
        "youth.provision_lost",
        1 - lever("youth.provision"),
        0.0,
        12,
        "Share of youth provision lost, followed a year behind.",
    )
    growth = exp(parameter("joinedup.youth.first_time_entrant_growth") * _YEARS)
    effect = 1 + parameter("research.youth_clubs.offending_rise") * lost
    entrants = equations.flow(
        "youth.first_time_entrants",
        figure("first_time_entrants")
        / 12
        * growth
        * effect
        * ratio(last_month("population.aged_10_17"), start),
        "First-time entrants to youth justice.",
        is_chance=True,
    )
    stay = parameter("joinedup.youth.justice_stay_months")
    held = equations.stock(
        "youth.justice",
        figure("first_time_entrants") / 12 * change("first_time_entrants") * stay,
        "Young people with youth justice.",
        "young people",
    )
    equations.flow("youth.justice_in", entrants, "Begin with youth justice.", enters="youth.justice")
    equations.flow("youth.justice_out", held / stay, "Finish with youth justice.", leaves="youth.justice")
    per_case = against(held, figure("first_time_entrants") / 12 * stay)
    variable = parameter("joinedup.youth.justice_variable_share")
    equations.reckon(
        "spend.youth_justice",
        figure("budget", "youth_justice") / 12 * (1 - variable + variable * per_case) * pay,
        "Youth justice. Pounds a month; part of it does not move with the number of young people.",
    )
    return Service(equations, _LEVERS, _MEASURES, _LINKS, ("youth_services", "youth_justice"))


_LEVERS = (
    Lever(
        "youth.provision",
        "Youth clubs and youth work.",
        "of today's provision",
        LeverKind.SHARE,
        "children",
        line="youth_services",
    ),
)

_MEASURES = (
    Measure(
        "youth.first_time_entrants",
        "First-time entrants to youth justice",
        "young people",
        "children",
        Over.YEAR_SUM,
        Better.LOWER,
        True,
        "first_time_entrants",
    ),
)

_LINKS = (
    Link(
        "youth.provision_lost",
        "youth.first_time_entrants",
        "Where youth clubs closed, more young people near them offended.",
        "research.youth_clubs.offending_rise",
    ),
)
