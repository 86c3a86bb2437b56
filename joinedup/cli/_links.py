"""`joinedup links`: how services move each other, and what stands behind it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, out, progress, say, waiting
from joinedup.errors import CouncilNotFound, InputRefused
from joinedup.folder import Council


def links(
    service: Annotated[
        str,
        typer.Option(
            metavar="SERVICE",
            help="Only links from or to this service, such as care or housing.",
            show_default=False,
        ),
    ] = "",
    council: CouncilFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show how services move each other, and what stands behind it.

    Every effect is listed with its size, range and evidence: a trial, a quasi-experiment, an association, or
    our own judgement with a wide range. In a council's folder its own values are used, and the map and the
    list are written as a page and a workbook.
    """
    here = council_if_any(council)
    with waiting("reading the model"):
        from joinedup.council import links as checked_links
        from joinedup.links import load_links
        from joinedup.parameters import load_parameters
        from joinedup.reports.links import acting, links_summary, shown_links, write_links
        from joinedup.reports.links import as_json as links_as_json
    # What is shown is what the equations hold, no more and no less.
    checked_links()
    held = load_links()
    services = sorted({*held, *(acting(link) for some in held.values() for link in some)})
    if service and service not in services:
        raise InputRefused(
            f"No link is from or to a service {service!r}.", f"Services: {', '.join(services)}."
        )
    parameters = load_parameters(here.local_parameters if here else None)
    shown = shown_links(held, parameters, here.plan_starts if here else date.max, service)
    if as_json:
        answer(links_as_json(shown))
    else:
        out.print(links_summary(shown))
    if here:
        with progress() as tell:
            tell("writing the report", 0.0)
            written = write_links(shown, here, service)
            tell("writing the report", 1.0)
        say(f"Report: {written.page}\nWorkbook: {written.workbook}")
    else:
        say("With --council, they are written as a page with a map, and as a workbook.")


def council_if_any(folder: Path | None) -> Council | None:
    """Return the council in a folder or the nearest one upwards; None where none is named or found."""
    if folder is not None:
        return council_at(folder)
    try:
        return council_at(None)
    except CouncilNotFound:
        return None
