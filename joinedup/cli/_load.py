"""`joinedup load`: files into the store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, err, out, progress


def load(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders; otherwise everything below data/.", show_default=False),
    ] = None,
    council: CouncilFolder = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take back the last load.")] = False,
    as_json: AsJson = False,
) -> None:
    """Recognise, check and store the files a council holds; every row is accounted for."""
    from joinedup import loading
    from joinedup.reports.load import load_summary, write_load_report

    here = council_at(council)
    if undo:
        undone = loading.undo(here)
        if as_json:
            answer({"taken_back": undone.load, "back_to": undone.back_to})
        err.print(f"Taken back; the store is as it was at load {undone.back_to}.", highlight=False)
        return
    with progress() as tell:
        report = loading.load(here, paths or None, tell)
    written = write_load_report(here, report)
    if as_json:
        answer(report.to_json())
    else:
        out.print(load_summary(report))
    err.print(f"Report: {written.page}\nWorkbook: {written.workbook}", highlight=False, soft_wrap=True)
