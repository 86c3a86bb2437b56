"""The equations of one service: stocks, flows and the quantities between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from joinedup.engine._expression import (
    Expression,
    Input,
    InputAtStart,
    LastMonth,
    Number,
    Quantity,
    expression,
    share_leaving,
)
from joinedup.errors import ModelRefused


@dataclass(frozen=True)
class Stock:
    """People, posts or things counted at a moment.

    Args:
        name: name.
        starts: how many there are at the start; made of inputs at the start.
        says: one sentence.
        unit: what is counted.
        may_be_negative: whether it is a balance or a difference, which may fall below nothing.
    """

    name: str
    starts: Expression
    says: str
    unit: str
    may_be_negative: bool = False


@dataclass(frozen=True)
class Flow:
    """People, posts or things that move in a month.

    Args:
        name: name.
        amount: how many move in a month; never more than the stock they leave holds.
        leaves: the stock they leave; "" where they come from outside the model.
        enters: the stock they enter; "" where they leave the model.
        is_chance: whether single people are counted, so that chance moves the number.
        says: one sentence.
    """

    name: str
    amount: Expression
    leaves: str
    enters: str
    is_chance: bool
    says: str


@dataclass(frozen=True)
class Reckoned:
    """A quantity worked out each month from others."""

    name: str
    value: Expression
    says: str


@dataclass(frozen=True)
class Fixed:
    """A quantity worked out once, at the start, from inputs at the start."""

    name: str
    value: Expression
    says: str


@dataclass(frozen=True)
class Delay:
    """What went in, coming out later: gamma-spread around a mean, whole numbers of months.

    Args:
        name: name of what comes out each month.
        of: name of the flow or quantity that goes in.
        mean_months: name of the input that holds the mean delay, in months.
        order: how tightly it keeps to the mean: the spread is the mean divided by the root of the order.
        says: one sentence.
    """

    name: str
    of: str
    mean_months: str
    order: int
    says: str


@dataclass(frozen=True)
class Tally:
    """The sum of several stocks, as they stand at the end of the month."""

    name: str
    of: tuple[str, ...]
    says: str


Step = Flow | Reckoned | Delay | Tally


@dataclass
class Equations:
    """The equations of one service, in the order in which they are worked out.

    Args:
        service: name of the service, which opens the name of everything it declares.
    """

    service: str
    stocks: dict[str, Stock] = field(default_factory=dict)
    fixed: dict[str, Fixed] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)

    def stock(
        self,
        name: str,
        starts: Number,
        says: str,
        unit: str = "children",
        *,
        may_be_negative: bool = False,
    ) -> Expression:
        """Declare a stock; returns what it holds at the start of the month.

        What enters a stock may be negative, as when places are taken away, but never takes out more than the
        stock holds after what leaves it in the same month, unless the stock may be negative.
        """
        self._new(name)
        self.stocks[name] = Stock(name, expression(starts), says, unit, may_be_negative)
        return Quantity(name)

    def held(self, name: str) -> Expression:
        """Return what a stock declared earlier holds at the start of the month."""
        if name not in self.stocks:
            raise ModelRefused(f"{self.service}: there is no stock {name}.")
        return Quantity(name)

    def declared(self, name: str) -> Expression:
        """Return a quantity declared earlier by this service, as it stands this month."""
        if name not in self.stocks and name not in self.fixed and name not in self.steps:
            raise ModelRefused(f"{self.service}: nothing called {name} is declared yet.")
        return Quantity(name)

    def at_start(self, name: str, value: Number, says: str) -> Expression:
        """Declare a quantity worked out once from inputs at the start."""
        self._new(name)
        self.fixed[name] = Fixed(name, expression(value), says)
        return Quantity(name)

    def reckon(self, name: str, value: Number, says: str) -> Expression:
        """Declare a quantity worked out each month."""
        self._new(name)
        self.steps[name] = Reckoned(name, expression(value), says)
        return Quantity(name)

    def flow(
        self,
        name: str,
        amount: Number,
        says: str,
        *,
        leaves: str = "",
        enters: str = "",
        is_chance: bool = False,
    ) -> Expression:
        """Declare a flow between two stocks, or into or out of the model."""
        self._new(name)
        for stock in filter(None, (leaves, enters)):
            if stock not in self.stocks:
                raise ModelRefused(f"{self.service}: flow {name} names stock {stock}, which is not declared.")
        self.steps[name] = Flow(name, expression(amount), leaves, enters, is_chance, says)
        return Quantity(name)

    def delayed(self, name: str, of: str, mean_months: str, says: str, order: int = 3) -> Expression:
        """Declare what comes out of a delay this month, of what `of` put in during earlier months."""
        self._new(name)
        self.steps[name] = Delay(name, of, mean_months, order, says)
        return Quantity(name)

    def tally(self, name: str, of: Iterable[str], says: str) -> None:
        """Declare the sum of stocks, as they stand at the end of the month."""
        self._new(name)
        for stock in of:
            self.held(stock)
        self.steps[name] = Tally(name, tuple(of), says)

    def smoothed(self, name: str, value: Number, starts: Number, months: Number, says: str) -> Expression:
        """Declare a quantity that follows another with a mean lag of so many months."""
        held = self.stock(name, starts, says, unit="index", may_be_negative=True)
        gap = (expression(value) - held) * share_leaving(12 / expression(months))
        self.steps[f"{name}.follows"] = Flow(
            f"{name}.follows", gap, "", name, False, f"How fast it follows: {says}"
        )
        return held

    def _new(self, name: str) -> None:
        if name in self.stocks or name in self.fixed or name in self.steps:
            raise ModelRefused(f"{self.service}: {name} is declared twice.")


def given(name: str) -> Expression:
    """Return an input as it stands this month, after any proposal."""
    return Input(name)


def given_at_start(name: str) -> Expression:
    """Return an input as it stood before any proposal."""
    return InputAtStart(name)


def last_month(name: str) -> Expression:
    """Return a quantity of any service as it was last month."""
    return LastMonth(name)


def reckoned(name: str) -> Expression:
    """Return a quantity that the same service declared earlier, this month."""
    return Quantity(name)
