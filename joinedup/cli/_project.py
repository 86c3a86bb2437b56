"""`joinedup project`: where the council is heading if nothing is decided."""

from __future__ import annotations

from typing import Annotated

import typer

from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, err, out, progress

Draws = Annotated[int, typer.Option(help="Draws; a power of two. More narrow down the ranges' ends.")]
Years = Annotated[int, typer.Option(min=1, max=15, help="Years of the plan.")]
Seed = Annotated[int, typer.Option(help="Fixes every draw and chance: the same seed gives the same answer.")]


def project(
    council: CouncilFolder = None,
    draws: Draws = 256,
    years: Years = 15,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Project the council as if nothing were decided, beside the naive forecast and past errors."""
    from joinedup.council import Settings, backcast, ready
    from joinedup.council import project as run
    from joinedup.reports.coverage import write_coverage
    from joinedup.reports.projection import projection_json, projection_summary, write_projection

    here = council_at(council)
    settings = Settings(draws=draws, years=years, seed=seed)
    with progress() as tell:
        asked = ready(here)
        projection = run(asked, settings, tell)
        past = backcast(asked, settings, tell)
    written = write_projection(projection, past, here)
    coverage = write_coverage(projection, here)
    if as_json:
        answer(projection_json(projection, past, here))
    else:
        out.print(projection_summary(projection, past, here))
    err.print(
        f"Report: {written.page}\nWhat it starts from: {coverage.page}", highlight=False, soft_wrap=True
    )
