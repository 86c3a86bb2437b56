"""A link: how one service is known, or judged, to move another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """One service's effect on another, with what stands behind it.

    Args:
        source: the quantity that acts.
        target: the quantity that is moved.
        says: the effect in words.
        parameter: name of the parameter that holds its size, range, design and source.
    """

    source: str
    target: str
    says: str
    parameter: str
