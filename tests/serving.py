"""Serves a council as people run it: pages and worker as `joinedup serve` starts them, on a free port."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

import joinedup

PACKAGE = Path(next(iter(joinedup.__path__))).parent
TESTS = Path(__file__).resolve().parent
STARTS_WITHIN = 180  # seconds; two, on a machine with nothing else to do
_LOOKS_EVERY = 0.1
KEY = "a key for tests alone, the same at each start so that people stay signed in"


def environment(folder: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of a process that works on a council with Django."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(PACKAGE), str(TESTS))),
        "JOINEDUP_COUNCIL": str(folder),
        "JOINEDUP_SECRET_KEY": KEY,
        "DJANGO_SETTINGS_MODULE": "joinedup.web.settings",
        **(more or {}),
    }


def run_beside(folder: Path, *command: str, more: Mapping[str, str] | None = None) -> str:
    """Run a Python program of ours for a council in a process of its own, and return what it printed.

    Args:
        folder: the council's folder.
        command: what follows `python`.
        more: more variables of its environment.
    """
    done = subprocess.run(
        [sys.executable, *command], env=environment(folder, more), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)[:200]} ended with {done.returncode}:\n{done.stderr}"
    return done.stdout


@dataclass(frozen=True)
class Server:
    """A council that is being served.

    Args:
        address: where, without the last slash.
        folder: the council's folder.
        process: the process that holds the pages and the worker.
        log: file of what it printed.
    """

    address: str
    folder: Path
    process: subprocess.Popen[bytes]
    log: Path

    def said(self) -> str:
        """Return what it printed."""
        return self.log.read_text(errors="replace")

    def everything(self) -> list[psutil.Process]:
        """Return its processes: itself, the pages, the worker and the work under way."""
        return everything_of(self.process)

    def kill(self) -> None:
        """End all of it at one moment and without warning, as a power cut does."""
        kill(self.process)

    def stop(self) -> None:
        """End it as Ctrl+C does."""
        if self.process.poll() is None:
            left = self.everything()
            self.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(30)
            for one in psutil.wait_procs(left, timeout=5)[1]:
                with contextlib.suppress(psutil.NoSuchProcess):
                    one.kill()
            self.process.wait()


def everything_of(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Return a process and all that it began."""
    try:
        first = psutil.Process(process.pid)
        return [first, *first.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it began at one moment and without warning."""
    # Stopped first, so that none begins another while the others end.
    ended: list[psutil.Process] = []
    while running := [one for one in everything_of(process) if one not in ended]:
        for one in running:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.suspend()
        ended += running
    for one in ended:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    while not all(is_over(one) for one in ended):
        time.sleep(0.01)
    process.wait()


def is_over(process: psutil.Process) -> bool:
    """Return whether a process has ended, even where nobody has asked how."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def command_of(process: psutil.Process) -> list[str]:
    """Return the words a process was begun with; none where it ended since it was found."""
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:
        return []


@contextmanager
def working(folder: Path, more: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Let the worker alone run, without the pages, for as long as this lasts."""
    process = subprocess.Popen(
        [sys.executable, "-m", "django", "work"], env=environment(folder, more), start_new_session=True
    )
    try:
        yield process
    finally:
        kill(process)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def start(
    folder: Path, more: Mapping[str, str] | None = None, port: int | None = None, workers: int = 2
) -> Server:
    """Serve a council and return once it answers.

    Args:
        folder: the council's folder; it is written into.
        more: more variables of its environment.
        port: where to listen; a free one where None.
        workers: processes that answer pages.
    """
    chosen = port or free_port()
    log = folder.parent / f"{folder.name}.served.txt"
    command = [sys.executable, "-m", "joinedup", "serve", "--council", str(folder), "--port", str(chosen)]
    with log.open("ab") as printed:
        process = subprocess.Popen(
            [*command, "--workers", str(workers)],
            env=environment(folder, more),
            stdout=printed,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    server = Server(f"http://127.0.0.1:{chosen}", folder, process, log)
    try:
        _wait(server)
    except BaseException:
        server.stop()
        raise
    return server


def _wait(server: Server) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        assert server.process.poll() is None, f"It ended while starting:\n{server.said()}"
        try:
            with urllib.request.urlopen(f"{server.address}/account/sign-in/", timeout=5) as page:
                if page.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(_LOOKS_EVERY)
    raise AssertionError(f"It did not answer within {STARTS_WITHIN} seconds:\n{server.said()}")


@contextmanager
def serving(
    folder: Path, more: Mapping[str, str] | None = None, port: int | None = None, workers: int = 2
) -> Iterator[Server]:
    """Serve a council for as long as this lasts."""
    server = start(folder, more, port, workers)
    try:
        yield server
    finally:
        server.stop()
