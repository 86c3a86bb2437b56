"""Whatever rows files hold: counts add up, loading twice changes nothing, nor does the order of files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from fake_returns import fake_file, load_fake
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.folder import Council, new_council
from joinedup.store import Store

pytestmark = pytest.mark.property

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "1", "2", "3"]),
        st.sampled_from(["", "R", "1"]),
        st.sampled_from(["", "0", "9", "30"]),
    ),
    max_size=8,
)
NAMES = ["a.csv", "b.xml", "c.csv", "2026/d.csv", "e.xml"]
FILES = st.dictionaries(
    st.sampled_from(NAMES), st.tuples(st.sampled_from(["2025", "2026"]), ROWS), max_size=4
)


def put(
    council: Council, files: Mapping[str, tuple[str, list[tuple[str, str, str]]]], names: list[str]
) -> None:
    for name in names:
        period, rows = files[name]
        file = council.data / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(fake_file("rolls", period, *[",".join(row) for row in rows]), encoding="utf-8")


def stored(council: Council) -> pl.DataFrame:
    rows = Store(council.workings).read("rolls")
    return rows.sort(rows.columns) if rows.width else rows


@settings(max_examples=25, deadline=None)
@given(FILES)
def test_every_row_is_loaded_set_aside_or_in_another_file(files: dict) -> None:
    with TemporaryDirectory() as folder:
        council = new_council(Path(folder) / "c", "Testshire")
        put(council, files, sorted(files))
        report = load_fake(council)
        assert all(file.adds_up for file in report.files)
        assert report.read == sum(len(rows) for _, rows in files.values())
        assert report.loaded == stored(council).height
        # Each row of the store is unique, and each complete row of a file is in the store under its key.
        rows = stored(council)
        keys = set(rows.select("urn", "year_group").rows()) if rows.width else set()
        assert len(keys) == rows.height
        assert keys == {row[:2] for _, rows in files.values() for row in rows if row[0] and row[1]}


@settings(max_examples=15, deadline=None)
@given(FILES)
def test_loading_twice_changes_nothing(files: dict) -> None:
    with TemporaryDirectory() as folder:
        council = new_council(Path(folder) / "c", "Testshire")
        put(council, files, sorted(files))
        load_fake(council)
        manifest, rows = Store(council.workings).manifest(), stored(council)
        assert not load_fake(council).changed
        assert Store(council.workings).manifest() == manifest
        assert stored(council).equals(rows)


@settings(max_examples=15, deadline=None)
@given(FILES, st.randoms())
def test_the_order_in_which_files_were_written_or_named_changes_nothing(files: dict, random: object) -> None:
    with TemporaryDirectory() as folder:
        one, other = (new_council(Path(folder) / name, "Testshire") for name in ("one", "other"))
        shuffled = sorted(files)
        random.shuffle(shuffled)  # type: ignore[attr-defined]
        put(one, files, sorted(files))
        put(other, files, shuffled)
        first = load_fake(one)
        second = load_fake(other, [other.data / name for name in shuffled]) if shuffled else load_fake(other)
        assert first.files == second.files
        assert stored(one).equals(stored(other))


@settings(max_examples=10, deadline=None)
@given(FILES, FILES)
def test_undo_brings_back_exactly_what_was_there(before: dict, after: dict) -> None:
    with TemporaryDirectory() as folder:
        council = new_council(Path(folder) / "c", "Testshire")
        put(council, before, sorted(before))
        load_fake(council)
        rows = stored(council)
        put(council, after, sorted(after))
        if load_fake(council).changed:
            Store(council.workings).undo()
        assert stored(council).equals(rows)
