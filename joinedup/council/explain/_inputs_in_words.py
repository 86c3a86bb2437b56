"""Uncertain inputs and their values, in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.declared import Parameter
from joinedup.engine import CHANGE, FIGURE, PARAMETER
from joinedup.parameters import find_parameter
from joinedup.vocabulary import FIGURES, MINUS

_SHARES = ("share", "relative change", "growth", "chance")


@dataclass(frozen=True)
class Condition:
    """A limit on one uncertain input.

    Args:
        name: name of the input.
        says: the condition in words.
        low: the least it may be; None where that side is open. In the parameter's unit; of a figure or the
            change of one, a factor on its best estimate.
        high: the most it may be; None where that side is open.
    """

    name: str
    says: str
    low: float | None
    high: float | None


def condition(name: str, low: float, high: float, parameters: dict[str, Parameter]) -> Condition:
    """Return a limit in words.

    Args:
        name: name of the input.
        low: the least it may be; may be infinite.
        high: the most it may be; may be infinite.
        parameters: parameters by name.
    """
    least, most = (amount(name, one, parameters) for one in (low, high))
    if np.isfinite(low) and np.isfinite(high):
        limits = f"between {least} and {most}"
    else:
        limits = f"{least} or more" if np.isfinite(low) else f"{most} or less"
    return Condition(
        name,
        f"{label(name, parameters)} is {limits}",
        float(low) if np.isfinite(low) else None,
        float(high) if np.isfinite(high) else None,
    )


def label(name: str, parameters: dict[str, Parameter]) -> str:
    """Return what an uncertain input is, as it stands within a sentence."""
    if name.startswith(PARAMETER):
        return _within(find_parameter(parameters, name.removeprefix(PARAMETER)).says.rstrip("."))
    if name.startswith(CHANGE):
        return f"the coming level of “{_figure(name.removeprefix(CHANGE))}” against last year's"
    figure, _, band = name.removeprefix(FIGURE).partition("/")
    part = f" ({band.replace('_', ' ')})" if band else ""
    return f"the true number of “{_figure(figure)}{part}” against its best estimate"


def amount(name: str, value: float, parameters: dict[str, Parameter]) -> str:
    """Return a value of an uncertain input with its unit: shares in per cent, factors as per cent of 1."""
    if not np.isfinite(value):
        return ""
    if not name.startswith(PARAMETER):
        return f"{value * 100:.0f}%"
    unit = find_parameter(parameters, name.removeprefix(PARAMETER)).unit
    if unit.startswith(_SHARES):
        return f"{value * 100:.{0 if abs(value) >= 0.1 else 1}f}%".replace("-", MINUS)
    if unit.startswith("pounds"):
        return f"£{value:,.0f}" if abs(value) >= 100 else f"£{value:,.2f}"
    if unit.startswith("months"):
        return f"{value:.{0 if value >= 10 else 1}f} months"
    return f"{value:.3g}".replace("-", MINUS)


def _figure(name: str) -> str:
    return _within(FIGURES[name].says.rstrip("."))


def _within(says: str) -> str:
    first, _, rest = says.partition(" ")
    return says if first[:2].isupper() or rest[:1].isupper() else says[:1].lower() + says[1:]
