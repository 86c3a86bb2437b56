"""`joinedup optimise`: better sets of proposals within limits, beside the officers' own list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli._output import (
    AsJson,
    CouncilFolder,
    answer,
    council_at,
    nothing_printed,
    out,
    progress,
    say,
    waiting,
)
from joinedup.cli._project import Draws, Seed, Years
from joinedup.errors import InputRefused
from joinedup.folder import Council

_ENDINGS = (".yaml", ".yml")


def optimise(
    targets: Annotated[
        str | None,
        typer.Argument(
            metavar="TARGETS",
            help="Name of a file in targets/, or a path; not needed where there is only one.",
            show_default=False,
        ),
    ] = None,
    council: CouncilFolder = None,
    draws: Draws = 256,
    years: Years = 15,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Find better sets of proposals, and say what the officers' own list gives up.

    A targets file says which proposals may be chosen, which limits every set must keep and what is better for
    residents. Every set shown was run in full. Where no set keeps every limit, the limits that conflict are
    named.
    """
    here = council_at(council)
    path = _path(here, targets)
    with waiting("reading the model"):
        from joinedup.council import Settings, compile_kernel, every_proposal, proposals_named, ready
        from joinedup.council.better_sets import better_sets, known_to, read_targets
        from joinedup.reports.better_sets import as_json as sets_as_json
        from joinedup.reports.better_sets import better_sets_summary, write_better_sets
        from joinedup.store import keep_result
    settings = Settings(draws=draws, years=years, seed=seed)
    with progress() as tell:
        asked = ready(here)
        held = [Path(one).stem for one in every_proposal(here)]
        checked = read_targets(path).checked(known_to(here, held, years))
        proposals = proposals_named(here, list(checked.proposals), settings)
        tell("getting the model ready", 0.0)
        compile_kernel()
        tell("getting the model ready", 1.0)
        with nothing_printed():
            found = better_sets(asked, proposals, checked, settings, tell)
        keep_result(here.workings, f"better_sets-{path.stem}", found)
        tell("writing the report", 0.0)
        written = write_better_sets(here, found, path.stem)
        tell("writing the report", 1.0)
    if as_json:
        answer(sets_as_json(found))
    else:
        out.print(better_sets_summary(found))
    say(f"Report: {written.page}\nWorkbook: {written.workbook}\nEvery number: {written.json}")


def _path(council: Council, named: str | None) -> Path:
    """Return the targets file that is meant.

    Raises:
        InputRefused: none was named and there is not exactly one.
    """
    if named is not None:
        is_path = Path(named).suffix in _ENDINGS
        return Path(named) if is_path else council.targets / f"{named}.yaml"
    held = sorted(one for one in council.targets.glob("*.y*ml"))
    if len(held) == 1:
        return held[0]
    if not held:
        raise InputRefused(
            f"There is no targets file in {council.targets}.",
            "Write one as the user guide, `Better sets`, shows.",
        )
    names = ", ".join(one.stem for one in held)
    raise InputRefused(f"{council.targets} holds {len(held)} targets files: {names}.", "Name one of them.")
