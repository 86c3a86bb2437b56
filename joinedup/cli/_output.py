"""What a command says and where: answers on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from joinedup.errors import JoinedUpError
from joinedup.folder import Council, find_council, read_council

CouncilFolder = Annotated[
    Path | None,
    typer.Option(
        "--council",
        help="The council's folder; otherwise the nearest one upwards from here.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON document to standard output.")]

out = Console()
err = Console(stderr=True)


def council_at(folder: Path | None) -> Council:
    """Return the council in a folder, or in the nearest folder upwards.

    Args:
        folder: the folder named, if one was.
    """
    return read_council(folder if folder is not None else find_council(Path.cwd()))


def answer(document: Any) -> None:
    """Write one JSON document to standard output."""
    json.dump(document, sys.stdout, indent=2, ensure_ascii=False, default=str)
    sys.stdout.write("\n")


@contextmanager
def progress() -> Iterator[Callable[[str, float], None]]:
    """Show progress on standard error; yields what is told what is being done and the share done."""
    columns = (TextColumn("{task.description:<44}"), BarColumn(30), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=not err.is_terminal) as shown:
        tasks: dict[str, Any] = {}

        def tell(what: str, share: float) -> None:
            if what not in tasks:
                tasks[what] = shown.add_task(what[:1].upper() + what[1:], total=1.0)
            shown.update(tasks[what], completed=share)

        yield tell


def run_app(app: typer.Typer) -> None:
    """Run the command line; a failure is printed in the user's words and gives its own exit code.

    Args:
        app: the command line.
    """
    try:
        app()
    except JoinedUpError as error:
        err.print(
            f"[bold]{error.what}[/bold]" if "[" not in error.what else error.what,
            markup="[" not in error.what,
            highlight=False,
        )
        if error.todo:
            err.print(error.todo.strip(), markup=False, highlight=False)
        raise SystemExit(error.exit_code) from None
