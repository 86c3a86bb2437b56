"""The model with every quantity in it recorded, run on best estimates."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from joinedup.council._inputs import Inputs, make_inputs
from joinedup.council._model import services
from joinedup.council._session import Ready, Settings
from joinedup.declared import Over
from joinedup.engine import (
    Clock,
    Delay,
    Expression,
    Fixed,
    Flow,
    Input,
    InputAtStart,
    Kernel,
    LastMonthEverywhere,
    Overlay,
    Reckoned,
    Recorded,
    Stock,
    Tally,
    compile_model,
    evaluate,
    run_ensemble,
)
from joinedup.vocabulary import MONTHS_A_YEAR

Values = NDArray[np.float64]
Declared: TypeAlias = Stock | Fixed | Flow | Reckoned | Delay | Tally


@cache
def everything_kernel() -> Kernel:
    """Return the model of the council with everything in it recorded: stocks, flows and what is between."""
    recorded: list[Recorded] = []
    for service in services():
        recorded += [Recorded(name, Over.YEAR_END) for name in service.equations.stocks]
        for name, step in service.equations.steps.items():
            over = Over.YEAR_SUM if isinstance(step, Flow | Delay) else Over.YEAR_MEAN
            recorded.append(Recorded(name, over))
    return compile_model([service.equations for service in services()], recorded)


@cache
def declared() -> dict[str, Declared]:
    """Return everything the services declare, by name."""
    found: dict[str, Declared] = {}
    for service in services():
        found |= service.equations.stocks
        found |= service.equations.fixed
        found |= service.equations.steps
    return found


@cache
def service_of() -> dict[str, str]:
    """Return the service that declares each quantity."""
    parts = ((one.equations, one.equations.service) for one in services())
    return {
        name: service
        for equations, service in parts
        for name in (*equations.stocks, *equations.fixed, *equations.steps)
    }


def central_inputs(asked: Ready, settings: Settings) -> Inputs:
    """Return the inputs of one draw in which every uncertain value stands at its best estimate."""
    return make_inputs(
        asked.council,
        asked.figures,
        asked.parameters,
        draws=1,
        seed=settings.seed,
        years=settings.years,
        is_central=True,
    )


class Course:
    """Everything that happens in one draw, without chance, by patch and year.

    Args:
        inputs: inputs of one draw.
        overlay: what proposals change.
        start_month: calendar month in which the plan starts.
    """

    def __init__(self, inputs: Inputs, overlay: Overlay, start_month: int) -> None:
        model = everything_kernel()
        self._inputs, self._overlay, self._first = inputs, overlay, start_month
        out: Values = run_ensemble(
            model, inputs.values, overlay, seed=0, with_chance=False, start_month=start_month
        )
        self._over = {one.name: one.over for one in model.recorded}
        self._held = {one.name: out[0, :, place] for place, one in enumerate(model.recorded)}
        self._levels: dict[str, Values] = {}

    @cached_property
    def years(self) -> int:
        """Years in the plan."""
        return int(self._overlay.times.shape[0] // MONTHS_A_YEAR)

    def at_year_end(self, stock: str) -> Values:
        """Return what a stock holds at the end of each year. Shape (patch, year)."""
        return np.asarray(self._held[stock])

    def level(self, name: str) -> Values:
        """Return a quantity in the average month of each year. Shape (patch, year); (patch, 1) if fixed."""
        if name not in self._levels:
            self._levels[name] = self._level(name)
        return self._levels[name]

    def _level(self, name: str) -> Values:
        one = declared()[name]
        if isinstance(one, Fixed):
            return np.asarray(evaluate(one.value, self.value))
        held = self._held[name]
        if isinstance(one, Stock):
            starts = np.broadcast_to(evaluate(one.starts, self.value), (held.shape[0], 1))
            return np.asarray((np.concatenate([starts, held[:, :-1]], axis=1) + held) / 2)
        return np.asarray(held / MONTHS_A_YEAR) if self._over[name] is Over.YEAR_SUM else held

    def value(self, of: Expression) -> Values:
        """Return what an expression names, in the average month of each year. Shape (patch, year)."""
        if isinstance(of, Input):
            return self.given(of.name)
        if isinstance(of, InputAtStart):
            return np.asarray(self._inputs.values[0, :, [self._inputs.names.index(of.name)]].T)
        if isinstance(of, Clock):
            return self._clock(of.what)
        level = self.level(str(getattr(of, "name", "")))
        return level.sum(axis=0, keepdims=True) if isinstance(of, LastMonthEverywhere) else level

    def given(self, name: str) -> Values:
        """Return an input as it stands in the average month of each year. Shape (patch, year)."""
        place = self._inputs.names.index(name)
        months = self._inputs.values[0, :, place] * self._overlay.times[:, :, place]
        months = months + self._overlay.plus[:, :, place]
        return np.asarray(months.reshape(self.years, MONTHS_A_YEAR, -1).mean(axis=1).T)

    def _clock(self, what: str) -> Values:
        months = np.arange(self.years * MONTHS_A_YEAR)
        calendar = (self._first - 1 + months) % MONTHS_A_YEAR + 1
        by_month = {
            "years": months / MONTHS_A_YEAR,
            "price_years": months // MONTHS_A_YEAR,
            "september": calendar == 9,
            "since_september": ((calendar - 10) % MONTHS_A_YEAR + 1) / MONTHS_A_YEAR,
        }[what]
        return np.asarray(by_month.reshape(1, self.years, MONTHS_A_YEAR).mean(axis=2))
