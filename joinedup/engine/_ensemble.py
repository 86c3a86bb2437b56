"""Run a kernel over an ensemble of draws, in fixed blocks shared between threads."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinedup.engine._compile import Kernel
from joinedup.engine._delays import LONGEST_MONTHS, delay_weights
from joinedup.errors import ModelRefused

BLOCK = 8
LONGEST_HORIZON = 180
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Overlay:
    """What proposals do to the inputs, month by month.

    Args:
        times: factor on each input; 1 where nothing changes. Shape (month, patch, input).
        plus: amount added after the factor; 0 where nothing changes. Shape (month, patch, input).
        earlier: amount added each month before the plan, from which delays begin. Shape (patch, input).
    """

    times: NDArray[np.float64]
    plus: NDArray[np.float64]
    earlier: NDArray[np.float64]


def no_overlay(months: int, patches: int, inputs: int) -> Overlay:
    """Return the overlay that changes nothing."""
    shape = (months, patches, inputs)
    return Overlay(np.ones(shape), np.zeros(shape), np.zeros(shape[1:]))


def run_ensemble(
    kernel: Kernel,
    inputs: NDArray[np.float64],
    overlay: Overlay,
    *,
    seed: int,
    threads: int | None = None,
    with_chance: bool = True,
    start_month: int = 4,
    first_draw: int = 0,
    months_a_period: int = MONTHS_A_YEAR,
    progress: Callable[[float], None] | None = None,
) -> NDArray[np.float64]:
    """Run every draw and return what was recorded, by year or by shorter periods.

    Args:
        kernel: the compiled model.
        inputs: value of each input. Shape (draw, patch, input), in the order of `kernel.inputs`.
        overlay: what proposals change.
        seed: fixes every chance.
        threads: threads to use; all processors where None. The answer is the same for any number.
        with_chance: whether single people move by chance; False gives the expected course.
        start_month: calendar month of the first step.
        first_draw: number of the first of these draws, where they are part of a longer run: chance belongs to
            the number of a draw, so that parts give what the whole would.
        months_a_period: months reported together: 12 for years, 1 for every month.
        progress: told the share done after each block.

    Returns:
        Recorded quantities. Shape (draw, patch, recorded, period).

    Raises:
        ModelRefused: a value is not finite, or the horizon is out of range.
    """
    months = overlay.times.shape[0]
    if months > LONGEST_HORIZON or months % months_a_period:
        raise ModelRefused(
            f"The horizon of {months} months is not a whole number of periods of {months_a_period} months, "
            f"or is longer than {LONGEST_HORIZON} months."
        )
    if not np.isfinite(inputs).all():
        bad = sorted({kernel.inputs[place] for place in np.argwhere(~np.isfinite(inputs))[:, 2]})
        raise ModelRefused(f"These inputs have no finite value: {', '.join(bad)}.")
    draws, patches = inputs.shape[:2]
    weights = _weights(kernel, inputs)
    reach = _reach(weights)
    out = np.zeros((draws, patches, len(kernel.recorded), months // months_a_period))
    blocks = [(first, min(first + BLOCK, draws)) for first in range(0, draws, BLOCK)]
    fixed = (
        np.ascontiguousarray(inputs),
        np.ascontiguousarray(overlay.times),
        np.ascontiguousarray(overlay.plus),
        np.ascontiguousarray(overlay.earlier),
    )

    def one(block: tuple[int, int]) -> None:
        kernel.run(
            *block,
            first_draw,
            months,
            months_a_period,
            start_month,
            seed,
            with_chance,
            *fixed,
            weights,
            reach,
            kernel.places,
            kernel.bases,
            *kernel.reported,
            out,
        )

    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        for done, _ in enumerate(pool.map(one, blocks), start=1):
            if progress:
                progress(done / len(blocks))
    if not np.isfinite(out).all():
        bad = sorted({kernel.recorded[place].name for place in np.argwhere(~np.isfinite(out))[:, 2]})
        raise ModelRefused(f"The model ran to numbers that are not finite in: {', '.join(bad)}.")
    return out


def _reach(weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return, for each delay, the months after which nothing comes out in any draw. Shape (delay,)."""
    months = np.arange(1, weights.shape[2] + 1)
    return np.asarray((np.any(weights > 0, axis=1) * months).max(axis=1), dtype=np.int64)


def _weights(kernel: Kernel, inputs: NDArray[np.float64]) -> NDArray[np.float64]:
    if not kernel.delays:
        return np.zeros((1, inputs.shape[0], LONGEST_MONTHS))
    place = {name: index for index, name in enumerate(kernel.inputs)}
    # A delay's mean is one parameter for the whole council, so the first patch stands for all; and delays of
    # the same mean and order, such as the time to fill a post in any team, are worked out once.
    made = {
        (mean, order): delay_weights(inputs[:, 0, place[mean]], order) for _, mean, order in kernel.delays
    }
    return np.ascontiguousarray(np.stack([made[mean, order] for _, mean, order in kernel.delays]))
