"""A PostgreSQL cluster of its own for the tests that need one, thrown away after them.

Import the fixture where it is used: `from postgres import postgres  # noqa: F401`. The test is skipped where
there is no PostgreSQL. The cluster listens on a socket alone, and never waits for the disk.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest

_BINARIES = (
    "/usr/local/bin",
    "/usr/lib/postgresql/17/bin",
    "/usr/lib/postgresql/16/bin",
    "/usr/lib/postgresql/15/bin",
)
_SPEEDS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


@dataclass
class Cluster:
    """A cluster that is running, or was: `stop` and `begin` let a test take it away and give it back.

    Args:
        folder: where it keeps its files and its socket.
        settings: what the server is told when it starts.
    """

    folder: Path
    settings: str = _SPEEDS
    _made: list[str] = field(default_factory=list)

    def database(self, name: str = "") -> str:
        """Make an empty database and return what `JOINEDUP_DATABASE_URL` must say to use it."""
        name = name or f"test{len(self._made)}"
        self._made.append(name)
        _as_owner(_program("psql"), "-q", "-h", self.folder, "-c", f'CREATE DATABASE "{name}"', "postgres")
        return f"postgres://{_owner()}@{quote(str(self.folder), safe='')}/{name}"

    def begin(self) -> None:
        """Start it."""
        said = f"-k {self.folder} -h '' {self.settings}"
        log = self.folder / "log"
        _as_owner(_program("pg_ctl"), "-D", self.folder / "data", "-w", "-s", "-l", log, "-o", said, "start")

    def stop(self) -> None:
        """Stop it at once, as a machine that fails."""
        _as_owner(_program("pg_ctl"), "-D", self.folder / "data", "-w", "-s", "-m", "immediate", "stop")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A cluster that is running; the test is skipped where PostgreSQL is not installed."""
    if not all(shutil.which(one, path=_path()) for one in ("initdb", "pg_ctl", "psql")):
        pytest.skip("PostgreSQL is not installed")
    if _is_root() and not shutil.which("runuser"):
        pytest.skip("PostgreSQL does not run as root, and there is no runuser")
    with cluster() as made:
        yield made


@contextmanager
def cluster(settings: str = _SPEEDS) -> Iterator[Cluster]:
    """Run a cluster for as long as this lasts, and throw it away.

    Args:
        settings: what the server is told; by default not to wait for its disk.
    """
    # The tests' own folders are closed to others, and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="joinedup-pg-"))
    if _is_root():
        shutil.chown(folder, _owner())
    made = Cluster(folder, settings)
    try:
        _as_owner(
            _program("initdb"), "-D", folder / "data", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"
        )
        made.begin()
        yield made
        made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_owner(*command: object) -> None:
    words = [str(one) for one in command]
    if _is_root():
        words = ["runuser", "-u", _owner(), "--", *words]
    # What it starts keeps its output open, so that waiting for the end of the output would be for ever.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(words, stdout=said, stderr=said, cwd="/", check=False)
        said.seek(0)
        assert done.returncode == 0, said.read().decode()


def _program(name: str) -> str:
    found = shutil.which(name, path=_path())
    assert found
    return found


def _path() -> str:
    return os.pathsep.join([os.environ.get("PATH", ""), *_BINARIES])


def _is_root() -> bool:
    return os.geteuid() == 0


def _owner() -> str:
    return "postgres" if _is_root() else pwd.getpwuid(os.geteuid()).pw_name
