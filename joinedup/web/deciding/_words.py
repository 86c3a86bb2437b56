"""Numbers as the pages of deciding write them."""

from __future__ import annotations

from joinedup.register.models import Prediction
from joinedup.vocabulary import pounds

_PENCE = 100
_WHOLE_FROM = 100


def number(value: float | None) -> str:
    """Return a value as people read it: whole from a hundred on, else with one place."""
    if value is None:
        return "not known"
    return f"{value:,.0f}" if abs(value) >= _WHOLE_FROM or value == int(value) else f"{value:,.1f}"


def from_pence(pence: int | None) -> str:
    """Return a sum of pence in pounds; nothing where nobody has said."""
    return "" if pence is None else pounds(pence / _PENCE)


def range_of(one: Prediction) -> str:
    """Return what was predicted with its range, in words."""
    return f"{number(one.mean)} ({number(one.low)} to {number(one.high)})"


def percent(share: float | None) -> str:
    """Return a share in hundredths; nothing where it is not known."""
    return "" if share is None else f"{share:.0%}"
