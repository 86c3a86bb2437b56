"""Money in whole pence, rounded so that parts add up to their whole exactly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

PENCE_A_POUND = 100


def pence(pounds: float) -> int:
    """Return a sum in whole pence."""
    return round(pounds * PENCE_A_POUND)


def shared_out(whole: int, parts: Sequence[float]) -> list[int]:
    """Round parts to whole numbers that add up to a whole, by largest remainder.

    Each part is rounded down, and what is then missing goes to the parts that lost most. Where the parts do
    not add up to about the whole at all, what is over or missing is shared round them in the same order.

    Args:
        whole: what they must add up to.
        parts: the parts, in the same unit.

    Raises:
        ValueError: there is no part, but a whole that is not 0.
    """
    if not parts:
        if whole:
            raise ValueError(f"There are no parts to share {whole} among.")
        return []
    exact = np.asarray(parts, dtype=np.float64)
    down = np.floor(exact)
    order = np.argsort(-(exact - down), kind="stable")
    rounded = [int(one) for one in down]
    missing = whole - sum(rounded)
    each, some = divmod(missing, len(rounded))
    for place, at in enumerate(order):
        rounded[int(at)] += each + (1 if place < some else 0)
    return rounded


def in_units(rows: Sequence[Sequence[int]], unit: int) -> list[list[int]]:
    """Return rows in a larger unit, such as thousands of pounds, whose columns still add up.

    Args:
        rows: rows of whole numbers, all of one length. Each column is rounded to its own total.
        unit: how many of the smaller make one of the larger.
    """
    columns = [
        shared_out(round(sum(column) / unit), [one / unit for one in column])
        for column in zip(*rows, strict=True)
    ]
    return [list(row) for row in zip(*columns, strict=True)]
