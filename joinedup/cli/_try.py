"""`joinedup try`: what proposals do to everybody else."""

from __future__ import annotations

from typing import Annotated

import typer

from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, out, progress, say, waiting
from joinedup.cli._project import Draws, Seed, Years


def try_(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="PROPOSAL", help="Names of proposals in proposals/, or files; several are taken together."
        ),
    ],
    council: CouncilFolder = None,
    draws: Draws = 256,
    years: Years = 15,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Show what proposals do to every other service.

    The answer gives every directorate, pot of money and main measure, year by year, with ranges; who else
    must be asked; and how much of the answer rests on values that nobody has verified. Nothing is decided or
    changed by trying.
    """
    here = council_at(council)
    with waiting("reading the model"):
        from joinedup.cli._proposals import proposals_named
        from joinedup.council import Settings, compile_kernel, ready, try_proposals
        from joinedup.reports.ripple import as_json as ripple_as_json
        from joinedup.reports.ripple import ripple_summary, write_ripple
    settings = Settings(draws=draws, years=years, seed=seed)
    proposals = proposals_named(here, names, settings)
    with progress() as tell:
        asked = ready(here)
        tell("getting the model ready", 0.0)
        compile_kernel()
        tell("getting the model ready", 1.0)
        ripple = try_proposals(asked, proposals, settings, tell)
        tell("writing the report", 0.0)
        written = write_ripple(ripple, here)
        tell("writing the report", 1.0)
    if as_json:
        answer(ripple_as_json(ripple))
    else:
        out.print(ripple_summary(ripple, here))
    say(f"Report: {written.page}\nEvery number: {written.csv}")
