"""The ways by which proposals act elsewhere, step by step in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from joinedup.reports._numbers import rounded
from joinedup.reports._wording import in_a_hundred, upper_first

if TYPE_CHECKING:
    # Its folder compiles the model with everything recorded; only a door that asks for ways imports it.
    from joinedup.council.causes import CausalPaths, CausalStep


def ways_in_words(ways: Sequence[CausalPaths]) -> list[str]:
    """Return each way as a sentence, with how much of the effect comes by it where that is not all."""
    told = []
    for one in ways:
        for path in one.paths:
            part = "" if path.share > 0.99 else f" ({in_a_hundred(path.share)} of that effect comes this way)"
            told.append(f"{upper_first(path.in_words())}{part}.")
    return told


def ways_as_json(one: CausalPaths) -> dict[str, Any]:
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


def _step(step: CausalStep) -> dict[str, Any]:
    return {
        "quantity": step.quantity,
        "says": step.says,
        "change": rounded(step.change),
        "unit": step.unit,
        "year": step.year,
    }
