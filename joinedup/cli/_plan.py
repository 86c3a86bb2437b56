"""`joinedup plan`: five years of the council's money, pot by pot."""

from __future__ import annotations

from typing import Annotated

import typer

from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, out, progress, say, waiting
from joinedup.cli._project import Draws, Seed
from joinedup.errors import ProposalRefused

Without = Annotated[bool, typer.Option("--without", help="The plan without any proposal.")]


def plan(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PROPOSAL ...]",
            help="Proposals in the plan, by name or file; all in proposals/ where none is named.",
            show_default=False,
        ),
    ] = None,
    council: CouncilFolder = None,
    is_without: Without = False,
    draws: Draws = 256,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Show five years of the council's money, from the adopted budget to the gap.

    Each pot stands alone, and every row is whole pence, so that columns and rows add up. Proposals count as
    far as they are likely to be delivered. Writes a page, evidence for the section 25 report and a workbook
    with formulas.
    """
    if is_without and names:
        raise ProposalRefused(
            "Proposals are named together with --without.", "Leave out one of them: --without takes none."
        )
    here = council_at(council)
    with waiting("reading the model"):
        from joinedup.council import Settings, compile_kernel, every_proposal, proposals_named, ready
        from joinedup.council.medium_term import medium_term_plan
        from joinedup.council.monitoring import this_year
        from joinedup.reports.medium_term import as_json as plan_as_json
        from joinedup.reports.medium_term import plan_summary, write_plan
        from joinedup.store import keep_result
    chosen = [] if is_without else names or every_proposal(here)
    proposals = proposals_named(here, chosen)
    with progress() as tell:
        asked = ready(here)
        tell("getting the model ready", 0.0)
        compile_kernel()
        tell("getting the model ready", 1.0)
        settings = Settings(draws=draws, seed=seed)
        made = medium_term_plan(asked, proposals, settings, tell, this_year=this_year(asked))
        keep_result(here.workings, made.kept_as, made)
        tell("writing the plan", 0.0)
        written = write_plan(made, here)
        tell("writing the plan", 1.0)
    if as_json:
        answer(plan_as_json(made))
    else:
        out.print(plan_summary(made))
    say(f"Plan: {written.page}\nFor the section 25 report: {written.pack}\nWorkbook: {written.workbook}")
