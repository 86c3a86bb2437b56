"""Pence as whole pounds that still add up."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.vocabulary import MINUS

_PENCE = 100


def whole_pounds(parts: Sequence[int]) -> list[int]:
    """Return sums in pence as whole pounds that add up to their rounded total.

    What is lost to rounding goes to the parts with the largest remainders, first come first where they are
    equal (the largest remainder method).

    Args:
        parts: the parts, in pence.
    """
    pounds = [part // _PENCE for part in parts]
    short = round(sum(parts) / _PENCE) - sum(pounds)
    order = sorted(range(len(parts)), key=lambda place: (-(parts[place] % _PENCE), place))
    for place in order[:short]:
        pounds[place] += 1
    return pounds


def in_full(pounds: int) -> str:
    """Return whole pounds in full: `£1,234,567`."""
    return f"{MINUS if pounds < 0 else ''}£{abs(pounds):,}"


def change_in_full(pounds: int) -> str:
    """Return a change in whole pounds in full, with its sign."""
    return in_full(pounds) if pounds <= 0 else f"+{in_full(pounds)}"
