"""`joinedup outturn`: spending against budget this year, with a forecast, and the savings tracker."""

from __future__ import annotations

from typing import Annotated

import typer

from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, out, progress, say, waiting


def outturn(
    council: CouncilFolder = None,
    month: Annotated[
        int | None,
        typer.Option(
            metavar="NUMBER",
            min=1,
            max=12,
            help="Look as at the end of an earlier month: 1 is April. Without it, the last month closed.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show spending against budget this year, forecast to its end, and savings.

    Each line's forecast weighs its budget and record with what was spent, and stands beside two naive ones.
    All were tested on the council's own past years. Where no month has been loaded, the savings tracker
    alone is shown.
    """
    here = council_at(council)
    with waiting("reading the ledger"):
        from joinedup.council import ready
        from joinedup.council.monitoring import monitored
        from joinedup.reports.outturn import as_json as outturn_as_json
        from joinedup.reports.outturn import outturn_summary, write_outturn
        from joinedup.store import keep_result
    with progress() as tell:
        tell("forecasting the year", 0.0)
        found = monitored(ready(here), month)
        if month is None:
            # The pages show the year as it is now, not as it was.
            keep_result(here.workings, "outturn", found)
        tell("forecasting the year", 1.0)
    if as_json:
        answer(outturn_as_json(found))
    else:
        out.print(outturn_summary(found, here))
    if found.no_months:
        say(found.no_months)
    with progress() as tell:
        tell("writing the report", 0.0)
        written = write_outturn(found, here)
        tell("writing the report", 1.0)
    say(f"Report: {written.page}\nWorkbook: {written.workbook}\nEvery number: {written.json}")
