"""`joinedup outturn`: spending against budget this year, with a forecast, and the savings tracker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, out, progress, say, waiting
from joinedup.errors import InputRefused

if TYPE_CHECKING:
    from joinedup.council import Ready
    from joinedup.reports.outturn import Monitored


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
        from joinedup.reports.outturn import as_json as outturn_as_json
        from joinedup.reports.outturn import outturn_summary, write_outturn
    with progress() as tell:
        tell("forecasting the year", 0.0)
        found = monitored(ready(here), month)
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


def monitored(asked: Ready, month: int | None = None) -> Monitored:
    """Return what is known; the savings tracker alone where no month has been loaded.

    Args:
        asked: the council.
        month: the month of the year as at whose end to look; the last closed where None.

    Raises:
        InputRefused: nothing of either has been loaded, or not that month.
    """
    from joinedup.council.monitoring import (
        deliveries_tracked,
        delivery_record,
        in_year,
        proposal_ids,
        read_tracker,
    )
    from joinedup.reports.outturn import Monitored
    from joinedup.store import Store

    refused = None
    try:
        found = in_year(asked, month)
    except InputRefused as error:
        found, refused = None, error
    store, ids = Store(asked.council.workings), proposal_ids(asked.council)
    tracker = read_tracker(store, asked.council, ids, found.as_at if found and month else None)
    if refused and (tracker is None or month is not None):
        raise refused
    shares = deliveries_tracked(asked, tracker, ids)
    missing = f"{refused.what}\n{refused.todo}" if refused else ""
    return Monitored(found, missing, tracker, delivery_record(asked, tracker), shares)
