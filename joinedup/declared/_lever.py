"""A lever: something a decision can change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LeverKind(StrEnum):
    """How a lever is counted."""

    SHARE = "share of today's level"
    AMOUNT = "amount added"


@dataclass(frozen=True)
class Lever:
    """Something a decision can change, by name.

    Args:
        name: dotted name used in proposals, e.g. `family_help.capacity`.
        says: one sentence: what it is.
        unit: unit of an amount, or what the share is of.
        kind: `SHARE` starts at 1 and is multiplied; `AMOUNT` starts at 0 and is added to.
        directorate: identifier of the directorate that holds it.
        line: code of the budget line that pays for it directly; "" where none does.
        is_total: for an amount: whether it is the sum of what comes in month by month, as homes do.
    """

    name: str
    says: str
    unit: str
    kind: LeverKind
    directorate: str
    line: str = ""
    is_total: bool = False
