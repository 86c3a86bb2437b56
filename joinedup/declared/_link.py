"""A link: how one service moves another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LinkKind(StrEnum):
    """What kind of link it is."""

    EFFECT = "effect"
    MOVEMENT = "movement"
    COUNT = "count"
    MONEY = "money"

    @property
    def says(self) -> str:
        """The kind in words."""
        return {
            LinkKind.EFFECT: "changes a rate",
            LinkKind.MOVEMENT: "people move on",
            LinkKind.COUNT: "their number counts",
            LinkKind.MONEY: "money",
        }[self]


@dataclass(frozen=True)
class Link:
    """One service's effect on another, with what stands behind it.

    Args:
        source: the quantity that acts.
        target: the quantity of the other service that reads it.
        says: the link in words.
        kind: what kind of link it is. An effect rests on evidence or judgement; the others are arithmetic.
        parameters: names of the parameters that hold its size, range, design and source; none for arithmetic.
        delay: name of the parameter that holds its delay in months; "" where it acts the next month.
    """

    source: str
    target: str
    says: str
    kind: LinkKind
    parameters: tuple[str, ...] = ()
    delay: str = ""

    @property
    def service(self) -> str:
        """The service that acts."""
        return self.source.split(".")[0]
