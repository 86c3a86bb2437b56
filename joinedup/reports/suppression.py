"""Small numbers of people: hidden wherever a report may leave the council's folder.

A count from 1 to 5 is shown as `1 to 5`. Where such a count could be worked out from a total and the other
counts beside it, further counts are hidden until it cannot. Nought is shown: it says nothing about anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from scipy.optimize import linprog

SMALL = 5
SMALL_SHOWN_AS = f"1 to {SMALL}"
HIDDEN_SHOWN_AS = "suppressed"


@dataclass(frozen=True)
class Sum:
    """Counts that add up to another, by their places in the list of counts.

    Args:
        total: place of the total.
        parts: places of the counts that add up to it.
    """

    total: int
    parts: tuple[int, ...]


class _As(Enum):
    """How a count is shown."""

    ITSELF = "itself"
    SMALL = "small"
    HIDDEN = "hidden"


def shown(count: int) -> str:
    """Return a count of people that no total stands beside, as a report may show it."""
    return SMALL_SHOWN_AS if 1 <= count <= SMALL else f"{count:,}"


def suppress(counts: Sequence[int], sums: Sequence[Sum] = ()) -> tuple[str, ...]:
    """Return counts of people as a report may show them.

    Args:
        counts: the counts, totals among them.
        sums: which of them add up to which; each must hold.

    Returns:
        For each count its figure, `1 to 5` or `suppressed`. Whatever a reader infers from the sums, at least
        two values remain possible for each count from 1 to 5.
    """
    for one in sums:
        assert counts[one.total] == sum(counts[part] for part in one.parts), (
            "a total is not the sum of its parts"
        )
    ways = [_As.SMALL if 1 <= count <= SMALL else _As.ITSELF for count in counts]
    while (place := _first_given_away(counts, ways, sums)) is not None:
        ways[_next_to_hide(place, counts, ways, sums)] = _As.HIDDEN
    return tuple(_worded(count, way) for count, way in zip(counts, ways, strict=True))


def _worded(count: int, way: _As) -> str:
    words = {_As.ITSELF: f"{count:,}", _As.SMALL: SMALL_SHOWN_AS, _As.HIDDEN: HIDDEN_SHOWN_AS}
    return words[way]


def _first_given_away(counts: Sequence[int], ways: Sequence[_As], sums: Sequence[Sum]) -> int | None:
    held = {place for one in sums for place in (one.total, *one.parts)}
    small = [place for place in sorted(held) if ways[place] is _As.SMALL]
    return next((place for place in small if _is_given_away(place, counts, ways, sums)), None)


def _next_to_hide(place: int, counts: Sequence[int], ways: Sequence[_As], sums: Sequence[Sum]) -> int:
    """Return what to hide so that the count at `place` is given away no longer.

    The smallest figure among the parts of a sum in which it stands; else of a sum with one gap, whose gap
    can be filled in and then used elsewhere; else a total; and where everything is hidden, the count itself.
    """
    own = [one for one in sums if place in (one.total, *one.parts)]
    with_one_gap = [one for one in sums if _gaps(one, counts, ways) == 1]
    own_with_one_gap = [one for one in own if one in with_one_gap]
    for among in (own_with_one_gap, with_one_gap, own):
        parts = [part for one in among for part in one.parts if counts[part] and ways[part] is _As.ITSELF]
        if parts:
            return min(parts, key=lambda part: counts[part])
    totals = [one.total for one in own if ways[one.total] is not _As.HIDDEN]
    return totals[0] if totals else place


def _gaps(one: Sum, counts: Sequence[int], ways: Sequence[_As]) -> int:
    return sum(ways[place] is not _As.ITSELF and counts[place] > 0 for place in (one.total, *one.parts))


def _is_given_away(place: int, counts: Sequence[int], ways: Sequence[_As], sums: Sequence[Sum]) -> bool:
    """Whether only one value of a count fits everything that is shown."""
    holds = np.zeros((len(sums), len(counts)))
    for row, one in enumerate(sums):
        holds[row, one.total] = -1
        holds[row, list(one.parts)] += 1
    bounds = [_bounds(count, way) for count, way in zip(counts, ways, strict=True)]
    aim = np.zeros(len(counts))
    aim[place] = 1
    least = linprog(aim, A_eq=holds, b_eq=np.zeros(len(sums)), bounds=bounds)
    most = linprog(-aim, A_eq=holds, b_eq=np.zeros(len(sums)), bounds=bounds)
    return bool(round(-most.fun, 6) - round(least.fun, 6) < 1)


def _bounds(count: int, way: _As) -> tuple[float, float | None]:
    """Return what a reader who knows these rules can say of a count on its own."""
    if way is _As.ITSELF:
        return count, count
    if way is _As.SMALL:
        return 1, SMALL
    return (SMALL + 1, None) if count > SMALL else (1, None)
