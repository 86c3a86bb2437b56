"""Money put into a budget line, or taken out of it, that no equation of a service works out.

One-off costs, grants given up, a contract that is cheaper than the model can know: a decision may name the sum
itself. Every line of the council's that is spent month by month has a lever for it, raised with prices.
"""

from __future__ import annotations

from joinedup.declared import Lever, LeverKind
from joinedup.engine import Clock, Equations, Reckoned, exp, lever, parameter
from joinedup.vocabulary import SpendingLine

BUDGET = "budget."
_CPI = "joinedup.money.cpi"


def budget_lever(line: SpendingLine) -> Lever:
    """Return the lever that puts money into a line or takes it out."""
    return Lever(
        BUDGET + line.code,
        f"Money for {line.says}, more or less, that nothing else works out.",
        "pounds a year, at the prices of the plan's first year",
        LeverKind.AMOUNT,
        str(line.directorate),
        line=line.code,
    )


def add_decided(equations: Equations, code: str) -> None:
    """Add what is decided for a line to what its service spends on it.

    Args:
        equations: those of the service that spends the line; changed in place.
        code: code of the line.
    """
    spent = equations.steps[f"spend.{code}"]
    if not isinstance(spent, Reckoned):
        raise TypeError(f"spend.{code} is not worked out by an equation")
    decided = lever(BUDGET + code) / 12 * exp(parameter(_CPI) * Clock("price_years"))
    equations.steps[spent.name] = Reckoned(spent.name, spent.value + decided, spent.says)
