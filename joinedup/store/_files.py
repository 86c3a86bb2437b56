"""Files that are either wholly there or not there at all, and readable by their owner alone."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600
UNFINISHED = ".unfinished"


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, readable by their owner alone."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    # The mode given to mkdir is reduced by the user's mask, and never widened by it.
    folder.chmod(FOLDER_MODE)


def put(path: Path, content: bytes) -> None:
    """Write a file so that a reader, or a power cut, meets all of it or none of it.

    The content reaches the disk under another name before it takes its own.
    """
    make_folder(path.parent)
    unfinished = path.with_name(path.name + UNFINISHED)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def settle(folder: Path) -> None:
    """Make the names in a folder reach the disk, where the system has a way to ask for it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
