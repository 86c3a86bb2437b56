"""Adults of working age with long-term care for their mental health or a physical disability."""

from __future__ import annotations

from joinedup.engine import Equations, Expression, figure, parameter, share_leaving

_GROUPS = {"mental_health": "for their mental health", "physical": "for a physical disability"}


def declare_working_age(equations: Equations) -> dict[str, Expression]:
    """Declare both groups; returns how many begin in a month at the start, by group."""
    begin = {}
    for group, why in _GROUPS.items():
        start = equations.at_start(
            f"adults.{group}_at_start",
            figure("people", "26_64") / 1000 * parameter(f"joinedup.adults.{group}_per_1000"),
            f"Adults of working age with long-term care {why}, at the start.",
        )
        says = f"Adults of working age with long-term care {why}."
        equations.stock(f"adults.{group}", start, says, "people")
        begin[group] = start * _leave(group)
    return begin


def leave_working_age(equations: Equations) -> None:
    """Declare those whose care ends."""
    for group, why in _GROUPS.items():
        equations.flow(
            f"adults.{group}_ends",
            equations.held(f"adults.{group}") * _leave(group),
            f"Leave long-term care {why}.",
            leaves=f"adults.{group}",
        )


def _leave(group: str) -> Expression:
    return share_leaving(12 / parameter(f"joinedup.adults.{group}_stay_months"))
