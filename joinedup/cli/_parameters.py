"""`joinedup parameters`: the values others set, and how far each can be trusted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from joinedup.cli._help import PlainCommand
from joinedup.cli._output import AsJson, CouncilFolder, answer, entry, out, say
from joinedup.errors import ParameterRefused
from joinedup.folder import FILE_NAME, read_council

parameters = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    subcommand_metavar="COMMAND ...",
    help="See the values that others set: rates, prices, growth and measured effects.\n\nFiles in the "
    "council's parameters/ folder replace national values by its own.",
)


@parameters.command("list", cls=PlainCommand, short_help="List them with value, range and standing.")
def list_(
    containing: Annotated[
        str, typer.Argument(metavar="TEXT", help="Only names that contain this.", show_default=False)
    ] = "",
    council: CouncilFolder = None,
    as_json: AsJson = False,
) -> None:
    """List parameters with value, range and standing.

    Standing says how far a value can be trusted: found, derived, recalled or judgement.
    """
    from joinedup.parameters import load_parameters, summarise, to_json

    held = load_parameters(_local(council))
    chosen = [parameter for name, parameter in sorted(held.items()) if containing in name]
    if as_json:
        answer([to_json(parameter) for parameter in chosen])
        return
    for parameter in chosen:
        name, value, spread, unit, standing = summarise(parameter, date.today())
        entry(name, f"{value} ({spread}) {unit}; {standing}" if spread else f"{value} {unit}; {standing}")
    say(f"{_counted(len(chosen), 'parameter')}.")


@parameters.command(cls=PlainCommand, short_help="Show one whole, with its source.")
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Dotted name, such as obr.prices.cpih.")],
    council: CouncilFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show one parameter whole: every dated value, its range, standing and source."""
    from joinedup.parameters import describe, find_parameter, load_parameters, to_json

    parameter = find_parameter(load_parameters(_local(council)), name)
    if as_json:
        answer(to_json(parameter))
        return
    table = Table.grid(padding=(0, 2))
    for label, words in describe(parameter):
        table.add_row(Text(label), Text(words, overflow="fold"))
    out.print(table)


@parameters.command(cls=PlainCommand, short_help="Look for values filed twice, list what is unverified.")
def check(council: CouncilFolder = None, as_json: AsJson = False) -> None:
    """Look for one series filed under two names, and list what nobody has verified."""
    from joinedup.parameters import check_parameters

    findings = check_parameters(_local(council))
    faults = [finding for finding in findings if finding.is_fault]
    if as_json:
        answer([{"names": list(one.names), "says": one.says, "is_fault": one.is_fault} for one in findings])
    else:
        for finding in findings:
            out.print(Text(f"Fault: {finding.says}" if finding.is_fault else finding.says))
    if faults:
        raise ParameterRefused(
            f"{_counted(len(faults), 'series')} filed under two names.", "Keep one of each."
        )
    say(f"No series is filed under two names. {_counted(len(findings), 'remark')}.")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 or what.endswith("s") else f"{number} {what}s"


def _local(council: Path | None) -> Path | None:
    """Return the folder of local values: of the council named, or of the one we stand in, if any."""
    folders = [council] if council else [Path.cwd(), *Path.cwd().parents]
    held = next((folder for folder in folders if (folder / FILE_NAME).is_file()), council)
    return read_council(held).local_parameters if held else None
