"""`joinedup parameters`: the values others set, and how far each can be trusted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from joinedup.cli._output import AsJson, CouncilFolder, answer, err, out
from joinedup.errors import ParameterRefused
from joinedup.folder import FILE_NAME, read_council

parameters = typer.Typer(
    no_args_is_help=True, help="The values others set: list them, show one, check them all."
)


@parameters.command("list")
def list_(
    containing: Annotated[str, typer.Argument(help="Only names that contain this.")] = "",
    council: CouncilFolder = None,
    as_json: AsJson = False,
) -> None:
    """List parameters with value, range and standing."""
    from joinedup.parameters import SUMMARY_COLUMNS, load_parameters, summarise, to_json

    held = load_parameters(_local(council))
    chosen = [parameter for name, parameter in sorted(held.items()) if containing in name]
    if as_json:
        answer([to_json(parameter) for parameter in chosen])
        return
    table = Table(*SUMMARY_COLUMNS)
    for parameter in chosen:
        table.add_row(*(str(cell) for cell in summarise(parameter, date.today())))
    out.print(table)
    err.print(f"{len(chosen)} parameters.")


@parameters.command()
def show(
    name: Annotated[str, typer.Argument(help="Dotted name, such as obr.prices.cpih.")],
    council: CouncilFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show one parameter whole: every dated value, its range, standing and source."""
    from joinedup.parameters import describe, find_parameter, load_parameters, to_json

    parameter = find_parameter(load_parameters(_local(council)), name)
    if as_json:
        answer(to_json(parameter))
        return
    table = Table(show_header=False)
    for label, words in describe(parameter):
        table.add_row(label, words)
    out.print(table)


@parameters.command()
def check(council: CouncilFolder = None, as_json: AsJson = False) -> None:
    """Look for one series filed under two names, and list what nobody has verified."""
    from joinedup.parameters import check_parameters

    findings = check_parameters(_local(council))
    faults = [finding for finding in findings if finding.is_fault]
    if as_json:
        answer([{"names": list(one.names), "says": one.says, "is_fault": one.is_fault} for one in findings])
    else:
        for finding in findings:
            out.print(
                f"{'FAULT ' if finding.is_fault else ''}{', '.join(finding.names)}: {finding.says}",
                highlight=False,
            )
    if faults:
        raise ParameterRefused(f"{len(faults)} parameters are filed under two names.", "Keep one of each.")
    err.print(f"No series is filed twice; {len(findings)} remarks.")


def _local(council: Path | None) -> Path | None:
    """Return the folder of local values: of the council named, or of the one we stand in, if any."""
    folders = [council] if council else [Path.cwd(), *Path.cwd().parents]
    held = next((folder for folder in folders if (folder / FILE_NAME).is_file()), council)
    return read_council(held).local_parameters if held else None
