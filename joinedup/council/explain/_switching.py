"""The value of one assumption at which proposals neither save nor cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from scipy import optimize

from joinedup.council.explain._inputs_in_words import amount, label
from joinedup.declared import Parameter
from joinedup.engine import PARAMETER

# Of the assumption's range: near enough for a number that is told with two figures.
_NEAR = 0.01
_MOST_TRIES = 8


@dataclass(frozen=True)
class SwitchingValue:
    """The value of the weightiest assumption at which the mean answer is nothing.

    Args:
        name: name of the parameter.
        says: what it is and where it switches, in words.
        unit: its unit.
        total: share of the variance that would be left if all but this parameter were known.
        value: best estimate.
        low: lower end of its range.
        high: upper end.
        switches_at: the value at which the mean sum over the plan is 0, all else as drawn; None where no
            value in its range does that.
        at_low: mean sum over the plan with the parameter at its lower end, in pounds; above 0 costs.
        at_high: the same at its upper end.
    """

    name: str
    says: str
    unit: str
    total: float
    value: float
    low: float
    high: float
    switches_at: float | None
    at_low: float
    at_high: float


@dataclass(frozen=True)
class Weighty:
    """The assumption that an answer hangs on most.

    Args:
        name: name of the input.
        total: its total index.
        value: best estimate.
        low: lower end of its range.
        high: upper end.
    """

    name: str
    total: float
    value: float
    low: float
    high: float


def switching_value(
    of: Weighty, mean_at: Callable[[float], float], parameters: dict[str, Parameter]
) -> SwitchingValue:
    """Return where the mean answer changes its sign as one assumption moves through its range.

    Args:
        of: the assumption.
        mean_at: the mean answer with it at a value in every draw, all else as drawn.
        parameters: parameters by name.
    """
    known = cache(mean_at)
    at_low, at_high = known(of.low), known(of.high)
    switches = _crossing(known, of.low, of.high)
    says = label(of.name, parameters)
    shown = [amount(of.name, one, parameters) for one in (of.value, of.low, of.high)]
    where = (
        f"neither saves nor costs where it is {amount(of.name, switches, parameters)}"
        if switches is not None
        else f"{'costs' if at_low > 0 else 'saves'} at every value in its range, {shown[1]} to {shown[2]}"
    )
    name = of.name.removeprefix(PARAMETER)
    return SwitchingValue(
        name,
        f"The answer hangs most on this: {says} (best estimate {shown[0]}). On average it {where}.",
        parameters[name].unit,
        of.total,
        of.value,
        of.low,
        of.high,
        switches,
        at_low,
        at_high,
    )


def _crossing(mean_at: Callable[[float], float], low: float, high: float) -> float | None:
    at_low, at_high = mean_at(low), mean_at(high)
    if at_low == 0.0 or at_high == 0.0:
        return low if at_low == 0.0 else high
    if (at_low > 0) == (at_high > 0):
        return None
    found = optimize.brentq(
        mean_at, low, high, xtol=_NEAR * (high - low), maxiter=_MOST_TRIES, disp=False, full_output=True
    )
    return float(found[0])
