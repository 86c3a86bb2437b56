"""`joinedup project`: where the council is heading if nothing is decided."""

from __future__ import annotations

from typing import Annotated

import typer

from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, out, progress, say, waiting

Draws = Annotated[
    int,
    typer.Option(metavar="NUMBER", help="How many times the future is drawn: a power of two, such as 256."),
]
FewestDraws = Annotated[
    int | None,
    typer.Option(
        metavar="NUMBER",
        help="How many times the future is drawn: a power of two. Without it, as often as an answer that "
        "holds still needs, 256 times at least.",
        show_default=False,
    ),
]
Years = Annotated[int, typer.Option(metavar="NUMBER", min=1, max=15, help="Years ahead.")]
Seed = Annotated[
    int, typer.Option(metavar="NUMBER", help="Fixes every chance: the same seed gives the same answer.")
]


def project(
    council: CouncilFolder = None,
    draws: Draws = 256,
    years: Years = 15,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Show where the council is heading if nothing is decided.

    Every measure stands beside the naive forecast that its last value stays. The model is also run as if it
    were each of the last three years, to see how far off it would have been.
    """
    here = council_at(council)
    with waiting("reading the model"):
        from joinedup.council import Settings, backcast, compile_kernel, keep_projection, ready
        from joinedup.council import project as run
        from joinedup.reports.coverage import write_coverage
        from joinedup.reports.links import links_of
        from joinedup.reports.projection import as_json as projection_as_json
        from joinedup.reports.projection import projection_summary, write_projection
        from joinedup.reports.services import write_services
    settings = Settings(draws=draws, years=years, seed=seed)
    with progress() as tell:
        asked = ready(here)
        tell("getting the model ready", 0.0)
        compile_kernel()
        tell("getting the model ready", 1.0)
        projection = run(asked, settings, tell)
        past = backcast(asked, settings, tell)
        keep_projection(here, projection, past)
        tell("writing the reports", 0.0)
        written = write_projection(projection, past, here)
        coverage = write_coverage(projection, here)
        services = write_services(projection, past, here, links_of(here))
        tell("writing the reports", 1.0)
    if as_json:
        answer(projection_as_json(projection, past))
    else:
        out.print(projection_summary(projection, past))
    say(f"Report: {written.page}\nEach service: {services}\nWhat it starts from: {coverage.page}")
