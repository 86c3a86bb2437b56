"""What a service's equations read, and by which of its quantities."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.engine._equations import Delay, Equations
from joinedup.engine._expression import Input, InputAtStart, LastMonth, LastMonthEverywhere
from joinedup.engine._write_service import nodes


@dataclass(frozen=True)
class Readings:
    """What a service's equations read.

    Args:
        quantities: quantities of last month, of any service, each with the quantity that reads it.
        inputs: names of inputs.
    """

    quantities: frozenset[tuple[str, str]]
    inputs: frozenset[str]


def readings(service: Equations) -> Readings:
    """Return what a service's equations read."""
    quantities: set[tuple[str, str]] = set()
    inputs: set[str] = set()
    for one in (*service.stocks.values(), *service.fixed.values(), *service.steps.values()):
        if isinstance(one, Delay):
            quantities.add((one.of, one.name))
            inputs.add(one.mean_months)
        for node in nodes(one):
            if isinstance(node, LastMonth | LastMonthEverywhere):
                quantities.add((node.name, one.name))
            elif isinstance(node, Input | InputAtStart):
                inputs.add(node.name)
    return Readings(frozenset(quantities), frozenset(inputs))
