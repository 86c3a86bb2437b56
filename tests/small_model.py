"""Services compiled alone: what they read of others is a number that the test sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from made_figures import still
from numpy.typing import NDArray

from joinedup.declared import LeverKind, Over
from joinedup.engine import (
    FIGURE,
    LEVER,
    PARAMETER,
    Delay,
    Equations,
    Flow,
    LastMonthEverywhere,
    Overlay,
    Recorded,
    Service,
    compile_model,
    given,
    run_ensemble,
    walk,
)
from joinedup.engine._expression import LastMonth
from joinedup.parameters import load_parameters

SIZES = np.array([0.6, 0.4])
_STUB = "stub/"
_ON = date(2026, 4, 1)


@dataclass(frozen=True)
class Step:
    """A change of an input from a month on.

    Args:
        times: factor on it.
        plus: amount added for the whole council, shared between patches by size unless it is alike in each.
        since: first month.
        months: how many months; to the end where 0.
    """

    times: float = 1.0
    plus: float = 0.0
    since: int = 0
    months: int = 0


class SmallModel:
    """A few services, with everything they read of others as inputs.

    Args:
        services: the services.
        figures: starting figures by `figure/band`, for the whole council; others are 0.
        others: what other services do, a month, for the whole council; others are 0.
        same: names of what others do that is alike in every patch, as a ratio is.
    """

    def __init__(
        self,
        services: tuple[Service, ...],
        figures: Mapping[str, float],
        others: Mapping[str, float],
        same: frozenset[str] = frozenset(),
    ) -> None:
        equations = [service.equations for service in services]
        self.levers = {lever.name: lever for service in services for lever in service.levers}
        self.figures, self.others, self.same = figures, others, same
        self.stocks = {name: stock for one in equations for name, stock in one.stocks.items()}
        self.flows = {
            name: step for one in equations for name, step in one.steps.items() if isinstance(step, Flow)
        }
        recorded = [Recorded(name, Over.YEAR_END) for name in self.stocks]
        for one in equations:
            for name, step in one.steps.items():
                over = Over.YEAR_SUM if isinstance(step, Flow | Delay) else Over.YEAR_MEAN
                recorded.append(Recorded(name, over))
        self.kernel = compile_model([*equations, _stubs(equations)], recorded)
        self.parameters = still(load_parameters())

    def run(self, years: int = 4, steps: Mapping[str, Step] | None = None, **values: float) -> Happened:
        """Run it; `steps` change levers and what others do, `values` are parameters with `__` for a dot."""
        names = self.kernel.inputs
        fixed = {name.replace("__", "."): value for name, value in values.items()}
        inputs = np.array([[[self._input(name, place, fixed) for name in names] for place in range(2)]])
        shape = (12 * years, 2, len(names))
        times, plus = np.ones(shape), np.zeros(shape)
        for name, step in (steps or {}).items():
            place = names.index(f"{LEVER}{name}" if name in self.levers else f"{_STUB}{name}")
            until = step.since + step.months if step.months else shape[0]
            times[step.since : until, :, place] = step.times
            plus[step.since : until, :, place] = step.plus * (1.0 if name in self.same else SIZES)
        overlay = Overlay(times, plus, np.zeros(shape[1:]))
        out = run_ensemble(self.kernel, inputs, overlay, seed=1, with_chance=False)
        return Happened({one.name: out[0, :, place] for place, one in enumerate(self.kernel.recorded)})

    def _input(self, name: str, patch: int, fixed: Mapping[str, float]) -> float:
        kind, rest = name.split("/", 1)
        if f"{kind}/" == PARAMETER:
            return fixed[rest] if rest in fixed else self.parameters[rest].at(_ON).value
        if f"{kind}/" == LEVER:
            return 1.0 if self.levers[rest].kind is LeverKind.SHARE else 0.0
        if f"{kind}/" == FIGURE:
            return self.figures.get(rest, 0.0) * SIZES[patch]
        value = self.others.get(rest, 0.0)
        return value if rest in self.same else value * SIZES[patch]


@dataclass(frozen=True)
class Happened:
    """What happened: each quantity by patch and year."""

    by_patch: dict[str, NDArray[np.float64]] = field(repr=False)

    def of(self, name: str) -> NDArray[np.float64]:
        """Return a quantity of the whole council. Shape (year,)."""
        return np.asarray(self.by_patch[name].sum(axis=0))

    def mean(self, name: str) -> NDArray[np.float64]:
        """Return a ratio, which is alike in every patch. Shape (year,)."""
        return np.asarray(self.by_patch[name].mean(axis=0))


def _stubs(equations: list[Equations]) -> Equations:
    declared = {name for one in equations for name in (*one.stocks, *one.steps)}
    stubs = Equations("stub")
    read = {
        node.name
        for one in equations
        for step in (*one.stocks.values(), *one.steps.values())
        for part in ("starts", "value", "amount")
        if hasattr(step, part)
        for node in walk(getattr(step, part))
        if isinstance(node, LastMonth | LastMonthEverywhere)
    }
    for name in sorted(read - declared):
        stubs.reckon(name, given(f"{_STUB}{name}"), "What another service does.")
    return stubs
