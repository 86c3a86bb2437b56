"""A council ready to be asked: its figures, parameters, planning areas and the draws of one run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np
from numpy.typing import NDArray

from joinedup.council._conditioning import Conditioning, condition
from joinedup.council._figures import Figures, held_figures
from joinedup.council._inputs import Inputs, make_inputs
from joinedup.council._paths import Paths
from joinedup.council._places import planning_areas, with_places
from joinedup.council._runs import RunManifest, base_overlay, make_manifest, run_paths
from joinedup.council.proposals import Proposal
from joinedup.declared import Parameter
from joinedup.engine import Overlay
from joinedup.folder import Council
from joinedup.parameters import find_parameter, load_parameters
from joinedup.services.places import Area, Rolls
from joinedup.store import Store

DRAWS = 256
YEARS = 15
SEED = 1

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Ready:
    """Everything a question about a council needs, read once.

    Args:
        council: the council.
        figures: every figure held.
        parameters: parameters by name.
        areas: planning areas with pupils and places.
        load: number of the load the figures come from.
    """

    council: Council
    figures: Figures
    parameters: dict[str, Parameter]
    areas: list[Area]
    load: int


@dataclass(frozen=True)
class Settings:
    """How a run is made.

    Args:
        draws: number of draws, a power of two.
        years: length of the plan.
        seed: fixes every draw and chance.
        threads: threads to use; all processors where None.
        first_draw: number of the first draw, where these are part of a longer run.
    """

    draws: int = DRAWS
    years: int = YEARS
    seed: int = SEED
    threads: int | None = None
    first_draw: int = 0


def ready(council: Council) -> Ready:
    """Read what a council holds.

    Args:
        council: the council.
    """
    store = Store(council.workings)
    return ready_with(council, held_figures(council, store), store.manifest().load)


def ready_with(council: Council, figures: Figures, load: int = 0) -> Ready:
    """Return a council ready to be asked about figures that are already at hand.

    Args:
        council: the council.
        figures: every figure held about it.
        load: number of the load they come from; 0 where they come from none.
    """
    parameters = load_parameters(council.local_parameters)
    return Ready(council, figures, parameters, planning_areas(council, figures), load)


def draw_inputs(
    asked: Ready,
    settings: Settings,
    redraw: frozenset[str] = frozenset(),
    on: date | None = None,
    conditioned: Conditioning | None = None,
) -> Inputs:
    """Return the inputs of a run.

    Args:
        asked: the council.
        settings: how the run is made.
        redraw: uncertain inputs to draw afresh.
        on: first day of the run; the plan's own where None.
        conditioned: which draws the years before bear out, where that is known already.
    """
    held = conditioned or conditioning(asked, settings, on)
    return _inputs(asked, settings, settings.years, on, redraw, held.follows)


def conditioning(asked: Ready, settings: Settings, on: date | None = None) -> Conditioning:
    """Return which draws the years before a day bear out.

    Args:
        asked: the council.
        settings: how the run is made.
        on: the day; the first of the plan where None.
    """
    starts = on or asked.council.plan_starts
    years = int(find_parameter(asked.parameters, "joinedup.conditioning.years").at(starts).value)
    before = date(starts.year - years, starts.month, starts.day)
    inputs = _inputs(asked, settings, years, before, frozenset(), None)
    paths = run_paths(
        inputs, before, seed=settings.seed, threads=settings.threads, first_draw=settings.first_draw
    )
    return condition(asked.figures, asked.parameters, paths, starts, settings.seed)


def _inputs(
    asked: Ready,
    settings: Settings,
    years: int,
    on: date | None,
    redraw: frozenset[str],
    follows: NDArray[np.int64] | None,
) -> Inputs:
    return make_inputs(
        asked.council,
        asked.figures,
        asked.parameters,
        draws=settings.draws,
        seed=settings.seed,
        years=years,
        on=on,
        redraw=redraw,
        follows=follows,
        first_draw=settings.first_draw,
    )


def run_plan(
    asked: Ready,
    inputs: Inputs,
    settings: Settings,
    overlay: Overlay | None = None,
    progress: Callable[[float], None] | None = None,
) -> tuple[Paths, list[Rolls]]:
    """Run the plan, with proposals laid on it or without.

    Args:
        asked: the council.
        inputs: the inputs of the run.
        settings: how it is made.
        overlay: the plan with proposals; the adopted plan where None.
        progress: told the share done.
    """
    paths = run_paths(
        inputs,
        asked.council.plan_starts,
        seed=settings.seed,
        overlay=base_overlay(inputs) if overlay is None else overlay,
        threads=settings.threads,
        first_draw=settings.first_draw,
        progress=progress,
    )
    return with_places(
        paths, inputs, asked.areas, asked.council, asked.parameters, settings.seed, settings.first_draw
    )


def manifest_of(asked: Ready, settings: Settings, proposals: list[Proposal]) -> RunManifest:
    """Return the manifest of a run."""
    return make_manifest(
        council=asked.council.name,
        load=asked.load,
        figures=asked.figures,
        parameters=asked.parameters,
        proposals={proposal.id: proposal.hash for proposal in proposals},
        seed=settings.seed,
        draws=settings.draws,
        starts=asked.council.plan_starts,
        years=settings.years,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
