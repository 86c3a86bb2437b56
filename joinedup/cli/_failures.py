"""How a command ends when it does not end well: in the user's words, with an exit code of its own."""

from __future__ import annotations

import errno
import os
import platform
import signal
import sys
import tempfile
import traceback
import warnings
from collections.abc import Iterator
from importlib.metadata import version

import typer
from rich.text import Text

from joinedup.cli._output import err, say
from joinedup.errors import InputRefused, JoinedUpError

_BUG = 1
_OUT_OF_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


def run_app(app: typer.Typer) -> None:
    """Run the command line; every failure is said in a sentence and gives its own exit code.

    Args:
        app: the command line.
    """
    _end_quietly_when_nobody_reads()
    if not sys.warnoptions:
        # Warnings of the libraries are for us, not for whoever runs a command; `python -W` shows them.
        warnings.simplefilter("ignore")
    try:
        app()
    except JoinedUpError as error:
        _say_failure(error)
        raise SystemExit(error.exit_code) from None
    except Exception as error:
        raise SystemExit(_other_failure(error)) from None


def _end_quietly_when_nobody_reads() -> None:
    """Let `joinedup parameters list | head` end as other commands do when `head` has seen enough."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _say_failure(error: JoinedUpError) -> None:
    first, _, rest = error.what.partition("\n")
    err.print(Text(first, style="bold"), soft_wrap=True)
    for words in (rest, error.todo.strip()):
        if words:
            say(words)


def _other_failure(error: Exception) -> int:
    if isinstance(error, OSError) and (isinstance(error, PermissionError) or error.errno in _OUT_OF_ROOM):
        refused = InputRefused(
            f"{error.filename or 'A file'} cannot be used: {error.strerror}.",
            "Make room, or ask whoever runs this machine for access, and try again.",
        )
        _say_failure(refused)
        return refused.exit_code
    say(
        f"JoinedUp failed in a way that it should not ({type(error).__name__}); please report it to those "
        f"who look after it, with the details {_write_details(error)}."
    )
    return _BUG


def _write_details(error: Exception) -> str:
    """Write where it failed to a file that its owner alone can read, and say where that is."""
    try:
        handle, path = tempfile.mkstemp(prefix="joinedup-failure-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.writelines(_details(error))
    except OSError:
        return "of what you did; they could not be written to a file"
    return f"in {path}, which hold none of the council's data"


def _details(error: BaseException) -> Iterator[str]:
    """Yield the lines of code that led to a failure.

    An error of a library may quote a value from a record, so its words are left out, as are all values.
    """
    yield f"JoinedUp {version('joinedup')}, Python {platform.python_version()}, {platform.system()}\n"
    seen: BaseException | None = error
    while seen is not None:
        yield f"\n{type(seen).__module__}.{type(seen).__qualname__} at:\n"
        yield from traceback.format_tb(seen.__traceback__)
        seen = seen.__cause__ or seen.__context__
