"""The do-nothing projection: the adopted budget without any proposal, with the naive forecast beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from joinedup.council._figures import Figures
from joinedup.council._inputs import roll_forward
from joinedup.council._model import measures
from joinedup.council._paths import Paths
from joinedup.council._plan import Plan
from joinedup.council._ranges import Range, ranges
from joinedup.council._runs import RunManifest
from joinedup.council._session import Progress, Ready, Settings, manifest_of
from joinedup.council._starting import StartingValue
from joinedup.declared import FigureValue, Measure
from joinedup.evidence import persistence
from joinedup.services.places import Rolls
from joinedup.vocabulary import FUNDING_LINES, SPENDING_LINES, Pot, financial_year

_POINTS_OF_NAIVE = 1024


@dataclass(frozen=True)
class MeasureCourse:
    """Where one measure is heading if nothing is decided.

    Args:
        measure: the measure.
        patch: identifier of the patch; "" for the whole council.
        held: past values, oldest first; for the whole council only.
        expected: one range a year.
        naive: "the last value stays", one range a year; empty where nothing is held.
    """

    measure: Measure
    patch: str
    held: tuple[FigureValue, ...]
    expected: tuple[Range, ...]
    naive: tuple[Range, ...]


@dataclass(frozen=True)
class PotCourse:
    """One pot of money if nothing is decided, in pounds a year at the prices of each year.

    Args:
        pot: the pot.
        spending: what is spent from it.
        funding: what pays for it.
        gap: spending less funding; a positive number is a gap.
        reserve: its reserve on 31 March if every gap is met from it; empty where it has none.
    """

    pot: Pot
    spending: tuple[Range, ...]
    funding: tuple[Range, ...]
    gap: tuple[Range, ...]
    reserve: tuple[Range, ...]


@dataclass(frozen=True)
class LineCourse:
    """One budget line if nothing is decided."""

    line: str
    directorate: str
    pot: Pot
    expected: tuple[Range, ...]


@dataclass(frozen=True)
class AreaCourse:
    """Pupils against places in one planning area if nothing is decided."""

    area: str
    name: str
    phase: str
    places: float
    pupils: tuple[Range, ...]
    short: tuple[Range, ...]


@dataclass(frozen=True)
class Projection:
    """The council if nothing is decided.

    Args:
        manifest: the run it came from.
        years: financial years.
        starting: what it started from.
        measures: every measure, for the council and each patch.
        pots: money by pot.
        lines: money by budget line.
        areas: school places by planning area.
    """

    manifest: RunManifest
    years: tuple[str, ...]
    starting: tuple[StartingValue, ...]
    measures: tuple[MeasureCourse, ...]
    pots: tuple[PotCourse, ...]
    lines: tuple[LineCourse, ...]
    areas: tuple[AreaCourse, ...]


def project(
    asked: Ready, settings: Settings, progress: Progress | None = None, plan: Plan | None = None
) -> Projection:
    """Project the council as if nothing were decided.

    Args:
        asked: the council.
        settings: how the run is made.
        progress: told what is being done and the share done.
        plan: the adopted plan of the same council and settings, where it has been run already.
    """
    adopted = plan or Plan(asked, settings, progress)
    paths, rolls = adopted.adopted
    return Projection(
        manifest=manifest_of(asked, settings, []),
        years=tuple(financial_year(date(year, 3, 31)) for year in paths.years),
        starting=adopted.inputs.starting,
        measures=tuple(_courses(asked, paths)),
        pots=tuple(_pots(asked.figures, paths)),
        lines=tuple(_lines(paths)),
        areas=tuple(_areas(asked, rolls)),
    )


def _courses(asked: Ready, paths: Paths) -> list[MeasureCourse]:
    found = []
    for measure in measures().values():
        held = tuple(asked.figures.history(measure.figure, measure.band)) if measure.figure else ()
        expected = tuple(ranges(paths.whole(measure.name)))
        found.append(
            MeasureCourse(measure, "", held, expected, tuple(naive_ranges(asked, measure, len(expected))))
        )
        by_patch = paths.of(measure.name)
        found += [
            MeasureCourse(measure, patch, (), tuple(ranges(by_patch[:, place])), ())
            for place, patch in enumerate(paths.patches)
        ]
    return found


def naive_ranges(asked: Ready, measure: Measure, years: int) -> list[Range]:
    """Return "the last value stays" for a measure, from its own history; empty where none is held."""
    draws = naive_draws(asked, measure, asked.council.plan_starts, years)
    return [] if draws is None else ranges(draws)


def naive_draws(asked: Ready, measure: Measure, on: date, years: int) -> NDArray[np.float64] | None:
    """Return draws of "the last value stays" as it would have been made on a day. Shape (draw, year)."""
    if not measure.figure:
        return None
    held = [one.value for one in asked.figures.history(measure.figure, measure.band) if one.as_at <= on]
    if not held:
        return None
    how = roll_forward(asked.parameters, on)
    return persistence(
        held[-(how.years_of_history + 1) :],
        years,
        _POINTS_OF_NAIVE,
        how.usual_spread(measure.figure),
        how.weight_of_no_change,
    )


def _pots(figures: Figures, paths: Paths) -> list[PotCourse]:
    found = []
    reserves = {Pot.GENERAL_FUND: "general", Pot.DSG_HIGH_NEEDS: "dsg"}
    for pot in Pot:
        spent = [paths.whole(f"spend.{line.code}") for line in SPENDING_LINES if line.pot is pot]
        paid = [paths.whole(f"funding.{code}") for code, (_, where) in FUNDING_LINES.items() if where is pot]
        if not spent or not paid:
            continue
        spending, funding = np.sum(spent, axis=0), np.sum(paid, axis=0)
        gap = spending - funding
        held = figures.latest("reserves", reserves[pot]) if pot in reserves else None
        left = tuple(ranges(held.value - np.cumsum(gap, axis=1))) if held else ()
        found.append(
            PotCourse(pot, tuple(ranges(spending)), tuple(ranges(funding)), tuple(ranges(gap)), left)
        )
    return found


def _lines(paths: Paths) -> list[LineCourse]:
    return [
        LineCourse(line.code, line.directorate, line.pot, tuple(ranges(paths.whole(f"spend.{line.code}"))))
        for line in SPENDING_LINES
    ]


def _areas(asked: Ready, rolls: list[Rolls]) -> list[AreaCourse]:
    names = {area.code: area.name for area in asked.council.planning_areas}
    return [
        AreaCourse(
            roll.area.code,
            names[roll.area.code],
            roll.area.phase,
            float(roll.area.places.sum()),
            tuple(ranges(roll.pupils.sum(axis=1))),
            tuple(ranges(roll.short)),
        )
        for roll in rolls
    ]
