"""The strongest ways back from a quantity that changed to the decisions that changed it."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import count

import numpy as np

from joinedup.council.causes._everything import Values
from joinedup.council.causes._influence import Influence
from joinedup.engine import LEVER

# Enough to find every way worth telling in a model of thousands of quantities, in about a second.
_MOST_STEPS = 4_000
_ENOUGH = 0.95


@dataclass(frozen=True)
class Way:
    """One way by which a decision reached a quantity.

    Args:
        names: from the lever (an input) to the quantity.
        share: share of the quantity's change that came this way; all ways found add up to 1.
    """

    names: tuple[str, ...]
    share: float


def strongest_ways(influence: Influence, to: str, year: int) -> list[Way]:
    """Return the ways from levers to a quantity, strongest first.

    From each quantity the search goes to those that moved it in the direction in which it moved, the
    strongest first, and never to one it has been at, so that no loop is followed.

    Args:
        influence: what moved each quantity.
        to: the quantity.
        year: number of the year in which its change is to be explained, from 0.
    """
    only = np.zeros(influence.change(to).shape[1])
    only[year] = 1.0
    order, found, done = count(), [], 0.0
    ahead: list[tuple[float, int, tuple[str, ...], Values]] = [(-1.0, next(order), (to,), only)]
    for _ in range(_MOST_STEPS):
        if not ahead or done > _ENOUGH:
            break
        held, _, names, years = heapq.heappop(ahead)
        if names[-1].startswith(LEVER):
            found.append((names[::-1], -held))
            done -= held
            continue
        earlier = influence.heeded(names[-1], years)
        for cause, share in _shares(influence, names, years).items():
            heapq.heappush(ahead, (held * share, next(order), (*names, cause), earlier))
    total = sum(share for _, share in found)
    return [Way(names, share / total) for names, share in found]


def _shares(influence: Influence, names: tuple[str, ...], years: Values) -> dict[str, float]:
    """Return what share of a quantity's change each cause not yet visited has; together they are 1."""
    causes = influence.causes(names[-1])
    by = {cause: float((moved * years).sum()) for cause, moved in causes.items()}
    direction = float(np.sign((influence.change(names[-1]) * years).sum()))
    with_it = {cause: part * direction for cause, part in by.items() if cause not in names}
    with_it = {cause: part for cause, part in with_it.items() if part > 0}
    total = sum(with_it.values())
    return {cause: part / total for cause, part in with_it.items()}
