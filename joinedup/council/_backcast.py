"""How far off the model would have been, had it been run in each of the last years held.

Each backcast starts from what was known on its first day, so that it can be held against what came, beside
the naive forecast made on the same day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from joinedup.council._model import measures
from joinedup.council._projection import naive_draws
from joinedup.council._runs import run_paths
from joinedup.council._session import Progress, Ready, Settings, draw_inputs
from joinedup.declared import FigureValue, Measure
from joinedup.errors import ModelRefused
from joinedup.evidence import crps, skill
from joinedup.vocabulary import APRIL, FIGURES

Draws = NDArray[np.float64]
ORIGINS = 3
_DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class Scored:
    """One forecast against what came.

    Args:
        measure: the measure.
        starts: the day from which it was forecast.
        as_at: the day of the truth.
        truth: what came.
        median: the middle of the model's forecast.
        low_80: lower end of its 80 per cent range.
        high_80: upper end.
        naive: the naive forecast.
        score: the model's CRPS, in the measure's unit.
        naive_score: the naive forecast's.
    """

    measure: Measure
    starts: date
    as_at: date
    truth: float
    median: float
    low_80: float
    high_80: float
    naive: float
    score: float
    naive_score: float

    @property
    def error(self) -> float:
        """How far the middle was off, as a share of the truth."""
        return self.median / self.truth - 1 if self.truth else 0.0

    @property
    def naive_error(self) -> float:
        """How far the naive forecast was off, as a share of the truth."""
        return self.naive / self.truth - 1 if self.truth else 0.0


@dataclass(frozen=True)
class Summary:
    """All forecasts of one measure.

    Args:
        measure: the measure.
        n: number of forecasts scored.
        error: mean absolute error of the model, as a share.
        naive_error: the same for the naive forecast.
        skill: how much better the model's score is than the naive one: below 0 is worse.
        inside_80: share of truths inside the 80 per cent range.
    """

    measure: Measure
    n: int
    error: float
    naive_error: float
    skill: float
    inside_80: float


@dataclass(frozen=True)
class Backcast:
    """Every forecast scored, and why some could not be.

    Args:
        scored: forecasts against what came.
        not_run: the days from which no backcast could be made, with why.
    """

    scored: tuple[Scored, ...]
    not_run: tuple[tuple[date, str], ...]

    def summaries(self) -> list[Summary]:
        """Return one row for each measure that was scored."""
        rows = []
        for measure in measures().values():
            mine = [one for one in self.scored if one.measure.name == measure.name]
            if mine:
                rows.append(_summary(measure, mine))
        return rows


def _summary(measure: Measure, mine: list[Scored]) -> Summary:
    return Summary(
        measure,
        len(mine),
        float(np.mean([abs(one.error) for one in mine])),
        float(np.mean([abs(one.naive_error) for one in mine])),
        skill(sum(one.score for one in mine), sum(one.naive_score for one in mine)),
        float(np.mean([one.low_80 <= one.truth <= one.high_80 for one in mine])),
    )


def backcast(asked: Ready, settings: Settings, progress: Progress | None = None) -> Backcast:
    """Run the model from each of the last years held, and score it against what came.

    Args:
        asked: the council.
        settings: how the runs are made.
        progress: told what is being done and the share done.
    """
    tell = progress or (lambda what, share: None)
    scored: list[Scored] = []
    not_run: list[tuple[date, str]] = []
    origins = _origins(asked)
    for number, (starts, years) in enumerate(origins):
        tell(f"as if it were {starts:%B %Y}", number / len(origins))
        try:
            scored += _from(asked, settings, starts, years)
        except ModelRefused as error:
            not_run.append((starts, error.what))
    tell("backcasts done", 1.0)
    return Backcast(tuple(scored), tuple(not_run))


def _origins(asked: Ready) -> list[tuple[date, int]]:
    """Return the first days of the last three backcasts that a truth is held for, and their length."""
    latest = max(
        (one.as_at for measure in measures().values() for one in _truths(asked, measure)), default=None
    )
    if latest is None:
        return []
    last = latest.year if (latest.month, latest.day) >= (3, 31) else latest.year - 1
    return [(date(last - back, APRIL, 1), back) for back in range(1, ORIGINS + 1)]


def _truths(asked: Ready, measure: Measure) -> list[FigureValue]:
    if not measure.figure:
        return []
    # Only what social care and schools count each year is scored; population runs years ahead of it.
    if FIGURES[measure.figure].domain in ("population", "housing"):
        return []
    return asked.figures.history(measure.figure, measure.band)


def _from(asked: Ready, settings: Settings, starts: date, years: int) -> list[Scored]:
    inputs = draw_inputs(asked, replace(settings, years=years), on=starts)
    paths = run_paths(inputs, starts, seed=settings.seed, threads=settings.threads)
    found = []
    for measure in measures().values():
        if measure.name not in paths.names:
            continue
        draws = paths.whole(measure.name)
        for truth in _truths(asked, measure):
            year = _year_of(truth.as_at, starts)
            naive = naive_draws(asked, measure, starts, years)
            if naive is None or not 0 <= year < years or truth.value <= 0:
                continue
            found.append(_score(measure, starts, truth, draws[:, year], naive[:, year]))
    return found


def _year_of(as_at: date, starts: date) -> int:
    """Return the year of the plan whose 31 March is nearest to a day."""
    return round((as_at - date(starts.year, 3, 31)).days / _DAYS_A_YEAR) - 1


def _score(measure: Measure, starts: date, truth: FigureValue, draws: Draws, naive: Draws) -> Scored:
    low, middle, high = np.quantile(draws, (0.1, 0.5, 0.9))
    return Scored(
        measure,
        starts,
        truth.as_at,
        truth.value,
        float(middle),
        float(low),
        float(high),
        float(np.median(naive)),
        crps(truth.value, draws),
        crps(truth.value, naive),
    )
