"""Money put into a budget line, or taken out of it, that no equation of a service works out.

One-off costs, a grant given up, a contract that the model cannot know: a decision may name the sum itself.
Every line of the council's that is spent month by month has a lever for it, raised with prices. It is money
alone: reserves feel it, as they feel all spending, and no service reads it.
"""

from __future__ import annotations

from joinedup.declared import Lever, LeverKind
from joinedup.engine import Clock, Equations, Reckoned, exp, lever, parameter
from joinedup.errors import ModelRefused
from joinedup.vocabulary import SpendingLine

# How the names of these levers begin.
BUDGET_LEVER = "budget."
_CPI = "joinedup.money.cpi"


def budget_lever(line: SpendingLine) -> Lever:
    """Return the lever that puts money into a line or takes it out."""
    return Lever(
        BUDGET_LEVER + line.code,
        f"Money for {line.says} beyond what the model works out.",
        "pounds a year at the prices of the plan's first year",
        LeverKind.AMOUNT,
        str(line.directorate),
        line=line.code,
    )


def add_decided(equations: Equations, code: str) -> None:
    """Add what is decided for a line to what its service spends on it.

    Args:
        equations: those of the service that spends the line; changed in place.
        code: code of the line.

    Raises:
        ModelRefused: the line is not spent by an equation.
    """
    spent = equations.steps[f"spend.{code}"]
    if not isinstance(spent, Reckoned):
        raise ModelRefused(
            f"{equations.service}: spend.{code} is not reckoned, so that nothing can be added to it."
        )
    decided = lever(BUDGET_LEVER + code) / 12 * exp(parameter(_CPI) * Clock("price_years"))
    equations.steps[spent.name] = Reckoned(spent.name, spent.value + decided, spent.says)
