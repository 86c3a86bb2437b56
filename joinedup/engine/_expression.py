"""Arithmetic that is written down before it is run.

A service states its equations as expressions over named quantities. Because they are data and not code, the
engine can check that every name is known, print the equations for a reader and compile them to one kernel.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

Number: TypeAlias = "Expression | float | int"


class Expression:
    """A number that will be known for each draw, patch and month. Combine with + - * / **."""

    def __add__(self, other: Number) -> Expression:
        return Operation("+", (self, expression(other)))

    def __radd__(self, other: Number) -> Expression:
        return Operation("+", (expression(other), self))

    def __sub__(self, other: Number) -> Expression:
        return Operation("-", (self, expression(other)))

    def __rsub__(self, other: Number) -> Expression:
        return Operation("-", (expression(other), self))

    def __mul__(self, other: Number) -> Expression:
        return Operation("*", (self, expression(other)))

    def __rmul__(self, other: Number) -> Expression:
        return Operation("*", (expression(other), self))

    def __truediv__(self, other: Number) -> Expression:
        return Operation("/", (self, expression(other)))

    def __rtruediv__(self, other: Number) -> Expression:
        return Operation("/", (expression(other), self))

    def __pow__(self, other: Number) -> Expression:
        return Operation("**", (self, expression(other)))

    def __neg__(self) -> Expression:
        return Operation("-", (Constant(0.0), self))

    def children(self) -> tuple[Expression, ...]:
        """Return the expressions this one is made of."""
        return ()


@dataclass(frozen=True, eq=False)
class Constant(Expression):
    """A fixed number: 0, 1, 100 or a unit conversion; anything else is a parameter."""

    value: float


@dataclass(frozen=True, eq=False)
class Input(Expression):
    """A parameter, starting figure or lever, as it stands this month after any proposal."""

    name: str


@dataclass(frozen=True, eq=False)
class InputAtStart(Expression):
    """An input before any proposal; usable only in quantities fixed at the start."""

    name: str


@dataclass(frozen=True, eq=False)
class Quantity(Expression):
    """A quantity of the same service, this month; a stock stands as at the start of the month."""

    name: str


@dataclass(frozen=True, eq=False)
class LastMonth(Expression):
    """A quantity of any service, last month, in the same patch."""

    name: str


@dataclass(frozen=True, eq=False)
class LastMonthEverywhere(Expression):
    """A quantity of any service, last month, added over all patches."""

    name: str


@dataclass(frozen=True, eq=False)
class Clock(Expression):
    """`years`: years since the start of the plan. `september`: 1 in September, otherwise 0.

    `price_years`: whole financial years since the start, since pay and prices are set each April.

    `since_september`: share of the school year gone at the start of the month; in September itself 1, since
    nobody has moved up yet.
    """

    what: str


@dataclass(frozen=True, eq=False)
class Operation(Expression):
    """One of + - * / ** applied to two expressions."""

    sign: str
    of: tuple[Expression, ...]

    def children(self) -> tuple[Expression, ...]:
        """Return the two operands."""
        return self.of


@dataclass(frozen=True, eq=False)
class Call(Expression):
    """A function of the kernel applied to expressions."""

    function: str
    of: tuple[Expression, ...]

    def children(self) -> tuple[Expression, ...]:
        """Return the arguments."""
        return self.of


def expression(number: Number) -> Expression:
    """Return a number as an expression."""
    return number if isinstance(number, Expression) else Constant(float(number))


def _call(function: str, *of: Number) -> Expression:
    return Call(function, tuple(expression(one) for one in of))


def exp(of: Number) -> Expression:
    """Return e to the power of an expression."""
    return _call("exp", of)


def least(first: Number, second: Number) -> Expression:
    """Return the smaller of two expressions."""
    return _call("least", first, second)


def greatest(first: Number, second: Number) -> Expression:
    """Return the larger of two expressions."""
    return _call("greatest", first, second)


def ratio(over: Number, under: Number) -> Expression:
    """Return the first divided by the second, or 0 where the second is 0."""
    return _call("ratio", over, under)


def against(now: Number, start: Number) -> Expression:
    """Return a quantity against its start: 1 where the two are equal or where there was none at the start."""
    return 1 + ratio(expression(now) - start, start)


def within(want: Number, room: Number) -> Expression:
    """Return what can be served: close to the smaller of want and room, bending where they meet.

    Uses want·room/(want³²+room³²)^(1/32): 0.98 of either where the two are equal, never above either.
    """
    return _call("within", want, room)


def above(load: Number, sharpness: Number) -> Expression:
    """Return how far a load is above 1, convex and smooth: ln(1+e^(k(load−1)))/k, with k the sharpness."""
    return _call("above", load, sharpness)


def share_leaving(rate_per_year: Number) -> Expression:
    """Return the share that leaves in one month at a yearly rate: 1−e^(−rate/12)."""
    return _call("share_leaving", rate_per_year)


def total(of: list[Expression]) -> Expression:
    """Return the sum of expressions, added in the order given."""
    return reduce(lambda one, other: one + other, of)


def walk(of: Expression) -> Iterator[Expression]:
    """Yield an expression and everything it is made of."""
    yield of
    for child in of.children():
        yield from walk(child)


def in_words(of: Expression) -> str:
    """Return an expression as a reader would write it."""
    if isinstance(of, Constant):
        return f"{of.value:g}"
    if isinstance(of, Operation):
        left, right = (in_words(child) for child in of.of)
        return f"({left} {of.sign} {right})"
    if isinstance(of, Call):
        return f"{of.function}({', '.join(in_words(child) for child in of.of)})"
    if isinstance(of, Clock):
        return of.what
    name = getattr(of, "name", "")
    forms = {
        "InputAtStart": "start of {}",
        "LastMonth": "last month's {}",
        "LastMonthEverywhere": "last month's {} everywhere",
    }
    return forms.get(type(of).__name__, "{}").format(name)
