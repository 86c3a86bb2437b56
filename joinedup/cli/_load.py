"""`joinedup load`: files into the store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, out, progress, say, steps
from joinedup.folder import Council


def load(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH", help="Files or folders; otherwise everything below data/.", show_default=False
        ),
    ] = None,
    council: CouncilFolder = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take back the last load.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check and store the files a council holds.

    Each file is known by its content, whatever its name. Every row is loaded, set aside with a reason, or
    refused. Loading the same files again changes nothing; a corrected file replaces the one before.
    """
    from joinedup import loading
    from joinedup.reports.load import load_summary, write_load_report

    here = council_at(council)
    if undo:
        _undo(here, paths or [], as_json)
        return
    with progress() as tell:
        report = loading.load(here, paths or None, steps(tell))
        tell("writing the report", 0.0)
        written = write_load_report(here, report)
        tell("writing the report", 1.0)
    if as_json:
        answer(report.to_json())
    else:
        out.print(load_summary(report))
    say(f"Report: {written.page}\nWorkbook: {written.workbook}")


def _undo(here: Council, paths: list[Path], as_json: bool) -> None:
    from joinedup import loading

    if paths:
        raise typer.BadParameter("--undo takes back the whole of the last load; name no PATH with it.")
    undone = loading.undo(here)
    if as_json:
        answer({"taken_back": undone.load, "back_to": undone.back_to})
    now = f"as it was at load {undone.back_to}" if undone.back_to else "empty, as it was before"
    say(f"Took back load {undone.load}; the store is {now}. The files in data/ stay as they are.")
