"""Whatever fails, nothing that was answered as done is lost, and work goes on once the failure is over."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psutil
import pytest
import requests
from online import Person
from postgres import Cluster, postgres  # noqa: F401 -- a fixture
from ready_county import address_of, make_people
from records import ask, audit, chain, decisions, job, rows_of_store
from serving import Server, command_of, everything_of, is_over, serving, start, working

pytestmark = pytest.mark.spec

# Twenty in all; benchmarks/web/kill.py does twenty of each.
KILLS = {"load": 8, "project": 4, "decision": 8}
if asked := os.environ.get("JOINEDUP_KILLS"):
    KILLS = dict.fromkeys(KILLS, int(asked))
# Work that was stopped three times is given up, so it is let through after two.
IN_A_ROW = 2
WITHIN = 300  # seconds for a piece of long work of the small county, on a machine with much else to do
_LOOKS_EVERY = 0.3
PUT_FORWARD = "put a decision forward"
NOT_FOR_NOW = "Nothing that was saved is lost."


class PutsForward(threading.Thread):
    """Somebody who puts one decision forward after another, and knows which were answered as kept.

    Args:
        server: where.
        name: begins the title of each decision.
    """

    def __init__(self, server: Server, name: str) -> None:
        super().__init__(daemon=True)
        self._person, self._name = Person(server.address), name
        self.kept: list[str] = []

    def run(self) -> None:
        """Go on until nobody answers."""
        try:
            self._person.sign_in("director.children")
            for number in count():
                title = f"{self._name}, {number}"
                answer = self._person.send("/decisions/new/", proposals="youth-trim", title=title)
                self.kept += [title] if answer.status_code == 302 else []
        except requests.RequestException:
            return


@pytest.fixture
def folder(county: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(county, tmp_path / "middleshire"))


def ends(folder: Path, number: int, more: dict[str, str] | None = None) -> dict[str, object]:
    """Return how a piece of long work stands once it is over."""
    until = time.monotonic() + WITHIN
    while (found := job(folder, number, more))["state"] in {"waiting", "running"}:
        assert time.monotonic() < until, f"It is not over after {WITHIN} seconds: {found}"
        time.sleep(_LOOKS_EVERY)
    return found


def test_a_decision_that_was_answered_as_kept_survives_a_kill(folder: Path) -> None:
    """Killed at random points while two people put decisions forward, each is kept whole or not at all."""
    chance, answered = random.Random(1), set[str]()
    for kill in range(KILLS["decision"]):
        server = start(folder)
        people = [PutsForward(server, f"Fewer evenings, {kill}, {who}") for who in ("one", "another")]
        for one in people:
            one.start()
        time.sleep(chance.uniform(0.5, 3.0))
        server.kill()
        for one in people:
            one.join()
            answered |= set(one.kept)
        held = decisions(folder)
        assert answered <= {one.title for one in held}
        assert all((one.options, one.told) == (2, 1) for one in held), "what is proposed, and doing nothing"
        assert chain(folder).count((address_of("director.children"), PUT_FORWARD)) == len(held)
    assert audit(folder)[1] == []
    assert len(answered) > KILLS["decision"]


@pytest.mark.parametrize("kind", ["load", "project"])
def test_long_work_that_was_killed_is_taken_up_again_and_ends(folder: Path, kind: str) -> None:
    chance, n_rows = random.Random(kind), rows_of_store(folder)
    for _ in range(KILLS[kind] // IN_A_ROW):
        number = ask(folder, kind)
        for _ in range(IN_A_ROW):
            with working(folder) as worker:
                _working(worker)
                time.sleep(chance.uniform(0.0, 4.0))
            assert rows_of_store(folder) == n_rows
            chain(folder)
        with working(folder):
            assert ends(folder, number)["state"] == "done"
    assert rows_of_store(folder) == n_rows
    assert audit(folder)[1] == []


def test_work_whose_worker_alone_was_killed_is_done_once(folder: Path) -> None:
    """A worker that the system ends leaves no work behind that nobody can stop."""
    ask(folder, "project")
    with working(folder) as worker:
        child = _working(worker)
        worker.kill()
        until = time.monotonic() + 10
        while not is_over(child):
            assert time.monotonic() < until, "it goes on"
            time.sleep(_LOOKS_EVERY)


def _working(process: subprocess.Popen[bytes]) -> psutil.Process:
    """Return the process of the piece of work that is under way, once there is one."""
    until = time.monotonic() + WITHIN
    while time.monotonic() < until:
        for one in everything_of(process):
            words = command_of(one)
            if words[-2:-1] == ["work"] and words[-1].isdigit():
                return one
        time.sleep(_LOOKS_EVERY)
    raise AssertionError("nobody works")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 MB; only an administrator of the machine can make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m,mode=700", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only an administrator can make a small disk to fill")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Fill a disk to the last byte, and return the file that does."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return filler


def test_a_full_disk_is_a_clear_page_and_nothing_is_lost(county: Path, small_disk: Path) -> None:
    folder = Path(shutil.copytree(county, small_disk / "middleshire"))
    with serving(folder) as server:
        reader = Person(server.address)
        assert reader.sign_in("finance").status_code == 302
        before = len(audit(folder)[0])
        filler = fill(small_disk)
        assert reader.get("/").status_code == 200, "what was saved can still be read"
        refused = Person(server.address).sign_in("analyst")
        assert (refused.status_code, NOT_FOR_NOW in refused.text) == (503, True), refused.text
        filler.unlink()
        assert len(audit(folder)[0]) == before
        assert Person(server.address).sign_in("analyst").status_code == 302
        assert ends(folder, ask(folder, "load"))["state"] == "done"
        assert audit(folder)[1] == []


def test_work_on_a_full_disk_says_so_and_can_be_done_afterwards(county: Path, small_disk: Path) -> None:
    folder = Path(shutil.copytree(county, small_disk / "middleshire"))
    n_rows = rows_of_store(folder)
    with serving(folder) as server:
        number = ask(folder, "load")
        _working(server.process)
        filler = fill(small_disk)
        time.sleep(3)
        filler.unlink()
        found = ends(folder, number)
        assert found["state"] == "done" or "space" in str(found["says"]), found
        assert ends(folder, ask(folder, "load"))["state"] == "done"
    assert rows_of_store(folder) == n_rows


def test_a_database_that_goes_and_comes_back_is_a_clear_page_and_nothing_is_lost(
    folder: Path,
    postgres: Cluster,  # noqa: F811
) -> None:
    """Neither the pages nor the worker are started again."""
    # The cluster of the tests does not wait for its disk; what it has answered it must still keep.
    more = {"JOINEDUP_DATABASE_URL": f"{postgres.database()}?options=-c%20synchronous_commit%3Don"}
    make_people(folder, more)
    with serving(folder, more) as server:
        reader = Person(server.address)
        assert reader.sign_in("finance").status_code == 302
        before = audit(folder, more)[0]
        number = ask(folder, "load", more)
        _working(server.process)
        postgres.stop()
        try:
            for path in ("/", "/account/sign-in/", "/under-way/"):
                gone = reader.get(path)
                if path != "/account/sign-in/":
                    assert (gone.status_code, NOT_FOR_NOW in gone.text) == (503, True), gone.text
            time.sleep(2)
        finally:
            postgres.begin()
        assert reader.get("/").status_code == 200, "still signed in"
        assert audit(folder, more)[0][: len(before)] == before
        assert ends(folder, number, more)["state"] == "done"
        assert audit(folder, more)[1] == []
