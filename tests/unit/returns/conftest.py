"""What tests of the readers share: write some bytes, read them, count the rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from joinedup.returns import FileRead, Refused, TableRead, read_file

Read = Callable[..., FileRead | Refused]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write text or bytes to a file and read it."""

    def write_and_read(content: str | bytes, name: str = "a file") -> FileRead | Refused:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_file(path)

    return write_and_read


@pytest.fixture
def read_one(read: Read) -> Callable[..., TableRead]:
    """Write a file, read it and return its one table, which must have been recognised."""

    def one(content: str | bytes, name: str = "a file") -> TableRead:
        result = read(content, name)
        assert isinstance(result, FileRead), result
        (table,) = result.tables
        assert table.n_read == table.n_loaded + table.n_set_aside
        return table

    return one
