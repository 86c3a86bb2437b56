"""The do-nothing projection: the adopted budget without any proposal, with the naive forecast beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from joinedup.council._collected import Collected
from joinedup.council._figures import Figures
from joinedup.council._inputs import roll_forward
from joinedup.council._model import capacities, measures
from joinedup.council._paths import Paths
from joinedup.council._plan import Plan
from joinedup.council._ranges import Range, ranges
from joinedup.council._runs import RunManifest
from joinedup.council._session import Progress, Ready, Settings, manifest_of
from joinedup.council._starting import StartingValue
from joinedup.council._tipping import FULL
from joinedup.declared import Capacity, FigureValue, Measure
from joinedup.evidence import persistence
from joinedup.services.places import Area, Rolls
from joinedup.vocabulary import FUNDING_LINES, SPENDING_LINES, Pot, financial_year

_POINTS_OF_NAIVE = 1024
# What is held at the start, and what the model records of it: one rule for every page.
_RESERVES = {
    Pot.GENERAL_FUND: ("general", "money.general_reserve"),
    Pot.DSG_HIGH_NEEDS: ("dsg", "money.dsg_reserve"),
}


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
        reserve: its reserve on 31 March as the model records it: earmarked reserves meet their share of a
            gap of the General Fund while they last, and all blocks of the Dedicated Schools Grant share one
            reserve; empty where none is held.
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
class RoomCourse:
    """How much room one capacity has left if nothing is decided.

    Args:
        capacity: the capacity.
        patch: identifier of the patch; "" for the whole council.
        room: share of the capacity that is free, one range a year; negative where it is overfull. Of the
            whole council, the mean of its patches.
        p_full: probability that it is full, year by year; of the whole council, that some patch is full.
    """

    capacity: Capacity
    patch: str
    room: tuple[Range, ...]
    p_full: tuple[float, ...]


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
        rooms: room left in every capacity that is in use, for the council and each patch.
    """

    manifest: RunManifest
    years: tuple[str, ...]
    starting: tuple[StartingValue, ...]
    measures: tuple[MeasureCourse, ...]
    pots: tuple[PotCourse, ...]
    lines: tuple[LineCourse, ...]
    areas: tuple[AreaCourse, ...]
    rooms: tuple[RoomCourse, ...] = ()


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
    held = Collected()
    for paths, rolls in adopted.parts():
        held.add(_series(asked, paths, rolls))
        years, patches, areas = paths.years, paths.patches, [roll.area for roll in rolls]
    return Projection(
        manifest=manifest_of(asked, settings, []),
        years=tuple(financial_year(date(year, 3, 31)) for year in years),
        starting=adopted.starting,
        measures=tuple(_courses(asked, held, patches)),
        pots=tuple(_pots(held, list(Pot))),
        lines=tuple(_lines(held)),
        areas=tuple(_areas(asked, held, areas)),
        rooms=tuple(_rooms(held, patches)),
    )


def _series(asked: Ready, paths: Paths, rolls: list[Rolls]) -> dict[str, NDArray[np.float64]]:
    """Return every series that the projection shows, by name. Shapes (draw, year)."""
    found: dict[str, NDArray[np.float64]] = {}
    for measure in measures().values():
        found[measure.name] = paths.whole(measure.name)
        by_patch = paths.of(measure.name)
        for place, patch in enumerate(paths.patches):
            found[f"{measure.name}@{patch}"] = by_patch[:, place]
    for line in SPENDING_LINES:
        found[f"spend.{line.code}"] = paths.whole(f"spend.{line.code}")
    for pot in Pot:
        found |= _pot_series(asked.figures, paths, pot)
    for roll in rolls:
        found[f"pupils@{roll.area.code}"] = roll.pupils.sum(axis=1)
        found[f"short@{roll.area.code}"] = roll.short
    return found | _room_series(paths)


def _room_series(paths: Paths) -> dict[str, NDArray[np.float64]]:
    """Return the room and the fullness of every capacity; what is full is 1, so that its mean is a chance."""
    found: dict[str, NDArray[np.float64]] = {}
    for capacity in capacities():
        load = paths.of(capacity.load)
        full = (load > FULL).astype(np.float64)
        found[f"room@{capacity.load}"] = 1 - paths.whole(capacity.load)
        found[f"full@{capacity.load}"] = full.max(axis=1)
        for place, patch in enumerate(paths.patches):
            found[f"room@{capacity.load}@{patch}"] = 1 - load[:, place]
            found[f"full@{capacity.load}@{patch}"] = full[:, place]
    return found


def _rooms(held: Collected, patches: tuple[str, ...]) -> list[RoomCourse]:
    found = []
    for capacity in capacities():
        for patch in ("", *patches):
            where = f"{capacity.load}@{patch}" if patch else capacity.load
            full = tuple(one.mean for one in held.ranges(f"full@{where}"))
            found.append(RoomCourse(capacity, patch, tuple(held.ranges(f"room@{where}")), full))
    in_use = {one.capacity.load for one in found if any(year.mean < 1 for year in one.room)}
    return [one for one in found if one.capacity.load in in_use]


def _pot_series(figures: Figures, paths: Paths, pot: Pot) -> dict[str, NDArray[np.float64]]:
    spent = [paths.whole(f"spend.{line.code}") for line in SPENDING_LINES if line.pot is pot]
    paid = [paths.whole(f"funding.{code}") for code, (_, where) in FUNDING_LINES.items() if where is pot]
    if not spent or not paid:
        return {}
    spending, funding = np.sum(spent, axis=0), np.sum(paid, axis=0)
    found = {f"{pot}.spending": spending, f"{pot}.funding": funding, f"{pot}.gap": spending - funding}
    if pot in _RESERVES:
        kind, recorded = _RESERVES[pot]
        if figures.latest("reserves", kind):
            found[f"{pot}.reserve"] = paths.whole(recorded)
    return found


def _courses(asked: Ready, held: Collected, patches: tuple[str, ...]) -> list[MeasureCourse]:
    found = []
    for measure in measures().values():
        past = tuple(asked.figures.history(measure.figure, measure.band)) if measure.figure else ()
        expected = tuple(held.ranges(measure.name))
        naive = tuple(naive_ranges(asked, measure, len(expected)))
        found.append(MeasureCourse(measure, "", past, expected, naive))
        found += [
            MeasureCourse(measure, patch, (), tuple(held.ranges(f"{measure.name}@{patch}")), ())
            for patch in patches
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


def _pots(held: Collected, pots: list[Pot]) -> list[PotCourse]:
    found = []
    for pot in pots:
        if not held.has(f"{pot}.gap"):
            continue
        spending, funding, gap = (
            tuple(held.ranges(f"{pot}.{what}")) for what in ("spending", "funding", "gap")
        )
        left = tuple(held.ranges(f"{pot}.reserve")) if held.has(f"{pot}.reserve") else ()
        found.append(PotCourse(pot, spending, funding, gap, left))
    return found


def _lines(held: Collected) -> list[LineCourse]:
    return [
        LineCourse(line.code, line.directorate, line.pot, tuple(held.ranges(f"spend.{line.code}")))
        for line in SPENDING_LINES
    ]


def _areas(asked: Ready, held: Collected, areas: list[Area]) -> list[AreaCourse]:
    names = {area.code: area.name for area in asked.council.planning_areas}
    return [
        AreaCourse(
            area.code,
            names[area.code],
            area.phase,
            float(area.places.sum()),
            tuple(held.ranges(f"pupils@{area.code}")),
            tuple(held.ranges(f"short@{area.code}")),
        )
        for area in areas
    ]
