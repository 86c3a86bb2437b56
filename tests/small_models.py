"""Small models of a few equations, run month by month for tests of the engine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from joinedup.declared import Over
from joinedup.engine import Equations, Kernel, Overlay, Recorded, compile_model, no_overlay, run_ensemble

Array = NDArray[np.float64]


def compiled(*services: Equations, recorded: dict[str, Over]) -> Kernel:
    """Return the kernel of some services that records these quantities."""
    return compile_model(services, [Recorded(name, over) for name, over in recorded.items()])


def overlay_of(kernel: Kernel, months: int, patches: int = 1, **plus: Array) -> Overlay:
    """Return the plan that adds so much to each input named, month by month."""
    overlay = no_overlay(months, patches, len(kernel.inputs))
    for name, amounts in plus.items():
        overlay.plus[:, :, kernel.inputs.index(name)] = amounts[:, None]
    return overlay


def run_small(
    kernel: Kernel,
    inputs: dict[str, float | Array],
    *,
    months: int = 12,
    draws: int = 1,
    patches: int = 1,
    overlay: Overlay | None = None,
    seed: int = 1,
    threads: int = 1,
    with_chance: bool = False,
    start_month: int = 4,
) -> dict[str, Array]:
    """Run it and return each quantity by name. Shape (draw, patch, year)."""
    values = np.zeros((draws, patches, len(kernel.inputs)))
    for name, value in inputs.items():
        values[:, :, kernel.inputs.index(name)] = value if np.ndim(value) == 0 else np.asarray(value)[:, None]
    out = run_ensemble(
        kernel,
        values,
        overlay or overlay_of(kernel, months, patches),
        seed=seed,
        threads=threads,
        with_chance=with_chance,
        start_month=start_month,
    )
    return {one.name: out[:, :, place] for place, one in enumerate(kernel.recorded)}
