"""How near to full each capacity is, and how likely a proposal is to tip it over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from joinedup.council._model import capacities
from joinedup.council._paths import Paths
from joinedup.council._plan import PLANNED_YEARS
from joinedup.council._ranges import Range, ranges
from joinedup.declared import Capacity
from joinedup.vocabulary import financial_year

# Places fill by degrees: where as many are wanted as there are, 98 in 100 of them are taken.
FULL = 0.975


@dataclass(frozen=True)
class Tipping:
    """How near to full one capacity is, in the patch and year where the proposals leave it least room.

    Args:
        capacity: the capacity.
        patch: identifier of the patch with the least room.
        year: financial year with the least room.
        slack_without: share of the capacity that is free there and then without the proposals; negative where
            it is overfull.
        slack_with: the same with them.
        p_full_without: probability that it is full in some patch in some of the first five years without the
            proposals.
        p_full_with: the same with them.
        p_tips: probability that it is full then with the proposals and at no time then without.
    """

    capacity: Capacity
    patch: str
    year: str
    slack_without: Range
    slack_with: Range
    p_full_without: float
    p_full_with: float
    p_tips: float


def tipping(without: Paths, with_: Paths) -> list[Tipping]:
    """Return how near to full each capacity is that is used at all, those most moved first.

    Args:
        without: the plan.
        with_: the plan with proposals.
    """
    found = [one for capacity in capacities() if (one := _one(capacity, without, with_))]
    return sorted(found, key=lambda one: (-one.p_tips, one.slack_with.mean - one.slack_without.mean))


def _one(capacity: Capacity, without: Paths, with_: Paths) -> Tipping | None:
    before, after = without.of(capacity.load), with_.of(capacity.load)
    if not before.any() and not after.any():
        return None
    # The proposals' own worst place and time in the medium term: where the load is highest on average.
    planned = after[:, :, :PLANNED_YEARS].mean(axis=0)
    patch, year = np.unravel_index(int(planned.argmax()), planned.shape)
    full_before = (before[:, :, :PLANNED_YEARS] > FULL).any(axis=(1, 2))
    full_after = (after[:, :, :PLANNED_YEARS] > FULL).any(axis=(1, 2))
    ends = without.years[int(year)]
    return Tipping(
        capacity,
        without.patches[int(patch)],
        financial_year(date(ends, 3, 31)),
        ranges(1 - before[:, patch, [year]])[0],
        ranges(1 - after[:, patch, [year]])[0],
        float(full_before.mean()),
        float(full_after.mean()),
        float((full_after & ~full_before).mean()),
    )
