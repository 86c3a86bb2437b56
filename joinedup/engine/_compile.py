"""Equations of all services, composed and compiled to one kernel over (draw, patch, month).

Every quantity becomes one local variable and every service may read any other's quantities of last month, so
that the order of services cannot matter. The source of the kernel is a function of the structure alone; it is
kept under the hash of that structure, with the machine code beside it. Patches, months, inputs and proposals
are arrays given when it runs.
"""

from __future__ import annotations

import hashlib
import importlib.util
import inspect
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from joinedup.declared import Over
from joinedup.engine import _functions, _noise
from joinedup.engine._equations import Delay, Equations, Flow, Reckoned, Tally
from joinedup.engine._expression import (
    Call,
    Clock,
    Constant,
    Expression,
    Input,
    InputAtStart,
    LastMonth,
    LastMonthEverywhere,
    Operation,
    Quantity,
    walk,
)
from joinedup.engine._noise import stream
from joinedup.errors import ModelRefused

WARM_UP_MONTHS = 8

_HEADER = '''"""A kernel made from declared equations; rebuilt whenever they change."""

import math

import numba
import numpy as np

from joinedup.engine._functions import above, greatest, least, ratio, share_leaving, within
from joinedup.engine._noise import counted, normal

exp = math.exp
'''

_COMPILED = '@numba.njit(cache=True, nogil=True, error_model="numpy")'
_BEGIN = "d, p, inputs, stocks, fixed, before"
_MONTH = (
    "d, p, step, m, years, price_years, september, since_september, seed, with_chance, "
    "inputs, times, plus, earlier, weights, stocks, fixed, before, everywhere, now, pending"
)


@dataclass(frozen=True)
class Recorded:
    """A quantity to be reported by year.

    Args:
        name: name of a stock, flow or reckoned quantity.
        over: how a year's value is made from its months.
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
    """

    inputs: tuple[str, ...]
    delays: tuple[tuple[str, str, int], ...]
    recorded: tuple[Recorded, ...]
    structure: str
    run: Callable[..., None]


def compile_model(services: Iterable[Equations], recorded: Iterable[Recorded]) -> Kernel:
    """Compose the equations of services into one kernel.

    Args:
        services: the services, in any order.
        recorded: what is to be reported.

    Raises:
        ModelRefused: an equation names something that nobody declares.
    """
    writer = _Writer(sorted(services, key=lambda service: service.service), tuple(recorded))
    body = writer.source()
    structure = hashlib.sha256(body.encode("utf-8")).hexdigest()
    module = _module(structure, body)
    return Kernel(writer.inputs, writer.delays, writer.recorded, structure, module.run)


class _Writer:
    def __init__(self, services: list[Equations], recorded: tuple[Recorded, ...]) -> None:
        self.services = services
        self.recorded = recorded
        self._check_names()
        self.stocks = [stock for service in services for stock in service.stocks.values()]
        self.fixed = [fixed for service in services for fixed in service.fixed.values()]
        self.steps = [step for service in services for step in service.steps.values()]
        self.flows = [step for step in self.steps if isinstance(step, Flow)]
        self._delays = [step for step in self.steps if isinstance(step, Delay)]
        named = [*self.stocks, *self.steps]
        self._fixed_place = {one.name: place for place, one in enumerate(self.fixed)}
        self.index = {one.name: place for place, one in enumerate(named)}
        self.inputs = self._input_names()
        self.delays = tuple((delay.name, delay.mean_months, delay.order) for delay in self._delays)
        self._check_references()

    def source(self) -> str:
        parts = [_HEADER, f"# Calls functions whose own source has the hash {_functions_hash()}."]
        for number, service in enumerate(self.services):
            parts.append(self._function(f"begin_{number}", _BEGIN, self._begin(service)))
            parts.append(self._function(f"month_{number}", _MONTH, self._month(service)))
        parts.append(self._run())
        return "\n\n".join(parts) + "\n"

    @staticmethod
    def _function(name: str, arguments: str, body: list[str]) -> str:
        lines = [_COMPILED, f"def {name}({arguments}):", *(f"    {line}" for line in body or ["pass"])]
        return "\n".join(lines)

    def _run(self) -> str:
        calls = range(len(self.services))
        body = [
            "patches, longest = inputs.shape[1], weights.shape[2]",
            f"stocks = np.zeros((patches, {max(len(self.stocks), 1)}))",
            f"fixed = np.zeros((patches, {max(len(self.fixed), 1)}))",
            f"before = np.zeros((patches, {len(self.index)}))",
            f"now = np.zeros((patches, {len(self.index)}))",
            f"everywhere = np.zeros({len(self.index)})",
            f"pending = np.zeros((patches, {max(len(self._delays), 1)}, longest))",
            "for d in range(first, last):",
            "    before[:] = 0.0",
            "    everywhere[:] = 0.0",
            "    pending[:] = 0.0",
            "    for p in range(patches):",
            *(f"        begin_{number}({_BEGIN})" for number in calls),
            f"    for step in range(-{WARM_UP_MONTHS}, months):",
            "        m = step if step > 0 else 0",
            "        years = m / 12.0",
            "        price_years = float(m // 12)",
            "        calendar = (start_month - 1 + m) % 12 + 1",
            "        september = 1.0 if calendar == 9 else 0.0",
            "        since_september = ((calendar - 10) % 12 + 1) / 12.0",
            "        for p in range(patches):",
            *(f"            month_{number}({_MONTH})" for number in calls),
            *(f"            {line}" for line in self._record()),
            "        everywhere[:] = 0.0",
            "        for p in range(patches):",
            "            for q in range(now.shape[1]):",
            "                before[p, q] = now[p, q]",
            "                everywhere[q] += now[p, q]",
        ]
        arguments = (
            "first, last, months, start_month, seed, with_chance, inputs, times, plus, earlier, weights, out"
        )
        return self._function("run", arguments, body)

    def _begin(self, service: Equations) -> list[str]:
        lines = []
        for one in service.fixed.values():
            lines += [f"{self._local(one.name)} = {self._text(one.value)}"]
            lines += [f"fixed[p, {self._fixed_place[one.name]}] = {self._local(one.name)}"]
        for stock in service.stocks.values():
            place = self.index[stock.name]
            lines += [
                f"stocks[p, {place}] = {self._text(stock.starts)}",
                f"before[p, {place}] = stocks[p, {place}]",
            ]
        return lines + [f"before[p, {place}] = {parts}" for place, parts in self._tallied(service)]

    def _month(self, service: Equations) -> list[str]:
        nodes = [node for one in (*service.stocks.values(), *service.steps.values()) for node in _nodes(one)]
        quantities = {node.name for node in nodes if isinstance(node, Quantity)}
        lines = [f"{self._local(name)} = stocks[p, {self.index[name]}]" for name in service.stocks]
        lines += [
            f"{self._local(name)} = fixed[p, {self._fixed_place[name]}]"
            for name in service.fixed
            if name in quantities
        ]
        for name in sorted({node.name for node in nodes if isinstance(node, Input)}):
            place = self.inputs.index(name)
            lines += [
                f"g{place} = inputs[d, p, {place}] + earlier[p, {place}]",
                "if step >= 0:",
                f"    g{place} = inputs[d, p, {place}] * times[m, p, {place}] + plus[m, p, {place}]",
            ]
        leaving: dict[str, list[Flow]] = {}
        for step in service.steps.values():
            lines += self._step(step)
            if isinstance(step, Flow) and step.leaves:
                leaving.setdefault(step.leaves, []).append(step)
                if len(leaving[step.leaves]) == self._count_leaving(step.leaves):
                    lines += self._cap(step.leaves, leaving[step.leaves])
        return lines + self._move(service)

    def _count_leaving(self, stock: str) -> int:
        return sum(flow.leaves == stock for flow in self.flows)

    def _step(self, step: Flow | Reckoned | Delay | Tally) -> list[str]:
        local = self._local(step.name)
        if isinstance(step, Tally):
            return []
        if isinstance(step, Reckoned):
            return [f"{local} = {self._text(step.value)}"]
        if isinstance(step, Delay):
            return self._delay(step, local)
        lines = [f"{local} = {self._text(step.amount)}"]
        if step.leaves:
            lines.append(f"{local} = greatest({local}, 0.0)")
        if step.is_chance:
            chance = f"normal(seed, d, {stream(step.name)}, m, p)"
            lines += ["if with_chance and step >= 0:", f"    {local} = counted({local}, {chance})"]
        return lines

    def _delay(self, step: Delay, local: str) -> list[str]:
        place = self._delays.index(step)
        longest = "pending.shape[2]"
        put_in = f"before[p, {self.index[step.of]}]"
        # Before the first month the delay is in balance: what comes out is what goes in.
        return [
            "if step < 0:",
            f"    {local} = {put_in}",
            "elif step == 0:",
            f"    {local} = {put_in}",
            f"    for later in range({longest}):",
            "        still = 0.0",
            f"        for age in range(later, {longest}):",
            f"            still += weights[{place}, d, age]",
            f"        pending[p, {place}, later] = {put_in} * still",
            f"    {local} = pending[p, {place}, 0]",
            f"    pending[p, {place}, 0] = 0.0",
            "else:",
            f"    slot = m % {longest}",
            # A ring of months in two plain loops, which the compiler runs several months at once.
            f"    ahead = {longest} - slot",
            "    for age in range(ahead):",
            f"        pending[p, {place}, slot + age] += {put_in} * weights[{place}, d, age]",
            f"    for age in range(ahead, {longest}):",
            f"        pending[p, {place}, age - ahead] += {put_in} * weights[{place}, d, age]",
            f"    {local} = pending[p, {place}, slot]",
            f"    pending[p, {place}, slot] = 0.0",
        ]

    def _cap(self, stock: str, flows: list[Flow]) -> list[str]:
        leaving = " + ".join(self._local(flow.name) for flow in flows)
        lines = [f"leaving = {leaving}", f"if leaving > greatest({self._local(stock)}, 0.0):"]
        lines += [f"    fits = greatest({self._local(stock)}, 0.0) / leaving"]
        return lines + [f"    {self._local(flow.name)} = {self._local(flow.name)} * fits" for flow in flows]

    def _move(self, service: Equations) -> list[str]:
        flows = [step for step in service.steps.values() if isinstance(step, Flow)]
        lines = ["if step >= 0:"] if service.stocks else []
        for name in service.stocks:
            enters = [self._local(flow.name) for flow in flows if flow.enters == name]
            leaves = [self._local(flow.name) for flow in flows if flow.leaves == name]
            moved = " + ".join([self._local(name), *enters]) + "".join(f" - {one}" for one in leaves)
            lines += [f"    stocks[p, {self.index[name]}] = {moved}"]
        lines += [f"now[p, {self.index[name]}] = stocks[p, {self.index[name]}]" for name in service.stocks]
        lines += [
            f"now[p, {self.index[step.name]}] = {self._local(step.name)}"
            for step in service.steps.values()
            if not isinstance(step, Tally)
        ]
        return lines + [f"now[p, {place}] = {parts}" for place, parts in self._tallied(service)]

    def _tallied(self, service: Equations) -> list[tuple[int, str]]:
        return [
            (self.index[step.name], " + ".join(f"stocks[p, {self.index[stock]}]" for stock in step.of))
            for step in service.steps.values()
            if isinstance(step, Tally)
        ]

    def _record(self) -> list[str]:
        lines = ["if step >= 0:", "    year = m // 12"]
        for place, one in enumerate(self.recorded):
            value = f"now[p, {self.index[one.name]}]"
            if one.over is Over.YEAR_END:
                lines.append(f"    out[d, p, {place}, year] = {value}")
            elif one.over is Over.YEAR_SUM:
                lines.append(f"    out[d, p, {place}, year] += {value}")
            else:
                lines.append(f"    out[d, p, {place}, year] += {value} / 12.0")
        return lines

    def _local(self, name: str) -> str:
        return f"v{self.index[name]}" if name in self.index else f"f{self._fixed_place[name]}"

    def _text(self, of: Expression) -> str:
        if isinstance(of, Constant):
            return repr(of.value)
        if isinstance(of, Input):
            return f"g{self.inputs.index(of.name)}"
        if isinstance(of, InputAtStart):
            return f"inputs[d, p, {self.inputs.index(of.name)}]"
        if isinstance(of, Quantity):
            return self._local(of.name)
        if isinstance(of, LastMonth):
            return f"before[p, {self.index[of.name]}]"
        if isinstance(of, LastMonthEverywhere):
            return f"everywhere[{self.index[of.name]}]"
        if isinstance(of, Clock):
            return of.what
        if isinstance(of, Operation):
            return f"({self._text(of.of[0])} {of.sign} {self._text(of.of[1])})"
        if isinstance(of, Call):
            return f"{of.function}({', '.join(self._text(one) for one in of.of)})"
        raise ModelRefused(f"The engine cannot write {type(of).__name__}.")

    def _input_names(self) -> tuple[str, ...]:
        names = {delay.mean_months for delay in self._delays}
        for one in (*self.stocks, *self.fixed, *self.steps):
            names |= {node.name for node in _nodes(one) if isinstance(node, Input | InputAtStart)}
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
            own = {*service.stocks, *service.fixed, *service.steps}
            for one in (*service.stocks.values(), *service.fixed.values(), *service.steps.values()):
                for node in _nodes(one):
                    if isinstance(node, Quantity) and node.name not in own:
                        raise ModelRefused(
                            f"{service.service}: {one.name} uses {node.name}, which it does not declare."
                        )
                    if isinstance(node, LastMonth | LastMonthEverywhere) and node.name not in self.index:
                        raise ModelRefused(
                            f"{service.service}: {one.name} reads {node.name}, which nobody declares."
                        )
        unknown = [one.name for one in self.recorded if one.name not in self.index]
        unknown += [delay.of for delay in self._delays if delay.of not in self.index]
        if unknown:
            raise ModelRefused(f"The model has no quantity called {', '.join(unknown)}.")


def _functions_hash() -> str:
    """Return the hash of what kernels call, so that a kernel is made again when that changes."""
    read = [Path(inspect.getfile(module)).read_bytes() for module in (_functions, _noise)]
    return hashlib.sha256(b"".join(read)).hexdigest()[:16]


def _nodes(one: Any) -> Iterable[Expression]:
    for name in ("starts", "value", "amount"):
        of = getattr(one, name, None)
        if isinstance(of, Expression):
            yield from walk(of)


def _module(structure: str, body: str) -> ModuleType:
    name = f"joinedup_kernel_{structure[:24]}"
    if name in sys.modules:
        return sys.modules[name]
    path = _kept() / f"{name}.py"
    if not path.is_file() or path.read_text(encoding="utf-8") != body:
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as made:
            made.write(body)
        Path(made.name).replace(path)
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ModelRefused(f"The kernel at {path} cannot be read.", "Delete it and try again.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _kept() -> Path:
    """Return the folder of kernels, which only its owner may write, since what lies there is run."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "joinedup" / "kernels"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    return folder
