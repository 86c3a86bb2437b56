"""How good a forecast was, once the truth is known."""

from __future__ import annotations

import numpy as np
import scoringrules
from numpy.typing import NDArray


def crps(truth: float, draws: NDArray[np.float64]) -> float:
    """Return the continuous ranked probability score of an ensemble: 0 is perfect, in the unit of the truth.

    Uses the fair form, which does not reward a large ensemble for its size (Ferro, 2014,
    doi:10.1002/qj.2270).

    Args:
        truth: what happened.
        draws: the forecast. Shape (draw,).
    """
    return float(scoringrules.crps_ensemble(truth, draws, estimator="fair"))


def skill(score: float, naive: float) -> float:
    """Return how much better a score is than the naive one: 1 is perfect, 0 no better, below 0 worse."""
    return 1.0 - score / naive if naive > 0 else 0.0
