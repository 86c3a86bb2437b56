"""`joinedup try`: what proposals do to everybody else."""

from __future__ import annotations

from typing import Annotated

import typer

from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, err, out, progress
from joinedup.cli._project import Draws, Seed, Years


def try_(
    names: Annotated[list[str], typer.Argument(metavar="PROPOSAL...", help="IDs or files, taken together.")],
    council: CouncilFolder = None,
    draws: Draws = 256,
    years: Years = 15,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Lay proposals on the plan and show the ripple: every service, every pot, every year, with ranges."""
    from joinedup.cli._proposals import proposals_named
    from joinedup.council import Settings, ready, try_proposals
    from joinedup.reports.ripple import ripple_json, ripple_summary, write_ripple

    here = council_at(council)
    settings = Settings(draws=draws, years=years, seed=seed)
    proposals = proposals_named(here, names, settings)
    with progress() as tell:
        ripple = try_proposals(ready(here), proposals, settings, tell)
    written = write_ripple(ripple, here)
    if as_json:
        answer(ripple_json(ripple, here))
    else:
        out.print(ripple_summary(ripple, here))
    err.print(f"Report: {written.page}", highlight=False, soft_wrap=True)
