"""Files of proposals and the records that speak of them, kept together or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction

from joinedup.store import put


class Files:
    """Files written while records are made, each with what it held before."""

    def __init__(self) -> None:
        self._before: dict[Path, bytes | None] = {}

    def write(self, path: Path, content: bytes) -> None:
        """Write a file, whole or not at all."""
        if path not in self._before:
            self._before[path] = path.read_bytes() if path.exists() else None
        put(path, content)

    def put_back(self) -> None:
        """Leave every file as it was before it was written."""
        for path, before in self._before.items():
            if before is None:
                path.unlink(missing_ok=True)
            else:
                put(path, before)


@contextmanager
def files_and_records() -> Iterator[Files]:
    """Keep what is written and what is recorded within it, or neither.

    The files are there while the records are made, since those are made from them. Where the records are not
    kept, because something is refused, fails or cannot be committed, the files are as they were. Only a
    machine that stops between the two leaves a file without a record: a new one is offered where decisions
    are put forward and is taken up when it is sent again, and a changed one shows beside the frozen tests.
    It must be the outermost transaction, or what is around it could still undo the records alone.
    """
    files = Files()
    try:
        with transaction.atomic(durable=True):
            yield files
    except BaseException:
        files.put_back()
        raise


__all__ = ["Files", "files_and_records"]
