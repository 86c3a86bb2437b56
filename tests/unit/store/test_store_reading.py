"""Reading and writing the store, undoing, and what happens when something is wrong with it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import polars as pl
import pytest

from joinedup.errors import StoreRefused
from joinedup.store import Manifest, SourceFile, Store

pytestmark = pytest.mark.unit


def write(store: Store, *files: tuple[str, str, list[int]]) -> Manifest:
    """Write one load: for each file its path, its table and its values."""
    with store.writing() as writer:
        sources = []
        for path, table, values in files:
            rows = pl.DataFrame({"n": values, "source_row": list(range(1, len(values) + 1))})
            piece = writer.piece(table, rows, path)
            account = writer.account(f'{{"path": "{path}"}}')
            sources.append(SourceFile(path, "hash", "1", table, "2026", writer.load, "", account, (piece,)))
        return writer.commit(sources)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / ".joinedup")


def test_a_store_without_a_load_is_empty(store: Store) -> None:
    assert store.tables() == []
    assert store.read("rolls").is_empty()
    assert store.manifest().load == 0
    assert store.connect().execute("SELECT count(*) FROM information_schema.tables").fetchone() == (0,)


def test_rows_carry_their_file_and_load(store: Store) -> None:
    write(store, ("a.csv", "rolls", [1, 2]), ("b.csv", "rolls", [3]), ("c.csv", "homes", [9]))
    assert store.tables() == ["homes", "rolls"]
    assert store.read("rolls").rows() == [(1, 1, "a.csv", 1), (2, 2, "a.csv", 1), (3, 1, "b.csv", 1)]
    found = (
        store.connect().execute("SELECT source_file, sum(n) FROM rolls GROUP BY ALL ORDER BY ALL").fetchall()
    )
    assert found == [("a.csv", 3), ("b.csv", 3)]


def test_a_quotation_mark_in_a_folder_name_does_no_harm(tmp_path: Path) -> None:
    store = Store(tmp_path / "king's")
    write(store, ("a.csv", "rolls", [1]))
    assert store.connect().execute("SELECT n FROM rolls").fetchall() == [(1,)]


def test_a_reader_keeps_what_it_opened_while_a_load_goes_on(store: Store) -> None:
    write(store, ("a.csv", "rolls", [1]))
    reader = store.connect()
    write(store, ("a.csv", "rolls", [2]))
    assert reader.execute("SELECT n FROM rolls").fetchall() == [(1,)]
    assert store.connect().execute("SELECT n FROM rolls").fetchall() == [(2,)]


def test_undo_goes_back_one_load_and_its_number_is_not_used_again(store: Store) -> None:
    write(store, ("a.csv", "rolls", [1]))
    write(store, ("a.csv", "rolls", [2]))
    assert store.undo().load == 1
    assert store.read("rolls")["n"].to_list() == [1]
    assert write(store, ("a.csv", "rolls", [3])).load == 3
    assert store.undo().load == 1
    assert store.undo().load == 0
    assert store.tables() == []
    with pytest.raises(StoreRefused, match="no load to undo"):
        store.undo()


def test_what_was_undone_is_removed_by_the_next_load(store: Store) -> None:
    write(store, ("a.csv", "rolls", [1]))
    undone = write(store, ("a.csv", "rolls", [2]))
    store.undo()
    write(store, ("a.csv", "rolls", [3]))
    assert not (store.folder / undone.tables["rolls"][0].file).exists()


def test_loads_too_old_to_undo_are_removed(store: Store) -> None:
    first = write(store, ("a.csv", "rolls", [0]))
    for value in range(1, 13):
        write(store, ("a.csv", "rolls", [value]))
    assert not (store.folder / first.tables["rolls"][0].file).exists()
    for _ in range(10):
        store.undo()
    with pytest.raises(StoreRefused, match="no longer kept"):
        store.undo()


def test_two_loads_cannot_write_at_once(store: Store) -> None:
    with store.writing(), pytest.raises(StoreRefused, match=f"process {os.getpid()}"):
        write(store, ("a.csv", "rolls", [1]))
    write(store, ("a.csv", "rolls", [1]))


def test_a_writer_that_does_not_commit_changes_nothing(store: Store) -> None:
    before = write(store, ("a.csv", "rolls", [1]))
    with store.writing() as writer:
        writer.piece("rolls", pl.DataFrame({"n": [2], "source_row": [1]}), "a.csv")
    assert store.manifest() == before
    assert store.read("rolls")["n"].to_list() == [1]


def test_a_damaged_manifest_and_a_missing_piece_are_refused_with_what_to_do(store: Store) -> None:
    manifest = write(store, ("a.csv", "rolls", [1]))
    (store.folder / manifest.tables["rolls"][0].file).unlink()
    with pytest.raises(StoreRefused, match="joinedup load"):
        store.read("rolls")
    with pytest.raises(StoreRefused, match="lacks a file"):
        store.connect()
    (store.folder / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreRefused, match="damaged"):
        store.tables()


@pytest.mark.skipif(os.name != "posix", reason="other systems keep permissions another way")
def test_only_the_owner_can_read_the_store(store: Store) -> None:
    old = os.umask(0)
    try:
        write(store, ("a.csv", "rolls", [1]))
    finally:
        os.umask(old)
    for path in [store.folder, *store.folder.rglob("*")]:
        others = stat.S_IMODE(path.stat().st_mode) & 0o077
        assert others == 0, f"{path.relative_to(store.folder)} can be read by others"


def test_the_data_hash_tells_the_same_files_from_others(tmp_path: Path) -> None:
    one, other = Store(tmp_path / "one"), Store(tmp_path / "other")
    write(one, ("a.csv", "rolls", [1]))
    write(other, ("b.csv", "rolls", [1]))
    write(other, ("a.csv", "rolls", [1]))
    assert one.manifest().data_hash == other.manifest().data_hash
    write(other, ("a.csv", "rolls", [1]), ("b.csv", "rolls", [1]))
    assert one.manifest().data_hash != other.manifest().data_hash
