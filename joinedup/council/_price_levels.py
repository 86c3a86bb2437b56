"""General prices year by year, in which sums of one year are said in those of another."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from joinedup.council._session import Ready
from joinedup.parameters import find_parameter


def price_levels(asked: Ready, years: int) -> NDArray[np.float64]:
    """Return the general price level of each year of the plan against its first. Shape (year,).

    Args:
        asked: the council.
        years: how many years.
    """
    rise = find_parameter(asked.parameters, "joinedup.money.cpi").at(asked.council.plan_starts).value
    return np.asarray(np.exp(rise * np.arange(years)))
