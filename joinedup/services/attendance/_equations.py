"""Children who miss school often or are excluded, and the teams that work with them."""

from __future__ import annotations

from joinedup.declared import Better, Lever, LeverKind, Measure, Over
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
    """Return attendance and exclusion in each patch."""
    equations = Equations("attendance")
    pupils = equations.reckon("attendance.pupils", last_month("population.aged_5_15"), "Of school age.")
    growth = exp(parameter("joinedup.attendance.persistent_absence_growth") * _YEARS)
    usual = equations.reckon(
        "attendance.absent_as_usual",
        pupils * figure("persistent_absence_share") * growth,
        "Absent if support stays as it is.",
    )
    officers = equations.at_start(
        "attendance.officers",
        ratio(figure("budget", "attendance"), parameter("joinedup.attendance.cost_per_officer")),
        "Officers that today's budget pays for.",
    )
    helped = officers * parameter("joinedup.attendance.pupils_per_officer_year")
    lost = equations.smoothed(
        "attendance.support_lost",
        (1 - lever("attendance.support")) * helped,
        0.0,
        6,
        "Pupils no longer supported in a year.",
    )
    more = lost * parameter("joinedup.attendance.effect_of_support") * growth
    equations.reckon(
        "attendance.absent",
        usual + more,
        "Pupils missing a tenth of sessions or more.",
    )
    _exclusions(equations)
    equations.reckon(
        "spend.attendance",
        figure("budget", "attendance")
        / 12
        * lever("attendance.support")
        * exp(parameter("joinedup.money.pay_inflation") * _PRICE_YEARS),
        "Attendance and inclusion support. Pounds a month.",
    )
    return Service(equations, _LEVERS, _MEASURES, (), ("attendance",))


def _exclusions(equations: Equations) -> None:
    start = total([figure("people", str(age)) for age in range(5, 16)])
    usual = equations.reckon(
        "attendance.excluded_as_usual",
        figure("permanent_exclusions")
        / 12
        * change("permanent_exclusions")
        * ratio(last_month("population.aged_5_15"), start),
        "Permanent exclusions expected at today's rate.",
    )
    absent = against(last_month("attendance.absent"), last_month("attendance.absent_as_usual"))
    equations.reckon(
        "attendance.excluded",
        usual * (1 + parameter("joinedup.attendance.absence_to_exclusion_elasticity") * (absent - 1)),
        "Permanent exclusions.",
    )


_LEVERS = (
    Lever(
        "attendance.support",
        "Officers who work with pupils who miss school.",
        "of today's officers",
        LeverKind.SHARE,
        "education",
        line="attendance",
    ),
)

_MEASURES = (
    Measure(
        "attendance.absent",
        "Pupils missing a tenth of school or more",
        "pupils",
        "education",
        Over.YEAR_MEAN,
        Better.LOWER,
        True,
    ),
    Measure(
        "attendance.excluded",
        "Permanent exclusions",
        "pupils",
        "education",
        Over.YEAR_SUM,
        Better.LOWER,
        figure="permanent_exclusions",
    ),
)
