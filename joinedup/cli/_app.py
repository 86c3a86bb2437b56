"""The command line: `joinedup COMMAND`."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from joinedup.cli._account import account
from joinedup.cli._audit import audit
from joinedup.cli._backup import backup, restore
from joinedup.cli._compare import compare
from joinedup.cli._council import new, start
from joinedup.cli._demo import demo
from joinedup.cli._digest import digest
from joinedup.cli._explain import explain
from joinedup.cli._failures import run_app
from joinedup.cli._help import PlainCommand
from joinedup.cli._links import links
from joinedup.cli._load import load
from joinedup.cli._optimise import optimise
from joinedup.cli._outturn import outturn
from joinedup.cli._parameters import parameters
from joinedup.cli._plan import plan
from joinedup.cli._portfolio import portfolio
from joinedup.cli._project import project
from joinedup.cli._proposal import proposal
from joinedup.cli._serve import serve
from joinedup.cli._try import try_

# Plain help, without boxes: it reads well aloud, in a log and in a narrow window.
app = typer.Typer(
    name="joinedup",
    epilog="`joinedup COMMAND --help` says more. `joinedup demo county` shows it all on a fictional county.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    subcommand_metavar="COMMAND ...",
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"joinedup {version('joinedup')}")
        raise typer.Exit


@app.callback()
def joinedup(
    is_version_asked: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """See what a decision in one council service does to every other, before it is taken.

    Nothing is sent anywhere: everything stays in the council's folder on this machine.
    """


app.command(cls=PlainCommand, short_help="Make a fictional county and run everything on it.")(demo)
app.command(cls=PlainCommand, short_help="Make an empty folder for a council.")(new)
app.command(cls=PlainCommand, short_help="Make a council's folder from open national tables.")(start)
app.command(cls=PlainCommand, short_help="Check and store the files a council holds.")(load)
app.command(cls=PlainCommand, short_help="Show where the council is heading if nothing is decided.")(project)
app.command("try", cls=PlainCommand, short_help="Show what proposals do to every other service.")(try_)
app.command(cls=PlainCommand, short_help="Say what the answer about proposals hangs on.")(explain)
app.command(cls=PlainCommand, short_help="Set alternatives and doing nothing side by side.")(compare)
app.command(cls=PlainCommand, short_help="Show what a set of proposals does, and who pays.")(portfolio)
app.command(cls=PlainCommand, short_help="Find better sets of proposals within limits.")(optimise)
app.command(cls=PlainCommand, short_help="Show spending against budget, and savings, this year.")(outturn)
app.command(cls=PlainCommand, short_help="Show five years of money, from the budget to the gap.")(plan)
app.command(cls=PlainCommand, short_help="Show how services move each other, with the evidence.")(links)
app.command(cls=PlainCommand, short_help="Open the web application for a council.")(serve)
app.command(cls=PlainCommand, short_help="Copy records and files into one file, while people work.")(backup)
app.command(cls=PlainCommand, short_help="Bring a backup back into an empty folder.")(restore)
app.add_typer(account, name="account", short_help="Say who may sign in, and what for.")
app.add_typer(audit, name="audit", short_help="Check the record of who did what.")
app.command(cls=PlainCommand, short_help="Send everybody what waits for them, by e-mail.")(digest)
app.add_typer(proposal, name="proposal", short_help="Write a proposal, check it, list what can change.")
app.add_typer(parameters, name="parameters", short_help="See the values that others set.")


def main() -> None:
    """Run the command line."""
    run_app(app)
