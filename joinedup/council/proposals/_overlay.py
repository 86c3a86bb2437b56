"""Proposals laid over the adopted plan, month by month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
from numpy.typing import NDArray

from joinedup.council.proposals._proposal import Change, Proposal
from joinedup.declared import Lever, LeverKind
from joinedup.engine import LEVER, Overlay


def lay_proposals(
    base: Overlay,
    proposals: Iterable[Proposal],
    *,
    levers: dict[str, Lever],
    inputs: tuple[str, ...],
    patches: tuple[str, ...],
    sizes: NDArray[np.float64],
    starts: date,
) -> Overlay:
    """Return the overlay of a plan with proposals on it.

    Shares multiply and amounts add, in the order of the proposals' identifiers, so that the order in which
    they are given cannot matter. A change of zero multiplies by exactly 1 or adds exactly 0.

    Args:
        base: the overlay of the adopted plan.
        proposals: the proposals.
        levers: levers by name.
        inputs: names of the inputs, in the order of the overlay.
        patches: identifiers of the patches, in order.
        sizes: weight by which an amount is shared between patches. Shape (patch,).
        starts: first day of the plan.
    """
    times, plus = base.times.copy(), base.plus.copy()
    for proposal in sorted(proposals, key=lambda one: one.id):
        for change in proposal.changes:
            place = inputs.index(f"{LEVER}{change.lever}")
            where = np.array([patch in change.where for patch in patches])
            lever = levers[change.lever]
            if lever.kind is LeverKind.SHARE:
                reach = _reach(change, starts, times.shape[0])
                times[:, where, place] *= 1.0 + change.by * reach[:, None]
            else:
                pace = _pace(change, lever, starts, plus.shape[0])
                parts = sizes[where] / sizes[where].sum()
                plus[:, where, place] += change.by * pace[:, None] * parts[None, :]
    return Overlay(times, plus, base.earlier)


def _months_in(starts: date, day: date) -> int:
    return (day.year - starts.year) * 12 + day.month - starts.month


def _reach(change: Change, starts: date, months: int) -> NDArray[np.float64]:
    """Return how far a change has come in, from 0 to 1. Shape (month,)."""
    since = np.arange(months, dtype=np.float64) - _months_in(starts, change.starts) + 1
    reach = np.clip(since / max(change.over_months, 1), 0.0, 1.0)
    if change.ends:
        reach[_months_in(starts, change.ends) :] = 0.0
    return reach


def _pace(change: Change, lever: Lever, starts: date, months: int) -> NDArray[np.float64]:
    """Return the share of an amount that comes in each month. Shape (month,)."""
    if not lever.is_total:
        return _reach(change, starts, months)
    first = _months_in(starts, change.starts)
    last = min(first + max(change.over_months, 1), months)
    if change.ends:
        last = min(last, _months_in(starts, change.ends))
    pace = np.zeros(months)
    pace[first:last] = 1.0 / max(change.over_months, 1)
    return pace
