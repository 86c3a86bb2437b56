"""Draws that the last years bear out: which assumptions each draw of the plan should take.

The model is run from some years before the plan, from what was known then. Draws that came near to what has
been counted since are taken more often, and those that missed it less often, so that the plan starts with the
assumptions that best explain how the council came to be where it is. At least half of the draws stay in play,
so that a few lucky ones cannot decide.

Importance weighting with a tempered likelihood and systematic resampling (Del Moral, Doucet and Jasra 2006,
doi:10.1111/j.1467-9868.2006.00553.x, section 3.1 on the effective sample size).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from joinedup.council._figures import Figures
from joinedup.council._inputs import roll_forward
from joinedup.council._model import measures
from joinedup.council._paths import Paths
from joinedup.council._starting import yearly_spread
from joinedup.declared import Measure, Parameter
from joinedup.engine import REPLICATES
from joinedup.vocabulary import FIGURES

_DAYS_A_YEAR = 365.25
_HALVINGS = 40


@dataclass(frozen=True)
class Conditioning:
    """Which draws the last years bear out.

    Args:
        starts: the day from which the model was run against what has been counted since.
        counts: how many counts it was held against.
        kept: share of the draws that stay in play, as an effective number; 1 where nothing was counted.
        follows: for each draw, the draw whose assumptions it takes. Shape (draw,).
    """

    starts: date
    counts: int
    kept: float
    follows: NDArray[np.int64]


def condition(
    figures: Figures, parameters: dict[str, Parameter], paths: Paths, until: date, seed: int
) -> Conditioning:
    """Weigh draws by how near they came to what has been counted since they start, and draw again from them.

    Args:
        figures: what is held.
        parameters: parameters by name.
        paths: a run that starts some years before the plan.
        until: first day of the plan; what was counted on it or later is not used.
        seed: fixes which draws are taken.
    """
    fit = np.zeros(paths.values.shape[0])
    counts = 0
    for measure in measures().values():
        for year, seen, spread in _counted(figures, parameters, measure, paths, until):
            expected = np.maximum(paths.whole(measure.name)[:, year], 0.5)
            # Student's t with four degrees of freedom: one strange count may not rule a draw out.
            fit -= 2.5 * np.log1p((np.log(seen / expected) / spread) ** 2 / 4)
            counts += 1
    weights = _tempered(fit, float(_value(parameters, "share_of_draws_kept", paths.starts)))
    kept = float(1 / np.sum(weights**2) / len(weights))
    return Conditioning(paths.starts, counts, kept, _followed(weights, seed))


def _value(parameters: dict[str, Parameter], name: str, on: date) -> float:
    return parameters[f"joinedup.conditioning.{name}"].at(on).value


def _counted(
    figures: Figures, parameters: dict[str, Parameter], measure: Measure, paths: Paths, until: date
) -> list[tuple[int, float, float]]:
    """Return counts made since the run starts: the year of the run, the count and the spread of its log."""
    if not measure.figure or FIGURES[measure.figure].domain in ("population", "housing"):
        return []
    if measure.name not in paths.names:
        return []
    how = roll_forward(parameters, paths.starts)
    found = []
    for held in figures.history(measure.figure, measure.band):
        year = round((held.as_at - date(paths.starts.year, 3, 31)).days / _DAYS_A_YEAR) - 1
        if 0 <= year < paths.values.shape[3] and held.value > 0 and held.as_at < until:
            # What moves a figure from year to year moves it further the longer ago the run started.
            moves = yearly_spread(figures, held, how) * math.sqrt(year + 1)
            spread = math.hypot(moves, 1 / math.sqrt(held.value))
            found.append((year, held.value, spread))
    return found


def _tempered(fit: NDArray[np.float64], kept: float) -> NDArray[np.float64]:
    """Return weights that add up to 1, softened until the effective number of draws is at least `kept`."""

    def weights(power: float) -> NDArray[np.float64]:
        raw = np.exp(power * (fit - fit.max()))
        return np.asarray(raw / raw.sum())

    def share(power: float) -> float:
        return float(1 / np.sum(weights(power) ** 2) / len(fit))

    if share(1.0) >= kept:
        return weights(1.0)
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if share(middle) >= kept else (low, middle)
    return weights(low)


def _followed(weights: NDArray[np.float64], seed: int) -> NDArray[np.int64]:
    """Return, for each draw, the draw whose assumptions it takes: each taken as often as its weight says.

    Draws are taken within their own replicate, so that replicates stay independent; and a draw that is taken
    at all keeps its own, so that no more is changed than must be.
    """
    follows = np.arange(len(weights))
    for replicate in range(min(REPLICATES, len(weights))):
        own = np.arange(replicate, len(weights), REPLICATES)
        times = _systematic(weights[own] / weights[own].sum(), seed + replicate)
        follows[own[times == 0]] = np.repeat(own, np.maximum(times - 1, 0))
    return follows


def _systematic(weights: NDArray[np.float64], seed: int) -> NDArray[np.int64]:
    """Return how often each draw is taken: its weight times the number of draws, up or down to a whole."""
    n = len(weights)
    places = (np.arange(n) + np.random.default_rng([seed, n]).random()) / n
    taken = np.minimum(np.searchsorted(np.cumsum(weights), places), n - 1)
    return np.bincount(taken, minlength=n)
