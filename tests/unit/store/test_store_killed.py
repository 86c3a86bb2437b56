"""A kill at any moment leaves the store as it was, and the next load goes on as if nothing had happened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from joinedup.store import SourceFile, Store

pytestmark = pytest.mark.unit

N_PIECES = 4


class Killed(BaseException):
    """Stands for a kill: no ordinary handler catches it."""


def load_values(store: Store, value: int) -> None:
    with store.writing() as writer:
        sources = []
        for number in range(N_PIECES):
            rows = pl.DataFrame({"n": [value], "source_row": [1]})
            piece = writer.piece(f"table_{number}", rows, f"{number}.csv")
            account = writer.account(f'{{"value": {value}, "file": {number}}}')
            sources.append(
                SourceFile(f"{number}.csv", str(value), "1", "t", "", writer.load, "", account, (piece,))
            )
        writer.commit(sources)


def held(store: Store) -> set[int]:
    tables = store.tables()
    assert len(tables) == N_PIECES
    return {value for table in tables for value in store.read(table)["n"].to_list()}


def dies_after(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, calls: int) -> None:
    """Make a function of the system die at its call number `calls`, before it does anything."""
    real, count = getattr(owner, name), [0]

    def double(*args: object, **kwargs: object) -> object:
        count[0] += 1
        if count[0] == calls:
            raise Killed
        return real(*args, **kwargs)

    monkeypatch.setattr(owner, name, double)


@pytest.mark.parametrize(("owner", "name"), [(Path, "replace"), (os, "fsync"), (os, "open")])
def test_a_kill_at_any_step_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    store = Store(tmp_path / name)
    load_values(store, 1)
    deaths = 0
    for calls in range(1, 100):
        before = store.manifest()
        with monkeypatch.context() as patch:
            dies_after(patch, owner, name, calls)
            try:
                load_values(store, 2)
            except Killed:
                deaths += 1
            else:
                break
        # The step that swaps the manifest is the only one after which the new rows may be seen.
        assert held(store) in ({1}, {2})
        if held(store) == {1}:
            assert store.manifest() == before
        else:
            store.undo()
    assert deaths >= 2 * N_PIECES
    assert held(store) == {2}
    assert not list(store.folder.rglob("*.unfinished"))


_LOADS_FOR_EVER = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from test_store_killed import load_values
from joinedup.store import Store
store = Store(Path(sys.argv[1]))
print("started", flush=True)
value = 2
while True:
    load_values(store, value)
    value += 1
"""


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL here")
def test_a_process_that_is_killed_leaves_whole_tables_and_no_lock(tmp_path: Path) -> None:
    store = Store(tmp_path)
    load_values(store, 1)
    for milliseconds in (3, 17, 41, 88):
        process = subprocess.Popen(
            [sys.executable, "-c", _LOADS_FOR_EVER, str(tmp_path), str(Path(__file__).parent)],
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(milliseconds / 1000)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        # All tables come from one and the same load, and the lock of the dead process stops nobody.
        assert len(held(store)) == 1
        load_values(store, 1)
        assert held(store) == {1}
