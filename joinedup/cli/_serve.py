"""`joinedup serve`: the web application of one council, on this machine."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from types import FrameType
from typing import Annotated

import typer

from joinedup.cli._account import first_account, has_accounts
from joinedup.cli._django import prepare
from joinedup.cli._output import CouncilFolder, council_at, say, waiting
from joinedup.errors import InputRefused
from joinedup.folder import Council

PROCESSES = 2
_LOOKS_EVERY = 0.5  # seconds
_STOPS_WITHIN = 10  # seconds


def serve(
    council: CouncilFolder = None,
    port: Annotated[int, typer.Option(metavar="NUMBER", min=1, max=65535, help="Port to listen on.")] = 8000,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Address to listen on; the default is this machine alone.")
    ] = "127.0.0.1",
    workers: Annotated[
        int, typer.Option(metavar="NUMBER", min=1, max=32, help="Processes that answer pages.")
    ] = PROCESSES,
) -> None:
    """Open the web application for a council, until stopped with Ctrl+C.

    Everything stays on this machine. Accounts, decisions and the audit are kept in the council's
    council.sqlite3, or in PostgreSQL where JOINEDUP_DATABASE_URL names one. Long work is done beside it at
    low priority; what was under way when it stopped is taken up again.
    """
    here = council_at(council)
    serve_council(here, port, host, workers)


def serve_council(here: Council, port: int, host: str, workers: int) -> None:
    """Run the pages and the worker until one of them ends or we are told to stop."""
    with waiting("getting the web application ready"):
        prepare(here)
    # One key for all processes; given by the environment it outlives a start.
    if "JOINEDUP_SECRET_KEY" not in os.environ:
        os.environ["JOINEDUP_SECRET_KEY"] = secrets.token_urlsafe(48)
        os.environ["JOINEDUP_KEY_MADE_UP"] = "1"
        say("JOINEDUP_SECRET_KEY is not set: people will have to sign in again after each start.")
    pages = [
        *(sys.executable, "-m", "gunicorn", "joinedup.web.wsgi:application"),
        *("--bind", f"{host}:{port}", "--workers", str(workers), "--threads", "8", "--preload"),
        *("--worker-class", "gthread", "--log-level", "warning", "--timeout", "60", "--no-control-socket"),
        # Longer than a person reads a page, so that the next is asked for on the same connection.
        *("--keep-alive", "75"),
    ]
    work = [sys.executable, "-m", "django", "work"]
    if not has_accounts():
        say(f"Nobody has an account yet. Make the first one with:\n  {first_account(here)}")
    _run_until_one_ends([pages, work], host, port)


def _run_until_one_ends(commands: list[list[str]], host: str, port: int) -> None:
    def told_to_stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, told_to_stop)
    running = [subprocess.Popen(command) for command in commands]  # noqa: S603 -- our own interpreter and modules
    is_open = False
    try:
        while all(one.poll() is None for one in running):
            if not is_open and _answers(host, port):
                is_open = True
                say(f"Open http://{host}:{port}/ (Ctrl+C stops it)")
            time.sleep(_LOOKS_EVERY)
    except KeyboardInterrupt:
        say("Stopping.")
        return
    finally:
        for one in running:
            one.terminate()
        for one in running:
            try:
                one.wait(_STOPS_WITHIN)
            except subprocess.TimeoutExpired:
                one.kill()
    raise InputRefused(
        "The web application stopped by itself.", "What it said above says why: the port may be in use."
    )


def _answers(host: str, port: int) -> bool:
    """Return whether somebody listens there, so that nobody is sent to a page that is not there yet."""
    with suppress(OSError), socket.create_connection((host, port), timeout=1):
        return True
    return False
