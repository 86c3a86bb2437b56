"""Sobol indices: how much of an answer's spread each group of assumptions makes.

SALib does the sums: Saltelli and others (2010, doi:10.1016/j.cpc.2009.09.018) for the first order, Jansen
(1999, doi:10.1016/S0010-4655(98)00154-4) for the total. It takes seconds to import, so
nothing but the command that explains imports this folder.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from SALib.analyze import sobol

Values = NDArray[np.float64]

_RESAMPLES = 400


@dataclass(frozen=True)
class GroupIndex:
    """What one group of assumptions does to the spread of an answer.

    Shares are cut off at 0 and 1, beyond which an estimate may fall when draws are few.

    Args:
        group: short name of the group, as `research.webb`.
        says: the group in words.
        members: names of the uncertain inputs in it.
        first: share of the variance that would go if only this group were known.
        first_low: lower end of its 95 per cent interval, from resampled draws.
        first_high: upper end.
        total: share of the variance that would be left if all but this group were known.
        total_low: lower end of its 95 per cent interval.
        total_high: upper end.
    """

    group: str
    says: str
    members: tuple[str, ...]
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


@dataclass(frozen=True)
class Group:
    """Assumptions that are drawn afresh together.

    Args:
        name: short name.
        says: in words.
        members: names of uncertain inputs.
    """

    name: str
    says: str
    members: tuple[str, ...]


def group_indices(
    groups: list[Group], first: Values, other: Values, mixed: list[Values], seed: int
) -> list[GroupIndex]:
    """Return the indices of each group, largest total first.

    Args:
        groups: the groups.
        first: the answer on one set of draws. Shape (draw,).
        other: the answer with everything drawn afresh. Shape (draw,).
        mixed: for each group, the answer with only this group drawn afresh, each of shape (draw,).
        seed: fixes the resampling.
    """
    if not groups or np.ptp(np.concatenate([first, other])) == 0.0:
        return []
    problem = {"num_vars": len(groups), "names": [group.name for group in groups]}
    answers = np.stack([first, *mixed, other], axis=1).ravel()
    found = sobol.analyze(problem, answers, calc_second_order=False, num_resamples=_RESAMPLES, seed=seed + 1)
    rows = zip(groups, found["S1"], found["S1_conf"], found["ST"], found["ST_conf"], strict=True)
    indices = [
        GroupIndex(group.name, group.says, group.members, *_around(s1, near), *_around(st, far))
        for group, s1, near, st, far in rows
    ]
    return sorted(indices, key=lambda one: -one.total)


def _around(value: float, half: float) -> tuple[float, float, float]:
    return tuple(float(np.clip(one, 0.0, 1.0)) for one in (value, value - half, value + half))  # type: ignore[return-value]
