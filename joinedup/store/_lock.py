"""One writer at a time. The system frees the lock of a process that has died, however it died."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from joinedup.errors import StoreRefused
from joinedup.store._files import FILE_MODE, make_folder

if sys.platform == "win32":
    import msvcrt

    # Windows refuses to read a locked byte, so the one that is locked lies beyond what is written.
    _BYTE = 1_000_000

    def _take(handle: int) -> None:
        os.lseek(handle, _BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def only_writer(path: Path) -> Iterator[None]:
    """Hold the lock file at `path` while the block runs.

    Raises:
        StoreRefused: another process holds it.
    """
    make_folder(path.parent)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE)
    try:
        try:
            _take(handle)
        except OSError as error:
            raise StoreRefused(
                f"Another load is writing to this council's store ({_holder(path)}).",
                "Wait until it has finished, then try again.",
            ) from error
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)


def _holder(path: Path) -> str:
    try:
        return f"process {int(path.read_text())}"
    except (OSError, ValueError):
        return "its process is not known"
