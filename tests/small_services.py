"""Some services of the model alone, with what they read of others given by hand."""

from __future__ import annotations

from functools import cache

import numpy as np
from made_figures import BUDGET, COUNTS, PARTS, still
from numpy.typing import NDArray

from joinedup.declared import LeverKind, Over
from joinedup.engine import (
    Delay,
    Equations,
    Flow,
    Kernel,
    Recorded,
    Service,
    compile_model,
    given,
    no_overlay,
    run_ensemble,
    walk,
)
from joinedup.engine._expression import LastMonth
from joinedup.parameters import load_parameters

Array = NDArray[np.float64]
_GIVEN = "given/"


@cache
def _standard() -> dict[str, float]:
    values = {f"figure/{name}/": value for name, value in COUNTS.items()}
    values |= {
        f"figure/{name}/{band}": value for name, parts in PARTS.items() for band, value in parts.items()
    }
    values |= {f"figure/budget/{line}": value for line, value in BUDGET.items()}
    values["schedule/planned_completions"] = COUNTS["completions"] / 12
    for name, one in still(load_parameters()).items():
        values[f"parameter/{name}"] = one.values[max(one.values)].value
    return values


class SmallServices:
    """Some services, compiled once, whose readings of other services are inputs.

    Args:
        services: the services.
        given: the quantities of other services that they read, and what each is without any change.
    """

    def __init__(self, *services: Service, given_values: dict[str, float]) -> None:
        self.services, self._given = services, given_values
        recorded = []
        for service in services:
            recorded += [Recorded(name, Over.YEAR_END) for name in service.equations.stocks]
            for name, step in service.equations.steps.items():
                over = Over.YEAR_SUM if isinstance(step, Flow | Delay) else Over.YEAR_MEAN
                recorded.append(Recorded(name, over))
        self.kernel: Kernel = compile_model(
            [*(service.equations for service in services), *self._others()], recorded
        )

    def run(
        self,
        *,
        years: int = 4,
        values: dict[str, float] | None = None,
        later: dict[str, float] | None = None,
        seed: int = 0,
    ) -> dict[str, Array]:
        """Run it in one patch and return every quantity by year. Shape (year,).

        Args:
            years: length of the run.
            values: inputs from before the start on, by name; a parameter or figure may go without its kind.
            later: inputs changed from the first month on: given to readings of other services and levers.
            seed: of chance; 0 for none.
        """
        kinds = {lever.name: lever.kind for service in self.services for lever in service.levers}
        known = _standard() | {_GIVEN + name: value for name, value in self._given.items()}
        known |= {f"lever/{name}": float(kind is LeverKind.SHARE) for name, kind in kinds.items()}
        known |= {self._full(name): value for name, value in (values or {}).items()}
        inputs = np.array(
            [1.0 if name.startswith("change/") else known[name] for name in self.kernel.inputs]
        )[None, None, :]
        overlay = no_overlay(12 * years, 1, len(self.kernel.inputs))
        for name, value in (later or {}).items():
            place = self.kernel.inputs.index(self._full(name))
            overlay.plus[:, :, place] = value - inputs[0, 0, place]
        out = run_ensemble(self.kernel, inputs, overlay, seed=seed, with_chance=seed > 0)
        return {one.name: out[0, 0, place] for place, one in enumerate(self.kernel.recorded)}

    def none(self) -> dict[str, float]:
        """Return every starting figure as 0, and all that is read of others."""
        names = self.kernel.inputs
        return {name: 0.0 for name in names if name.startswith(("figure/", "schedule/", _GIVEN))}

    def every(self, ending: str, value: float) -> dict[str, float]:
        """Return every parameter whose name ends so, as one value."""
        return {name: value for name in self.kernel.inputs if name.endswith(ending)}

    def _full(self, name: str) -> str:
        forms = (name, f"parameter/{name}", f"figure/{name}/", f"lever/{name}", _GIVEN + name)
        [full] = [form for form in forms if form in self.kernel.inputs]
        return full

    def _others(self) -> list[Equations]:
        own = {service.equations.service for service in self.services}
        read = {
            node.name
            for service in self.services
            for step in service.equations.steps.values()
            for of in (getattr(step, "amount", None), getattr(step, "value", None))
            if of is not None
            for node in walk(of)
            if isinstance(node, LastMonth)
        }
        outside = {name for name in read if name.split(".")[0] not in own | {"spend"}}
        assert outside == set(self._given), outside ^ set(self._given)
        found: dict[str, Equations] = {}
        for name in sorted(outside):
            equations = found.setdefault(name.split(".")[0], Equations(name.split(".")[0]))
            equations.reckon(name, given(_GIVEN + name), "Given.")
        return list(found.values())
