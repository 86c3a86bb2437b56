"""`joinedup portfolio`: what a set of proposals does, and each one's part in it."""

from __future__ import annotations

from typing import Annotated

import typer

from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, out, progress, say, waiting
from joinedup.cli._project import Seed, Years
from joinedup.errors import ProposalRefused
from joinedup.folder import Council

SetDraws = Annotated[
    int,
    typer.Option(metavar="NUMBER", help="How many times the future is drawn: a power of two, such as 64."),
]


def portfolio(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PROPOSAL ...]",
            help="Names of proposals in proposals/, or files; without any, all in proposals/.",
            show_default=False,
        ),
    ] = None,
    council: CouncilFolder = None,
    draws: SetDraws = 64,
    years: Years = 15,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Show what a set of proposals does, and each one's part in it.

    Shown are, pot by pot, what the set does as proposed, one by one and together; which two proposals not to
    take together and why; who saves and who pays; where each pound went; and whom it falls on. Sets that were
    run before are kept, so that a stopped run goes on where it was.
    """
    here = council_at(council)
    with waiting("reading the model"):
        from joinedup.council import Settings, compile_kernel, every_proposal, proposals_named, ready
        from joinedup.council.portfolios import weigh_set
        from joinedup.reports.portfolio import as_json as portfolio_as_json
        from joinedup.reports.portfolio import portfolio_summary, write_portfolio
        from joinedup.store import keep_result, result_name
    settings = Settings(draws=draws, years=years, seed=seed)
    proposals = proposals_named(here, names or _some(every_proposal(here), here), settings)
    with progress() as tell:
        asked = ready(here)
        tell("getting the model ready", 0.0)
        compile_kernel()
        tell("getting the model ready", 1.0)
        found = weigh_set(asked, proposals, settings, tell)
        keep_result(here.workings, result_name("portfolio", [one.id for one in proposals]), found)
    if not as_json:
        out.print(portfolio_summary(found.portfolio, here))
    with progress() as tell:
        tell("writing the report", 0.0)
        written = write_portfolio(found.portfolio, here, found.falls, progress=tell)
    if as_json:
        answer(portfolio_as_json(found.portfolio, found.falls))
    say(f"Report: {written.page}\nWorkbook: {written.workbook}\nEvery number: {written.json}")


def _some(names: list[str], council: Council) -> list[str]:
    """Return the names of a council's proposals.

    Raises:
        ProposalRefused: it has none.
    """
    if not names:
        raise ProposalRefused(
            f"{council.proposals} holds no proposals yet.",
            "Start one with `joinedup proposal new`, or name the files to take as one set.",
        )
    return names
