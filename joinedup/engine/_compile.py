"""Equations of all services, composed and compiled to one kernel over (draw, patch, month).

Every quantity becomes one local variable and every service may read any other's quantities of last month, so
that the order of services cannot matter. The source of the kernel is a function of the structure alone; it is
kept under the hash of that structure, with the machine code beside it. Patches, months, inputs and proposals
are arrays given when it runs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinedup.declared import Over
from joinedup.engine._equations import Delay, Equations
from joinedup.engine._expression import LastMonth, LastMonthEverywhere
from joinedup.engine._kernel_files import compile_side_by_side, keep, load
from joinedup.engine._signatures import BEGIN_ARGUMENTS, MONTH_ARGUMENTS
from joinedup.engine._write_service import ServiceWriter, function, nodes
from joinedup.errors import ModelRefused

WARM_UP_MONTHS = 8

_ARGUMENTS = (
    *("first", "last", "first_number", "months", "months_a_period", "start_month", "seed", "with_chance"),
    *(
        "inputs",
        "times",
        "plus",
        "earlier",
        "weights",
        "reach",
        "places",
        "bases",
        "ends",
        "sums",
        "means",
        "out",
    ),
)
_BASES = (
    "base",
    "fixed_base",
    "far_base",
    "given_base",
    "input_base",
    "delay_base",
    "luck_base",
    "kept_base",
)
_HEADER = '''"""All services together, made from declared equations; made again whenever they change."""

import numba
import numpy as np
'''


@dataclass(frozen=True)
class Recorded:
    """A quantity to be reported by period.

    Args:
        name: name of a stock, flow or reckoned quantity.
        over: how a period's value is made from its months.
    """

    name: str
    over: Over


@dataclass(frozen=True)
class Kernel:
    """A compiled model.

    Args:
        inputs: names of the inputs, in the order of the arrays.
        delays: for each delay, its name, the input that holds its mean, and its order.
        recorded: what is reported, in the order of the results.
        structure: hash of the structure.
        run: the compiled function.
        places: where each service finds what it reads, as the compiled function expects it.
        bases: where each service's own things begin, as the compiled function expects it.
        reported: for values at a period's end, sums and means in turn: where each is found and where it goes.
            Shapes (2, quantity).
    """

    inputs: tuple[str, ...]
    delays: tuple[tuple[str, str, int], ...]
    recorded: tuple[Recorded, ...]
    structure: str
    run: Callable[..., None]
    places: NDArray[np.int64]
    bases: NDArray[np.int64]
    reported: tuple[NDArray[np.int64], ...]


def compile_model(services: Iterable[Equations], recorded: Iterable[Recorded]) -> Kernel:
    """Compose the equations of services into one kernel.

    Args:
        services: the services, in any order.
        recorded: what is to be reported.

    Raises:
        ModelRefused: an equation names something that nobody declares.
    """
    composed = _Composed(sorted(services, key=lambda service: service.service), tuple(recorded))
    modules = [keep(writer.source()) for writer in composed.writers]
    compile_side_by_side(modules)
    for module in modules:
        load(module)
    whole = composed.source(modules)
    facts = f"{whole}{composed.inputs}{composed.recorded}"
    return Kernel(
        composed.inputs,
        composed.delays,
        composed.recorded,
        hashlib.sha256(facts.encode("utf-8")).hexdigest(),
        load(keep(whole)).run,
        composed.places(),
        composed.bases(),
        composed.reported(),
    )


class _Composed:
    def __init__(self, services: list[Equations], recorded: tuple[Recorded, ...]) -> None:
        self.services = services
        self.recorded = recorded
        self._check_names()
        self.writers = [ServiceWriter(service) for service in services]
        named = [name for writer in self.writers for name in writer.quantities]
        self.index = {name: place for place, name in enumerate(named)}
        self._check_references()
        self._delays: list[Delay] = [delay for writer in self.writers for delay in writer.delays]
        self.delays = tuple((delay.name, delay.mean_months, delay.order) for delay in self._delays)
        self.inputs = self._input_names()

    def places(self) -> NDArray[np.int64]:
        """Return where each service finds quantities of others, and inputs, one service after another."""
        found: list[int] = []
        for writer in self.writers:
            found += [self.index[name] for name in writer.far]
            found += [self.inputs.index(name) for name in writer.inputs]
        return np.array(found, dtype=np.int64)

    def reported(self) -> tuple[NDArray[np.int64], ...]:
        """Return where what is reported is found and goes: at the end of a period, summed, and on average."""
        by_kind = []
        for kind in (Over.YEAR_END, Over.YEAR_SUM, Over.YEAR_MEAN):
            chosen = [
                (self.index[one.name], place) for place, one in enumerate(self.recorded) if one.over is kind
            ]
            by_kind.append(np.array(chosen, dtype=np.int64).reshape(-1, 2).T.copy())
        return tuple(by_kind)

    def source(self, modules: list[str]) -> str:
        imports = [f"import {name} as service_{number}" for number, name in enumerate(modules)]
        bound = [
            f"begin_{number}, month_{number} = service_{number}.begin, service_{number}.month"
            for number in range(len(modules))
        ]
        return (
            "\n".join([_HEADER, *imports, "", *bound, "", ""])
            + function("run", _ARGUMENTS, self._run())
            + "\n"
        )

    def _run(self) -> list[str]:
        begin = [self._call("begin", number, BEGIN_ARGUMENTS) for number in range(len(self.writers))]
        month = [self._call("month", number, MONTH_ARGUMENTS) for number in range(len(self.writers))]
        chances = sum(len(writer.chances) for writer in self.writers)
        fixed = sum(len(writer.fixed) for writer in self.writers)
        given = sum(len(writer.inputs) for writer in self.writers)
        kept = sum(writer.kept for writer in self.writers)
        quantities = len(self.index)
        return [
            "patches, longest = inputs.shape[1], weights.shape[2]",
            "draws = last - first",
            "lanes = draws * patches",
            f"stocks = np.zeros((lanes, {quantities}))",
            f"fixed = np.zeros((lanes, {max(fixed, 1)}))",
            f"before = np.zeros((lanes, {quantities}))",
            f"now = np.zeros((lanes, {quantities}))",
            f"everywhere = np.zeros((draws, {quantities}))",
            f"pending = np.zeros((lanes, {max(len(self._delays), 1)}, longest))",
            f"luck = np.zeros((lanes, {max(chances, 1)}, 4))",
            f"given = np.zeros((lanes, {max(given, 1)}))",
            f"kept = np.zeros((lanes, {max(kept, 1)}))",
            *begin,
            f"for step in range(-{WARM_UP_MONTHS}, months):",
            "    m = step if step > 0 else 0",
            "    years = m / 12.0",
            "    price_years = float(m // 12)",
            "    calendar = (start_month - 1 + m) % 12 + 1",
            "    september = 1.0 if calendar == 9 else 0.0",
            "    since_september = ((calendar - 10) % 12 + 1) / 12.0",
            "    period = m // months_a_period",
            *(f"    {one}" for one in month),
            "    if step >= 0:",
            "        for q in range(lanes):",
            "            d, p = first + q // patches, q % patches",
            "            for r in range(ends.shape[1]):",
            "                out[d, p, ends[1, r], period] = now[q, ends[0, r]]",
            "            for r in range(sums.shape[1]):",
            "                out[d, p, sums[1, r], period] += now[q, sums[0, r]]",
            "            for r in range(means.shape[1]):",
            "                out[d, p, means[1, r], period] += now[q, means[0, r]] / months_a_period",
            "    everywhere[:] = 0.0",
            "    for q in range(lanes):",
            "        b = q // patches",
            f"        for place in range({quantities}):",
            "            everywhere[b, place] += now[q, place]",
            "    before, now = now, before",
        ]

    def bases(self) -> NDArray[np.int64]:
        """Return where each service's own things begin in the arrays. Shape (service, kind of thing)."""
        found, begins = [], dict.fromkeys(_BASES, 0)
        places = 0
        for writer in self.writers:
            begins |= {"far_base": places, "input_base": places + len(writer.far)}
            found.append([begins[name] for name in _BASES])
            places += len(writer.far) + len(writer.inputs)
            begins["base"] += len(writer.quantities)
            begins["given_base"] += len(writer.inputs)
            begins["fixed_base"] += len(writer.fixed)
            begins["delay_base"] += len(writer.delays)
            begins["luck_base"] += len(writer.chances)
            begins["kept_base"] += writer.kept
        return np.array(found, dtype=np.int64)

    @staticmethod
    def _call(what: str, number: int, arguments: tuple[str, ...]) -> str:
        # Given through an array: a number written into the call would make numba compile it for that number.
        given = [f"bases[{number}, {_BASES.index(one)}]" if one in _BASES else one for one in arguments]
        return f"{what}_{number}({', '.join(given)})"

    def _input_names(self) -> tuple[str, ...]:
        names = {delay.mean_months for delay in self._delays}
        for writer in self.writers:
            names |= set(writer.inputs)
        return tuple(sorted(names))

    def _check_names(self) -> None:
        seen: dict[str, str] = {}
        for service in self.services:
            for name in (*service.stocks, *service.fixed, *service.steps):
                if name in seen:
                    raise ModelRefused(f"{name} is declared by {seen[name]} and by {service.service}.")
                seen[name] = service.service

    def _check_references(self) -> None:
        for service in self.services:
            for one in (*service.stocks.values(), *service.fixed.values(), *service.steps.values()):
                for node in nodes(one):
                    if isinstance(node, LastMonth | LastMonthEverywhere) and node.name not in self.index:
                        raise ModelRefused(
                            f"{service.service}: {one.name} reads {node.name}, which nobody declares."
                        )
        unknown = [one.name for one in self.recorded if one.name not in self.index]
        unknown += [
            delay.of for writer in self.writers for delay in writer.delays if delay.of not in self.index
        ]
        if unknown:
            raise ModelRefused(f"The model has no quantity called {', '.join(unknown)}.")
