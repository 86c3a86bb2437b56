"""`joinedup explain`: what the answer about proposals hangs on."""

from __future__ import annotations

from typing import Annotated

import typer

from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, out, progress, say, waiting
from joinedup.cli._project import Draws, Seed, Years


def explain(
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
    """Say what the answer about proposals hangs on.

    It gives the way by which each large effect comes about; whose assumptions its uncertainty comes from;
    where in the assumptions the answer turns from saving to costing or the other way; and the value of the
    weightiest one at which it does. The plan is run some forty times as often as by `try`, so it takes
    longer.
    """
    here = council_at(council)
    with waiting("reading the model"):
        from joinedup.council import Settings, compile_kernel, proposals_named, ready
        from joinedup.council.explain import Explained, explain_proposals
        from joinedup.reports.explain import as_json as explanation_as_json
        from joinedup.reports.explain import explanation_summary, write_explanation
        from joinedup.store import keep_result, result_name
    settings = Settings(draws=draws, years=years, seed=seed)
    proposals = proposals_named(here, names, settings)
    with progress() as tell:
        asked = ready(here)
        tell("getting the model ready", 0.0)
        compile_kernel()
        tell("getting the model ready", 1.0)
        explanation = explain_proposals(asked, proposals, settings, tell)
    kept_as = result_name("explain", [one.id for one in proposals])
    keep_result(here.workings, kept_as, Explained(explanation, tuple(proposals)))
    if as_json:
        answer(explanation_as_json(explanation))
    else:
        out.print(explanation_summary(explanation, proposals))
    with progress() as tell:
        tell("writing the report", 0.0)
        written = write_explanation(explanation, proposals, here)
        tell("writing the report", 1.0)
    say(f"Report: {written.page}\nWorkbook: {written.workbook}")
