"""The source of one service's module: its first month and every month, for one draw and patch.

The source depends on the service's own equations alone. Where its quantities lie among all, where those of
other services that it reads lie, and which inputs it reads are given when it runs, so that the machine code
stays as it is when other services change.
"""

from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from joinedup.engine import _functions, _noise
from joinedup.engine._equations import Delay, Equations, Fixed, Flow, Reckoned, Step, Stock, Tally
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
from joinedup.engine._kept_values import KeptValues, Pace
from joinedup.engine._noise import stream
from joinedup.engine._signatures import BEGIN_ARGUMENTS, MONTH_ARGUMENTS
from joinedup.errors import ModelRefused

_COMPILED = '@numba.njit(cache=True, nogil=True, error_model="numpy")'
_HEADER = '''"""One service's months, made from its equations; made again whenever they change."""

import math

import numba

from joinedup.engine._functions import above, greatest, least, ratio, share_leaving, within
from joinedup.engine._noise import counted, fill_normals

exp = math.exp
'''


class ServiceWriter:
    """Writes one service's module.

    Args:
        service: its equations.

    Raises:
        ModelRefused: an equation uses a quantity of this month that the service does not declare.
    """

    def __init__(self, service: Equations) -> None:
        self.service = service
        self.quantities = (*service.stocks, *service.steps)
        self.fixed = tuple(service.fixed)
        self.flows = [step for step in service.steps.values() if isinstance(step, Flow)]
        self.delays = [step for step in service.steps.values() if isinstance(step, Delay)]
        self.chances = [flow.name for flow in self.flows if flow.is_chance]
        found = list(self._all_nodes())
        far = {one.name for one in found if isinstance(one, LastMonth | LastMonthEverywhere)}
        self.far = tuple(sorted(far | {delay.of for delay in self.delays}))
        self.inputs = tuple(sorted({one.name for one in found if isinstance(one, Input | InputAtStart)}))
        self._place = {name: place for place, name in enumerate(self.quantities)}
        self._check()
        self._kept = KeptValues(frozenset(self.fixed))
        # Writing a month finds out what is worth keeping between months.
        self._month_lines = self._month()
        self.kept = len(self._kept)

    def source(self) -> str:
        """Return the module's source."""
        parts = [_HEADER, f"# Calls functions whose own source has the hash {_functions_hash()}."]
        parts.append(function("begin", BEGIN_ARGUMENTS, _over_lanes(self._begin())))
        month = ["number = first_number + d", *self._keep(), *self._month_lines]
        parts.append(function("month", MONTH_ARGUMENTS, _over_lanes(month)))
        return "\n\n".join(parts) + "\n"

    def _check(self) -> None:
        own, service = {*self.quantities, *self.fixed}, self.service
        for one in self._all_declared():
            for node in nodes(one):
                if isinstance(node, Quantity) and node.name not in own:
                    raise ModelRefused(
                        f"{service.service}: {one.name} uses {node.name}, which it does not declare."
                    )

    def _all_declared(self) -> Iterable[Stock | Fixed | Step]:
        service = self.service
        yield from (*service.stocks.values(), *service.fixed.values(), *service.steps.values())

    def _all_nodes(self) -> Iterable[Expression]:
        for one in self._all_declared():
            yield from nodes(one)

    def _begin(self) -> list[str]:
        # What the service reads lies together, so that a month need not look it up among all inputs.
        lines = [
            f"for place in range({len(self.inputs)}):",
            "    given[q, given_base + place] = inputs[d, p, places[input_base + place]]",
        ]
        for place, one in enumerate(self.service.fixed.values()):
            lines += [f"f{place} = {self._written(one.value)}", f"fixed[q, fixed_base + {place}] = f{place}"]
        for place, stock in enumerate(self.service.stocks.values()):
            lines += [
                f"stocks[q, base + {place}] = {self._written(stock.starts)}",
                f"before[q, base + {place}] = stocks[q, base + {place}]",
            ]
        lines += [f"before[q, base + {place}] = {parts}" for place, parts in self._tallied()]
        return lines + self._kept.assigned(Pace.ONCE)

    def _keep(self) -> list[str]:
        """Return what works out again, each April, the values that change once a year."""
        yearly = self._kept.assigned(Pace.YEARLY)
        fixed = [
            f"f{place} = fixed[q, fixed_base + {place}]"
            for place in range(len(self.fixed))
            if any(re.search(rf"\bf{place}\b", line) for line in yearly)
        ]
        lines = [f"    {line}" for line in (*fixed, *yearly)]
        return ["if step <= 0 or m % 12 == 0:", *lines] if lines else []

    def _month(self) -> list[str]:
        stepping = (*self.service.stocks.values(), *self.service.steps.values())
        used = {node.name for one in stepping for node in nodes(one) if isinstance(node, Quantity)}
        lines = [f"v{place} = stocks[q, base + {place}]" for place in range(len(self.service.stocks))]
        lines += [
            f"f{place} = fixed[q, fixed_base + {place}]"
            for place, name in enumerate(self.fixed)
            if name in used
        ]
        lines += self._given(stepping)
        if self.chances:
            lines += self._luck()
        leaving: dict[str, list[Flow]] = {}
        for step in self.service.steps.values():
            lines += self._step(step)
            if isinstance(step, Flow) and step.leaves:
                leaving.setdefault(step.leaves, []).append(step)
                if len(leaving[step.leaves]) == sum(flow.leaves == step.leaves for flow in self.flows):
                    lines += self._cap(step.leaves, leaving[step.leaves])
        for name, stock in self.service.stocks.items():
            if not stock.may_be_negative:
                lines += self._keep_above_nothing(name)
        return lines + self._move()

    def _given(self, stepping: tuple[Any, ...]) -> list[str]:
        lines = []
        for name in sorted({node.name for one in stepping for node in nodes(one) if isinstance(node, Input)}):
            place = self.inputs.index(name)
            at, held = f"places[input_base + {place}]", f"given[q, given_base + {place}]"
            lines += [
                f"g{place} = {held} + earlier[p, {at}]",
                "if step >= 0:",
                f"    g{place} = {held} * times[m, p, {at}] + plus[m, p, {at}]",
            ]
        return lines

    def _luck(self) -> list[str]:
        fill = [
            f"    fill_normals(seed, number, {stream(name)}, m // {_noise.MONTHS_A_TURN}, p, "
            f"luck[q, luck_base + {place}])"
            for place, name in enumerate(self.chances)
        ]
        return [f"if with_chance and step >= 0 and m % {_noise.MONTHS_A_TURN} == 0:", *fill]

    def _step(self, step: Step) -> list[str]:
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
            chance = f"luck[q, luck_base + {self.chances.index(step.name)}, m % {_noise.MONTHS_A_TURN}]"
            lines += ["if with_chance and step >= 0:", f"    {local} = counted({local}, {chance})"]
        if not step.leaves and step.enters and not self.service.stocks[step.enters].may_be_negative:
            lines.append(f"{local} = greatest({local}, -greatest({self._local(step.enters)}, 0.0))")
        return lines

    def _delay(self, step: Delay, local: str) -> list[str]:
        place = f"delay_base + {self.delays.index(step)}"
        longest = "pending.shape[2]"
        put_in = f"before[q, places[far_base + {self.far.index(step.of)}]]"
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
            f"        pending[q, {place}, later] = {put_in} * still",
            f"    {local} = pending[q, {place}, 0]",
            f"    pending[q, {place}, 0] = 0.0",
            "else:",
            f"    slot = m % {longest}",
            f"    put_in = {put_in}",
            # A ring of months in two plain loops, which the compiler runs several months at once.
            f"    ahead, most = {longest} - slot, reach[{place}]",
            "    for age in range(least(ahead, most)):",
            f"        pending[q, {place}, slot + age] += put_in * weights[{place}, d, age]",
            "    for age in range(ahead, most):",
            f"        pending[q, {place}, age - ahead] += put_in * weights[{place}, d, age]",
            f"    {local} = pending[q, {place}, slot]",
            f"    pending[q, {place}, slot] = 0.0",
        ]

    def _cap(self, stock: str, flows: list[Flow]) -> list[str]:
        leaving = " + ".join(self._local(flow.name) for flow in flows)
        lines = [f"leaving = {leaving}", f"if leaving > greatest({self._local(stock)}, 0.0):"]
        lines += [f"    fits = greatest({self._local(stock)}, 0.0) / leaving"]
        return lines + [f"    {self._local(flow.name)} = {self._local(flow.name)} * fits" for flow in flows]

    def _keep_above_nothing(self, stock: str) -> list[str]:
        """Take less out by what enters and is negative, where that and what leaves are more than is held."""
        outside = [self._local(one.name) for one in self.flows if one.enters == stock and not one.leaves]
        if not outside:
            return []
        lines = [f"left = {self._after(stock)}", "if left < 0.0:"]
        lines += [f"    taken = {' + '.join(f'greatest(-{one}, 0.0)' for one in outside)}"]
        lines += ["    if taken > 0.0:", "        fits = greatest(1.0 + left / taken, 0.0)"]
        for one in outside:
            lines += [f"        if {one} < 0.0:", f"            {one} = {one} * fits"]
        return lines

    def _after(self, stock: str) -> str:
        """Return what a stock holds at the end of the month, as source."""
        enters = [self._local(flow.name) for flow in self.flows if flow.enters == stock]
        leaves = [self._local(flow.name) for flow in self.flows if flow.leaves == stock]
        return " + ".join([self._local(stock), *enters]) + "".join(f" - {one}" for one in leaves)

    def _move(self) -> list[str]:
        stocks = list(self.service.stocks)
        lines = ["if step >= 0:"] if stocks else []
        for place, name in enumerate(stocks):
            lines += [f"    stocks[q, base + {place}] = {self._after(name)}"]
        lines += [f"now[q, base + {place}] = stocks[q, base + {place}]" for place in range(len(stocks))]
        lines += [
            f"now[q, base + {self._place[step.name]}] = {self._local(step.name)}"
            for step in self.service.steps.values()
            if not isinstance(step, Tally)
        ]
        return lines + [f"now[q, base + {place}] = {parts}" for place, parts in self._tallied()]

    def _tallied(self) -> list[tuple[int, str]]:
        return [
            (self._place[step.name], " + ".join(f"stocks[q, base + {self._place[one]}]" for one in step.of))
            for step in self.service.steps.values()
            if isinstance(step, Tally)
        ]

    def _local(self, name: str) -> str:
        return f"v{self._place[name]}" if name in self._place else f"f{self.fixed.index(name)}"

    def _text(self, of: Expression) -> str:
        """Return an expression as it stands in a month; what seldom changes is read and not worked out."""
        pace = self._kept.pace(of)
        if pace is not Pace.MONTHLY and isinstance(of, Operation | Call):
            return self._kept.keep(self._written(of), pace)
        if isinstance(of, Operation):
            return f"({self._text(of.of[0])} {of.sign} {self._text(of.of[1])})"
        if isinstance(of, Call):
            return f"{of.function}({', '.join(self._text(one) for one in of.of)})"
        return self._written(of)

    def _written(self, of: Expression) -> str:
        if isinstance(of, Constant):
            return repr(of.value)
        if isinstance(of, Input):
            return f"g{self.inputs.index(of.name)}"
        if isinstance(of, InputAtStart):
            return f"given[q, given_base + {self.inputs.index(of.name)}]"
        if isinstance(of, Quantity):
            return self._local(of.name)
        if isinstance(of, LastMonth):
            return f"before[q, places[far_base + {self.far.index(of.name)}]]"
        if isinstance(of, LastMonthEverywhere):
            return f"everywhere[b, places[far_base + {self.far.index(of.name)}]]"
        if isinstance(of, Clock):
            return of.what
        if isinstance(of, Operation):
            return f"({self._written(of.of[0])} {of.sign} {self._written(of.of[1])})"
        if isinstance(of, Call):
            return f"{of.function}({', '.join(self._written(one) for one in of.of)})"
        raise ModelRefused(f"The engine cannot write {type(of).__name__}.")


def _over_lanes(body: list[str]) -> list[str]:
    """Return a body run for every draw and patch of a block, a lane of the arrays each.

    The loop lies within the service, so that a block needs one call of it a month: handing over the arrays
    takes longer than a small service's own arithmetic.
    """
    return [
        "for b in range(draws):",
        "    d = first + b",
        "    for p in range(patches):",
        "        q = b * patches + p",
        *(f"        {line}" for line in body or ["pass"]),
    ]


def function(name: str, arguments: Iterable[str], body: list[str]) -> str:
    """Return the source of one compiled function."""
    lines = [_COMPILED, f"def {name}({', '.join(arguments)}):"]
    return "\n".join([*lines, *(f"    {line}" for line in body or ["pass"])])


def nodes(one: Any) -> Iterable[Expression]:
    """Yield every node of the expressions of a stock, a fixed quantity or a step."""
    for name in ("starts", "value", "amount"):
        of = getattr(one, name, None)
        if isinstance(of, Expression):
            yield from walk(of)


def _functions_hash() -> str:
    """Return the hash of what kernels call, so that a kernel is made again when that changes."""
    read = [Path(inspect.getfile(module)).read_bytes() for module in (_functions, _noise)]
    return hashlib.sha256(b"".join(read)).hexdigest()[:16]
