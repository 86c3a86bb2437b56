"""Parts of equations that change seldom: worked out when they change and kept, not every month.

Much of an equation is parameters and starting figures, which do not change in a run, or prices, which change
once a year.
"""

from __future__ import annotations

from enum import IntEnum

from joinedup.engine._expression import Clock, Constant, Expression, InputAtStart, Quantity


class Pace(IntEnum):
    """How often a value changes."""

    ONCE = 0
    YEARLY = 1
    MONTHLY = 2


class KeptValues:
    """The values that one service keeps between months.

    Args:
        fixed: names of the quantities that the service works out once.
    """

    def __init__(self, fixed: frozenset[str]) -> None:
        self._places: dict[str, tuple[int, Pace]] = {}
        self._fixed = fixed
        self._paces: dict[int, tuple[Expression, Pace]] = {}

    def __len__(self) -> int:
        return len(self._places)

    def pace(self, of: Expression) -> Pace:
        """Return how often an expression changes: as often as the part of it that changes most often."""
        held = self._paces.get(id(of))
        if held is None:
            # The expression is kept beside its pace, so that its identity is not given to another.
            held = self._paces[id(of)] = (of, self._pace(of))
        return held[1]

    def _pace(self, of: Expression) -> Pace:
        if isinstance(of, Constant | InputAtStart):
            return Pace.ONCE
        if isinstance(of, Quantity):
            return Pace.ONCE if of.name in self._fixed else Pace.MONTHLY
        if isinstance(of, Clock):
            return Pace.YEARLY if of.what == "price_years" else Pace.MONTHLY
        return max((self.pace(part) for part in of.children()), default=Pace.MONTHLY)

    def keep(self, text: str, pace: Pace) -> str:
        """Keep a value, once however often it is used; returns what a month reads it by."""
        place, _ = self._places.setdefault(text, (len(self._places), pace))
        return f"kept[q, kept_base + {place}]"

    def assigned(self, pace: Pace) -> list[str]:
        """Return the lines that work out the values which change at this pace."""
        return [
            f"kept[q, kept_base + {place}] = {text}"
            for text, (place, held) in self._places.items()
            if held is pace
        ]
