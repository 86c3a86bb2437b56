"""The command line: `joinedup COMMAND`."""

from __future__ import annotations

import typer

from joinedup.cli._council import new, start
from joinedup.cli._demo import demo
from joinedup.cli._load import load
from joinedup.cli._output import run_app
from joinedup.cli._parameters import parameters
from joinedup.cli._project import project
from joinedup.cli._proposal import proposal
from joinedup.cli._try import try_

app = typer.Typer(
    name="joinedup",
    help="See what a decision in one council service does to every other, before it is taken.",
    epilog="Start with `joinedup demo county` to see it all on a fictional county.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
app.command()(demo)
app.command()(new)
app.command()(start)
app.command()(load)
app.command()(project)
app.command(name="try")(try_)
app.add_typer(proposal, name="proposal")
app.add_typer(parameters, name="parameters")


def main() -> None:
    """Run the command line."""
    run_app(app)
