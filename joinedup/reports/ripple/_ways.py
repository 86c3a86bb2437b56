"""The ways by which proposals act elsewhere, step by step in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from joinedup.reports._numbers import rounded
from joinedup.reports._wording import in_a_hundred, upper_first


class Step(Protocol):
    """A change on the way from a decision to its effect."""

    @property
    def quantity(self) -> str:
        """Name of the lever or quantity."""

    @property
    def says(self) -> str:
        """The change in words."""

    @property
    def change(self) -> float:
        """The change, for the whole council."""

    @property
    def unit(self) -> str:
        """Its unit."""

    @property
    def year(self) -> str:
        """Financial year of the change."""


class Way(Protocol):
    """One way from a decision to an effect."""

    @property
    def steps(self) -> Sequence[Step]:
        """Changes in order, from the decision to the effect."""

    @property
    def share(self) -> float:
        """Share of the effect that came this way."""

    def in_words(self) -> str:
        """Return the way in one line."""


class Ways(Protocol):
    """The strongest ways to one effect."""

    @property
    def to(self) -> str:
        """Name of the quantity that is moved."""

    @property
    def pot(self) -> str:
        """Identifier of the pot of a budget line; "" for a measure."""

    @property
    def effect(self) -> Step:
        """The change itself."""

    @property
    def paths(self) -> Sequence[Way]:
        """The ways, strongest first."""


def ways_in_words(ways: Sequence[Ways]) -> list[str]:
    """Return each way as a sentence, with how much of the effect comes by it where that is not all."""
    told = []
    for one in ways:
        for path in one.paths:
            part = "" if path.share > 0.99 else f" ({in_a_hundred(path.share)} of that effect comes this way)"
            told.append(f"{upper_first(path.in_words())}{part}.")
    return told


def ways_as_json(one: Ways) -> dict[str, Any]:
    """Return the ways to one effect as what JSON can hold."""
    return {
        "to": one.to,
        "pot": one.pot,
        "effect": _step(one.effect),
        "ways": [
            {
                "share": rounded(path.share),
                "says": path.in_words(),
                "steps": [_step(step) for step in path.steps],
            }
            for path in one.paths
        ],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "quantity": step.quantity,
        "says": step.says,
        "change": rounded(step.change),
        "unit": step.unit,
        "year": step.year,
    }
