"""What a service brings to the model: equations, levers, measures, capacities and spending."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.declared import Capacity, Lever, Measure
from joinedup.engine._equations import Equations, given, given_at_start
from joinedup.engine._expression import Expression

FIGURE, PARAMETER, LEVER, SCHEDULE, CHANGE = "figure/", "parameter/", "lever/", "schedule/", "change/"


@dataclass(frozen=True)
class Service:
    """One service of the council.

    Args:
        equations: its stocks, flows and quantities.
        levers: what a decision can change in it.
        measures: what readers see of it.
        capacities: what in it can be full.
        spending: codes of the budget lines it spends; quantity `spend.<code>` holds pounds a month.
    """

    equations: Equations
    levers: tuple[Lever, ...] = ()
    measures: tuple[Measure, ...] = ()
    spending: tuple[str, ...] = ()
    capacities: tuple[Capacity, ...] = ()


def figure(name: str, band: str = "") -> Expression:
    """Return a starting figure of the patch, before any proposal."""
    return given_at_start(f"{FIGURE}{name}/{band}")


def parameter(name: str) -> Expression:
    """Return a parameter by its dotted name."""
    return given_at_start(f"{PARAMETER}{name}")


def lever(name: str) -> Expression:
    """Return a lever as it stands this month, after any proposal."""
    return given(f"{LEVER}{name}")


def schedule(name: str) -> Expression:
    """Return an amount that was planned month by month, such as homes to be completed."""
    return given(f"{SCHEDULE}{name}")


def change(name: str) -> Expression:
    """Return how a yearly figure's coming level differs from its last: around 1, as it did before."""
    return given_at_start(f"{CHANGE}{name}")
