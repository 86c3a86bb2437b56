"""Steps in which areas are shaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.reports._wording import quantity
from joinedup.reports.charts import STEPS


@dataclass(frozen=True)
class Steps:
    """Steps of equal width from the lowest value to the highest.

    Args:
        low: the lowest value.
        high: the highest.
        number: how many steps; one where all values are the same.
    """

    low: float
    high: float
    number: int

    def of(self, value: float) -> int:
        """Return the step of a value, from 0."""
        if self.high == self.low:
            return 0
        return min(int((value - self.low) / (self.high - self.low) * self.number), self.number - 1)

    def says(self, step: int, unit: str) -> str:
        """Return from where to where a step goes: `120 to 180`."""
        width = (self.high - self.low) / self.number
        ends = (self.low + step * width, self.low + (step + 1) * width)
        # A rate has one place, as it has in the table.
        is_rate = unit.startswith("per ")
        first, last = (f"{end:,.1f}" if is_rate else quantity(end, unit) for end in ends)
        return first if first == last else f"{first} to {last}"


def steps_of(values: Sequence[float]) -> Steps:
    """Return the steps in which values are shaded; those of nothing where there are none."""
    if not values:
        return Steps(0.0, 0.0, 1)
    low, high = min(values), max(values)
    return Steps(low, high, len(STEPS) if high > low else 1)
