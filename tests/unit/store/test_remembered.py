"""What takes long to build is built once, until what it is built from changes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from joinedup.store import remembered

pytestmark = pytest.mark.unit


def test_it_is_built_again_only_where_a_file_changed(tmp_path: Path) -> None:
    file, built = tmp_path / "a", []

    def build() -> int:
        built.append(1)
        return len(built)

    key = ("test", str(tmp_path))
    assert [remembered(key, (file,), build) for _ in range(3)] == [1, 1, 1]
    file.write_text("now it is there")
    assert [remembered(key, (file,), build) for _ in range(3)] == [2, 2, 2]
    assert remembered((*key, "another"), (file,), build) == 3


def test_what_failed_is_tried_again(tmp_path: Path) -> None:
    def fail() -> int:
        raise ValueError

    with pytest.raises(ValueError):
        remembered(("fails", str(tmp_path)), (), fail)
    assert remembered(("fails", str(tmp_path)), (), lambda: 1) == 1


def test_many_at_once_build_it_once(tmp_path: Path) -> None:
    built: list[int] = []
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: remembered(("many", str(tmp_path)), (), lambda: built.append(1)), range(50)))
    assert built == [1]
