"""How good a forecast was, once the truth is known."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def crps(truth: float, draws: NDArray[np.float64]) -> float:
    """Return the continuous ranked probability score of an ensemble: 0 is perfect, in the unit of the truth.

    Uses the fair form, which does not reward a large ensemble for its size (Ferro, 2014,
    doi:10.1002/qj.2270). The field's library takes seconds to import for this one line; a
    test holds us to its answers.

    Args:
        truth: what happened.
        draws: the forecast, at least two draws. Shape (draw,).
    """
    n = draws.size
    ordered = np.sort(draws)
    # The mean distance between two different draws, from the order they stand in.
    apart = 2.0 * float(np.dot(2 * np.arange(1, n + 1) - n - 1, ordered)) / (n * (n - 1))
    return float(np.abs(draws - truth).mean()) - apart / 2.0


def skill(score: float, naive: float) -> float:
    """Return how much better a score is than the naive one: 1 is perfect, 0 no better, below 0 worse."""
    return 1.0 - score / naive if naive > 0 else 0.0
