"""What is taken to be usual before a council's own record is seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from joinedup.declared import Parameter
from joinedup.parameters import find_parameter

_BELOW = "joinedup.monitoring."
PARAMETERS = tuple(
    _BELOW + name
    for name in (
        *("profile_spread", "month_spread", "lasting_spread", "year_spread", "spread_counts_as"),
        *("lines_move_together", "likely"),
    )
)


@dataclass(frozen=True)
class Assumptions:
    """What is taken to be usual; each is the parameter of that name below `joinedup.monitoring`.

    Args:
        profile_spread: how far a line's months are from a twelfth each.
        month_spread: how far a month is from the line's own profile, in twelfths of the year.
        lasting_spread: how far outturn lies from budget year after year, of the budget.
        year_spread: how far it is from that in one year.
        spread_counts_as: how many years of record the usual spreads count as.
        lines_move_together: correlation of lines of one pot.
        likely: the probability from which something is called likely.
    """

    profile_spread: float
    month_spread: float
    lasting_spread: float
    year_spread: float
    spread_counts_as: float
    lines_move_together: float
    likely: float


def assumptions(parameters: Mapping[str, Parameter], on: date) -> Assumptions:
    """Return what is taken to be usual on a day.

    Args:
        parameters: parameters by name.
        on: the day.
    """
    held = {
        name.removeprefix(_BELOW): float(find_parameter(dict(parameters), name).at(on).value)
        for name in PARAMETERS
    }
    return Assumptions(**held)
