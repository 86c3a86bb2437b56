"""What the audit came to, kept outside the database: one line for each entry, `number digest`.

Whoever can write to the database alone cannot rewrite or shorten the audit without being found.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

ANCHORS = "audit_anchors.txt"
_OWNER_ALONE = 0o600
_LINE = re.compile(r"([1-9][0-9]*) ([0-9a-f]{64})")


@dataclass(frozen=True)
class Anchors:
    """What the file of anchors says.

    Args:
        digests: digest of each entry, by its number.
        unreadable: lines of the file that say neither, from 1.
        contradicted: numbers of entries that the file gives two digests.
    """

    digests: dict[int, str]
    unreadable: tuple[int, ...] = ()
    contradicted: tuple[int, ...] = ()


def anchor(folder: Path, number: int, digest: str) -> None:
    """Add a line for an entry; one short write, so that lines of two processes do not mix."""
    handle = os.open(folder / ANCHORS, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _OWNER_ALONE)
    try:
        os.write(handle, f"{number} {digest}\n".encode())
    finally:
        os.close(handle)


def read_anchors(folder: Path) -> Anchors | None:
    """Return what the file says, in whichever order its lines came; None where there is no file."""
    path = folder / ANCHORS
    if not path.is_file():
        return None
    digests: dict[int, str] = {}
    unreadable, contradicted = [], []
    for at, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), 1):
        said = _LINE.fullmatch(line)
        if said is None:
            unreadable.append(at)
        elif digests.setdefault(int(said[1]), said[2]) != said[2]:
            contradicted.append(int(said[1]))
    return Anchors(digests, tuple(unreadable), tuple(contradicted))
