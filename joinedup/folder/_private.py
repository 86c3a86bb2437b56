"""Folders that hold personal data are readable by their owner alone."""

from __future__ import annotations

import stat
from contextlib import suppress
from pathlib import Path

FOLDER_MODE = 0o700
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_private(folder: Path) -> None:
    """Take from a folder the permissions that others have, and with them the way to everything below it.

    Where somebody else owns the folder the system refuses, and it is theirs to decide.
    """
    if stat.S_IMODE(folder.stat().st_mode) & _OTHERS:
        with suppress(PermissionError):
            folder.chmod(FOLDER_MODE)
