"""`joinedup proposal`: write one, check one, see what can be changed."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, err, out
from joinedup.errors import ProposalRefused

proposal = typer.Typer(
    no_args_is_help=True, help="Proposals are files: start one, check one, list what can change."
)

_FORM = """\
# A proposal. Every lever that can be changed is listed by: joinedup proposal levers
id: {id}
title: {title}
owner: {owner}
directorate: children
summary: >
  What it is, in a few plain sentences.
changes:
  - lever: family_help.capacity
    by: -5%              # a share of today's level; a number where the lever counts things
    where: all           # or a list of patches: {patches}
    from: {starts}
    over_months: 6       # how long it takes to come in
savings:
  - pot: general_fund
    pounds_a_year: 0     # what you expect it to save; a cost is negative
    from: {starts}
    kind: cashable       # or avoided
evidence:
  - Say what stands behind it, or that nothing does yet.
"""


@proposal.command()
def new(
    identifier: Annotated[
        str, typer.Argument(metavar="ID", help="Short name in lower case, such as family-help-trim.")
    ],
    title: Annotated[str, typer.Option(help="What would be decided, in one line.")] = "What would be decided",
    owner: Annotated[
        str, typer.Option(help="The post that answers for it.")
    ] = "The post that answers for it",
    council: CouncilFolder = None,
    as_json: AsJson = False,
) -> None:
    """Start a proposal: a file with every field explained."""
    here = council_at(council)
    path = here.proposals / f"{identifier}.yaml"
    if path.exists():
        raise ProposalRefused(f"{path} exists already.", "Edit it, or choose another ID.")
    patches = ", ".join(patch.id for patch in here.patches)
    form = _FORM.format(id=identifier, title=title, owner=owner, patches=patches, starts=here.plan_starts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(form, encoding="utf-8")
    if as_json:
        answer({"file": str(path)})
    err.print(f"Made {path}. Edit it, then run: joinedup proposal check {identifier}", highlight=False)


@proposal.command()
def check(
    names: Annotated[list[str], typer.Argument(metavar="PROPOSAL...", help="IDs or files.")],
    council: CouncilFolder = None,
    as_json: AsJson = False,
) -> None:
    """Say everything that is wrong with a proposal, or that nothing is."""
    from joinedup.cli._proposals import proposals_named

    checked = proposals_named(council_at(council), names)
    if as_json:
        answer([{"id": one.id, "title": one.title, "hash": one.hash} for one in checked])
    for one in checked:
        err.print(f"{one.id}: ready to try ({one.title}).", highlight=False)


@proposal.command()
def levers(as_json: AsJson = False) -> None:
    """List what a proposal can change."""
    from joinedup.council import levers as all_levers

    held = all_levers()
    if as_json:
        answer(
            [
                {"name": one.name, "says": one.says, "unit": one.unit, "kind": one.kind}
                for one in held.values()
            ]
        )
        return
    table = Table("Lever", "What it is", "Changed by")
    for one in held.values():
        table.add_row(
            one.name,
            one.says,
            f"a percentage {one.unit}" if one.kind.name == "SHARE" else f"a number of {one.unit}",
        )
    out.print(table)


@proposal.command()
def schema() -> None:
    """Write the JSON Schema of a proposal, for an editor that checks as you type."""
    from joinedup.council.proposals import PROPOSAL_SCHEMA

    answer(PROPOSAL_SCHEMA)
