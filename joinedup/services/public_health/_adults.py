"""Help to stop smoking, and sexual health services."""

from __future__ import annotations

from joinedup.engine import (
    Equations,
    Expression,
    against,
    figure,
    last_month,
    lever,
    parameter,
    ratio,
    share_leaving,
)

_SMOKERS, _QUITTING = "public_health.smokers", "public_health.quitting"


def _p(name: str) -> Expression:
    return parameter(f"joinedup.public_health.{name}")


def declare_smoking(equations: Equations) -> Expression:
    """Declare smokers and those helped to stop; returns the number helped against the start."""
    people = figure("people", "26_64") + figure("people", "65_plus")
    smokers_at_start = equations.at_start(
        "public_health.smokers_at_start", people * _p("smoker_share"), "Smokers at the start."
    )
    tried = equations.at_start(
        "public_health.quit_tries_at_start",
        people * _p("quit_tries_per_1000") / 1000 / 12,
        "Smokers helped to try to stop in a month, at the start.",
    )
    smokers = equations.stock(_SMOKERS, smokers_at_start, "Adults who smoke.", "people")
    leave = share_leaving(12 / _p("quit_months"))
    start = equations.at_start(
        "public_health.quitting_at_start", ratio(tried, leave), "Smokers being helped at the start."
    )
    quitting = equations.stock(_QUITTING, start, "Smokers being helped to stop.", "people")
    equations.flow(
        "public_health.smokers_reached",
        tried * against(smokers, smokers_at_start) * lever("public_health.smoking"),
        "Smokers who begin to be helped to stop.",
        leaves=_SMOKERS,
        enters=_QUITTING,
    )
    works, done = _p("quit_works_share"), quitting * leave
    equations.flow(
        "public_health.quit_fails",
        done * (1 - works),
        "Smokers who were helped and smoke on or again.",
        leaves=_QUITTING,
        enters=_SMOKERS,
    )
    equations.flow("public_health.quits", done * works, "Smokers who stop for good.", leaves=_QUITTING)
    grown = against(
        last_month("population.adults") + last_month("population.older"),
        people,
    )
    equations.flow(
        "public_health.new_smokers",
        tried * works * grown,
        "People who start to smoke, less those who stop unaided or die: as many as are helped to stop.",
        enters=_SMOKERS,
    )
    return against(quitting, start)


def declare_sexual_health(equations: Equations) -> Expression:
    """Declare attendances at sexual health services; returns them against the start."""
    rate = _p("sexual_health_per_1000") / 1000 / 12
    attendances = equations.reckon(
        "public_health.sexual_health_attendances",
        last_month("population.adults") * rate,
        "Attendances at sexual health services in a month.",
    )
    return against(attendances, figure("people", "26_64") * rate)
