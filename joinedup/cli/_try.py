"""`joinedup try`: what proposals do to everybody else."""

from __future__ import annotations

from typing import Annotated

import typer

from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, out, progress, say, waiting
from joinedup.cli._project import FewestDraws, Seed, Years


def try_(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="PROPOSAL", help="Names of proposals in proposals/, or files; several are taken together."
        ),
    ],
    council: CouncilFolder = None,
    draws: FewestDraws = None,
    years: Years = 15,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Show what proposals do to every other service.

    The answer gives every directorate, pot of money and main measure, year by year, with ranges; how sure it
    is and what would turn it; how much room each service has left; who else must be asked; and how much of
    the answer rests on values that nobody has verified. Nothing is decided or changed by trying.
    """
    here = council_at(council)
    with waiting("reading the model"):
        from joinedup.council import (
            DRAWS,
            MOST_DRAWS,
            Settings,
            compile_kernel,
            proposals_named,
            ready,
            try_until_exact,
        )
        from joinedup.council.causes import causal_paths
        from joinedup.reports.ripple import as_json as ripple_as_json
        from joinedup.reports.ripple import ripple_summary, ways_summary, write_ripple
        from joinedup.store import keep_result, result_name
    settings = Settings(draws=draws or DRAWS, years=years, seed=seed)
    proposals = proposals_named(here, names, settings)
    with progress() as tell:
        asked = ready(here)
        tell("getting the model ready", 0.0)
        compile_kernel()
        tell("getting the model ready", 1.0)
        ripple = try_until_exact(asked, proposals, settings, tell, draws or MOST_DRAWS)
    keep_result(here.workings, result_name("ripple", [one.id for one in proposals]), ripple)
    # The answer comes first: nobody need wait for the rest to read it.
    if not as_json:
        out.print(ripple_summary(ripple, here))
    with progress() as tell:
        tell("how it comes about", 0.0)
        ways = causal_paths(asked, proposals, settings)
        tell("how it comes about", 1.0)
        tell("writing the report", 0.0)
        written = write_ripple(ripple, here, ways=ways, progress=tell)
    if as_json:
        answer(ripple_as_json(ripple, ways))
    else:
        out.print(ways_summary(ways))
    say(f"Report: {written.page}\nWorkbook: {written.workbook}\nEvery number: {written.csv}")
