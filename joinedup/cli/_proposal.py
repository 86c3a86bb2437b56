"""`joinedup proposal`: write one, check one, see what can be changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli._help import PlainCommand
from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, entry, say, waiting
from joinedup.errors import CouncilNotFound
from joinedup.folder import Council

proposal = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    subcommand_metavar="COMMAND ...",
    help="Write a proposal, check it, list what can change.\n\nA proposal is a file in the council's "
    "proposals/ folder; `joinedup try` shows what it does.",
)


@proposal.command(cls=PlainCommand, short_help="Start a proposal: a file to fill in.")
def new(
    identifier: Annotated[
        str, typer.Argument(metavar="ID", help="Short name in lower case, such as family-help-trim.")
    ],
    title: Annotated[
        str, typer.Option(metavar="WORDS", help="What would be decided.", show_default=False)
    ] = "What would be decided",
    owner: Annotated[
        str, typer.Option(metavar="POST", help="The post that answers for it.", show_default=False)
    ] = "The post that answers for it",
    council: CouncilFolder = None,
    as_json: AsJson = False,
) -> None:
    """Start a proposal: a file to fill in, with every field explained."""
    here = council_at(council)
    with waiting("reading the model"):
        from joinedup.council import new_proposal_path
        from joinedup.council.proposals import proposal_form
    path = new_proposal_path(here, identifier)
    path.write_text(proposal_form(here, identifier, title, owner), encoding="utf-8")
    if as_json:
        answer({"id": identifier, "file": str(path)})
    say(f"Made {path}.\nNext: edit it, then run: joinedup proposal check {identifier}")


@proposal.command(cls=PlainCommand, short_help="Say everything that is wrong with a proposal.")
def check(
    names: Annotated[
        list[str], typer.Argument(metavar="PROPOSAL", help="Names of proposals in proposals/, or files.")
    ],
    council: CouncilFolder = None,
    as_json: AsJson = False,
) -> None:
    """Say everything that is wrong with a proposal, or that nothing is."""
    here = council_at(council)
    with waiting("reading the model"):
        from joinedup.council import proposals_named
    checked = proposals_named(here, names)
    if as_json:
        answer([{"id": one.id, "title": one.title, "hash": one.hash} for one in checked])
    for one in checked:
        say(f"{one.id}: ready to try ({one.title}).")


@proposal.command(cls=PlainCommand, short_help="List what a proposal can change.")
def levers(council: CouncilFolder = None, as_json: AsJson = False) -> None:
    """List what a proposal can change, where, and between which days."""
    here = _council_if_any(council)
    with waiting("reading the model"):
        from joinedup.council import BUDGET_LEVER
        from joinedup.council import levers as all_levers
        from joinedup.vocabulary import spending_line
    held = all_levers().values()
    if as_json:
        answer(
            {
                "levers": [
                    {"name": one.name, "says": one.says, "unit": one.unit, "kind": one.kind} for one in held
                ],
                "patches": [patch.id for patch in here.patches] if here else None,
                "plan_starts": here.plan_starts if here else None,
            }
        )
        return
    for_lines = [one for one in held if one.name.startswith(BUDGET_LEVER)]
    for one in held:
        if one in for_lines:
            continue
        by = f"a percentage {one.unit}" if one.kind.name == "SHARE" else f"a number of {one.unit}"
        entry(one.name, f"{one.says} Changed by {by}.")
    say(f"Money for a line of the budget, in {for_lines[0].unit}, for what the model does not work out:")
    for one in for_lines:
        entry(one.name, f"Money for {spending_line(one.line).says} (below 0 for less).")
    if here:
        names = ", ".join(patch.id for patch in here.patches)
        say(f"Patches of {here.name}: {names}. The plan starts on {here.plan_starts}.")


@proposal.command(cls=PlainCommand, short_help="Write the JSON Schema of a proposal.")
def schema(
    council: CouncilFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="The answer is JSON in any case.")] = False,
) -> None:
    """Write the JSON Schema of a proposal, for an editor that checks as you type."""
    with waiting("reading the model"):
        from joinedup.council.proposals import PROPOSAL_SCHEMA
    answer(PROPOSAL_SCHEMA)


def _council_if_any(folder: Path | None) -> Council | None:
    if folder is not None:
        return council_at(folder)
    try:
        return council_at(None)
    except CouncilNotFound:
        return None
