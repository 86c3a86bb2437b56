"""Months that stray from a line's pattern further than chance alone explains."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinedup.council.monitoring._past import Known
from joinedup.evidence import Limits, natural_limits
from joinedup.vocabulary import MONTHS_A_YEAR

Real = NDArray[np.float64]


@dataclass(frozen=True)
class Break:
    """One month that strays from the line's pattern.

    Args:
        month: the month, from 1 for April.
        pence: how much more was spent than the pattern of the year so far would have it.
    """

    month: int
    pence: int


def breaks(months: Real, known: Known) -> tuple[Break, ...]:
    """Return the months of this year that chance alone hardly explains (XmR chart).

    Each month is held against its usual share of what the year is running at, so that a line that runs over
    its budget evenly has no break. Limits come from how past months strayed from the pattern of other years;
    with fewer than two past years, from what is usual.

    Args:
        months: what was spent in each month so far, in pence. Shape (month,).
        known: what was known before the year began.
    """
    shares = known.shares.mean(axis=0) if known.shares.shape[0] > 1 else known.profile.share
    share = float(shares[months.size - 1]) if months.size else 0.0
    running = float(months.sum()) / share if share > 0 else 0.0
    if months.size < 2 or running == 0:
        return ()
    usual = np.diff(shares, prepend=0.0)[: months.size]
    strayed = MONTHS_A_YEAR * (months / running - usual)
    over = months - usual * running
    is_out = _limits(known).outside(strayed)
    return tuple(Break(int(place) + 1, round(float(over[place]))) for place in np.flatnonzero(is_out))


def _limits(known: Known) -> Limits:
    years = known.shares.shape[0]
    if years > 1:
        months = np.diff(known.shares, axis=1, prepend=0.0)
        others = (months.sum(axis=0) - months) / (years - 1)
        found = natural_limits((MONTHS_A_YEAR * (months - others)).ravel())
        if found is not None:
            return found
    # Three standard deviations either side, as in the chart itself.
    reach = 3.0 * float(np.hypot(known.profile.month_spread, known.profile.profile_spread))
    return Limits(0.0, -reach, reach)
