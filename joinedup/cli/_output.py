"""What a command says and where: answers on standard output, everything else on standard error."""

from __future__ import annotations

import ctypes
import json
import math
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from joinedup.folder import Council, find_council, read_council

if TYPE_CHECKING:
    from joinedup.loading import Progress as Steps

CouncilFolder = Annotated[
    Path | None,
    typer.Option(
        "--council",
        metavar="DIR",
        help="The council's folder; otherwise the nearest one at or above this that has a council.toml.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Write the answer as one JSON document.")]

Tell = Callable[[str, float], None]

out = Console()
err = Console(stderr=True)


def council_at(folder: Path | None) -> Council:
    """Return the council in a folder, or in the nearest folder upwards.

    Args:
        folder: the folder named, if one was.
    """
    return read_council(folder if folder is not None else find_council(Path.cwd()))


def answer(document: Any) -> None:
    """Write one JSON document to standard output; what is not a finite number is `null`."""
    json.dump(_finite(document), sys.stdout, indent=2, ensure_ascii=False, allow_nan=False, default=str)
    sys.stdout.write("\n")


def say(message: str) -> None:
    """Write a message to standard error, each of its lines whole, so that a path can be copied."""
    err.print(message, markup=False, highlight=False, soft_wrap=True)


def entry(name: str, says: str) -> None:
    """Write one entry of a list to standard output: its name whole, and below it what it says."""
    out.print(Text(name, style="bold"), soft_wrap=True)
    out.print(Padding(Text(says), (0, 0, 0, 4), expand=False))


@contextmanager
def progress() -> Iterator[Tell]:
    """Show progress on standard error; yields what is told what is being done and the share done.

    In a terminal each part has a bar. Elsewhere, as in a log, each part is named once when it begins.
    """
    if not err.is_terminal:
        yield _named_once()
        return
    columns = (TextColumn("{task.description}"), BarColumn(None), TimeElapsedColumn())
    with Progress(*columns, console=err, expand=False) as shown:
        tasks: dict[str, Any] = {}

        def tell(what: str, share: float) -> None:
            if what not in tasks:
                # Parts follow one another, so the ones before are done, whatever they last told.
                for begun in tasks.values():
                    shown.update(begun, completed=1.0)
                tasks[what] = shown.add_task(_sentence(what), total=1.0)
            shown.update(tasks[what], completed=share)

        yield tell


@contextmanager
def nothing_printed() -> Iterator[None]:
    """Keep what a compiled library prints past its own switch from standard output.

    HiGHS does so at times (ERGO-Code/HiGHS issue 2734), and standard output belongs to the answer. The whole
    process is silent meanwhile, so that this is for a command, which is alone in its process.
    """
    try:
        kept = os.dup(1)
    except OSError:
        # Nobody reads standard output.
        yield
        return
    printed = ctypes.CDLL("ucrtbase" if os.name == "nt" else None)
    sys.stdout.flush()
    printed.fflush(None)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    try:
        yield
    finally:
        printed.fflush(None)
        os.dup2(kept, 1)
        os.close(kept)


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show in a terminal that something is being done, and nothing once it is.

    Args:
        what: what is being done.
    """
    if not err.is_terminal:
        yield
        return
    with err.status(_sentence(what)):
        yield


def steps(tell: Tell) -> Steps:
    """Return what a load tells its steps to.

    Args:
        tell: what is told the share done.
    """

    def told(doing: str, done: int, of: int) -> None:
        tell(f"{doing.lower()} files", done / of if of else 1.0)

    return told


def _named_once() -> Tell:
    named: set[str] = set()

    def tell(what: str, share: float) -> None:
        if what not in named:
            named.add(what)
            say(f"{_sentence(what)} …")

    return tell


def _sentence(what: str) -> str:
    return what[:1].upper() + what[1:]


def _finite(document: Any) -> Any:
    if isinstance(document, float):
        return document if math.isfinite(document) else None
    if isinstance(document, dict):
        return {key: _finite(value) for key, value in document.items()}
    if isinstance(document, list | tuple):
        return [_finite(value) for value in document]
    return document
