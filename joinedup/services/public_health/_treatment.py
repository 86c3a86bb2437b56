"""Drug and alcohol treatment: adults treated, waiting and untreated, their children, and young people."""

from __future__ import annotations

from joinedup.engine import (
    Equations,
    Expression,
    QueueStart,
    against,
    figure,
    greatest,
    last_month,
    lever,
    parameter,
    ratio,
    serve_queue,
    share_leaving,
    start_queue,
)
from joinedup.services.public_health._cohorts import in_cohorts_at_start

_TREATED, _WAITING = "public_health.in_treatment", "public_health.waiting_treatment"
_UNTREATED, _YOUNG = "public_health.untreated", "public_health.young_in_treatment"


def _p(name: str) -> Expression:
    return parameter(f"joinedup.public_health.{name}")


def _leave(name: str) -> Expression:
    return share_leaving(12 / _p(name))


def declare_treatment(equations: Equations) -> Expression:
    """Declare adults' treatment; returns the number treated against the start."""
    start = equations.at_start(
        "public_health.in_treatment_at_start",
        figure("people", "26_64") * _p("treated_per_1000") / 1000,
        "Adults in treatment at the start.",
    )
    equations.stock(_TREATED, start, "Adults in drug or alcohol treatment.", "people")
    begin = start * _leave("treatment_months")
    queue = start_queue(
        equations,
        _WAITING,
        "Adults waiting for drug or alcohol treatment.",
        arriving=begin,
        room=start * _p("treatment_slack_share") + begin,
        wait_months=_p("treatment_wait_months"),
    )
    untreated = equations.at_start(
        "public_health.untreated_at_start",
        queue.gave_up * _p("untreated_months"),
        "Adults untreated at the start, having given up waiting.",
    )
    equations.stock(_UNTREATED, untreated, "Adults who gave up waiting for treatment.", "people")
    _asking(equations, begin - queue.gave_up * _p("asks_again_share"))
    _treating(equations, start, queue)
    _parents(equations, queue.waiting + untreated)
    return against(equations.held(_TREATED), start)


def _asking(equations: Equations, first: Expression) -> None:
    equations.flow(
        "public_health.ask_for_treatment",
        first * against(last_month("population.adults"), figure("people", "26_64")),
        "Adults who ask for drug or alcohol treatment for the first time.",
        enters=_WAITING,
        is_chance=True,
    )
    ends, again = equations.held(_UNTREATED) / _p("untreated_months"), _p("asks_again_share")
    equations.flow(
        "public_health.ask_again",
        ends * again,
        "Adults who gave up waiting and ask again.",
        leaves=_UNTREATED,
        enters=_WAITING,
    )
    equations.flow(
        "public_health.untreated_ends",
        ends * (1 - again),
        "Adults who no longer ask: recovered, moved or dead.",
        leaves=_UNTREATED,
    )


def _treating(equations: Equations, start: Expression, begun: QueueStart) -> None:
    treated, leave = equations.held(_TREATED), _leave("treatment_months")
    places = equations.reckon(
        "public_health.treatment_places",
        start * (1 + _p("treatment_slack_share")) * lever("public_health.treatment"),
        "Adults whom treatment can carry.",
    )
    least_held = start * parameter("joinedup.workforce.least_staff_share")
    equations.reckon(
        "public_health.treatment_load",
        ratio(treated, greatest(places, least_held)),
        "Adults in treatment against places; 1 is full.",
    )
    queue = serve_queue(
        equations,
        _WAITING,
        begun,
        room=greatest(places - treated + treated * leave, 0),
        patience_months=_p("treatment_patience_months"),
    )
    equations.flow(
        "public_health.treatment_begins", queue.served, "Begin treatment.", leaves=_WAITING, enters=_TREATED
    )
    equations.flow(
        "public_health.gave_up_treatment",
        queue.gave_up,
        "Give up waiting for treatment.",
        leaves=_WAITING,
        enters=_UNTREATED,
    )
    equations.flow(
        "public_health.treatment_ends",
        treated * ratio(begun.served, start),
        "Finish or leave treatment: as many as begin at the start.",
        leaves=_TREATED,
    )


def _parents(equations: Equations, start: Expression) -> None:
    share = _p("parent_share")
    equations.reckon(
        "public_health.parents_in_treatment",
        equations.held(_TREATED) * share,
        "Adults in drug or alcohol treatment who live with children.",
    )
    without = equations.held(_WAITING) + equations.held(_UNTREATED) - start
    equations.reckon(
        "public_health.children_of_untreated_parents",
        without * share * _p("children_per_parent"),
        "Children whose parent waits for treatment or goes without, beyond those at the start.",
    )


def declare_young_treatment(equations: Equations) -> None:
    """Declare young people in drug or alcohol treatment."""
    at_start = equations.at_start(
        "public_health.aged_10_17_at_start",
        in_cohorts_at_start(range(10, 18)),
        "Aged 10 to 17 at the start.",
    )
    start = at_start * _p("young_treated_per_1000") / 1000
    held = equations.stock(_YOUNG, start, "Young people in drug or alcohol treatment.", "young people")
    leave = _leave("young_treatment_months")
    grown = against(last_month("population.aged_10_17"), at_start)
    equations.flow(
        "public_health.young_treatment_begins",
        start * leave * grown * lever("public_health.treatment"),
        "Young people who begin treatment.",
        enters=_YOUNG,
    )
    equations.flow(
        "public_health.young_treatment_ends",
        held * leave,
        "Young people who finish treatment.",
        leaves=_YOUNG,
    )
