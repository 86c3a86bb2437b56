"""Sets of proposals that were run before, kept so that a second question need not run them again."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from joinedup.council._session import Ready, Settings, manifest_of
from joinedup.council.proposals import Proposal

# A plan of twenty proposals asks for some four hundred sets; older plans make room.
_PLANS_KEPT = 2


class KeptSets:
    """Sets that were run on one plan: the same data, parameters, code, seed, draws and years.

    What is kept can be deleted at any time. Only changes of totals are kept, and nothing about any person.

    Args:
        asked: the council.
        settings: how its runs are made.
    """

    def __init__(self, asked: Ready, settings: Settings) -> None:
        plan = manifest_of(asked, settings, []).run
        self._folder = asked.council.workings / "sets" / plan

    def read(self, proposals: Sequence[Proposal]) -> NDArray[np.float64] | None:
        """Return the change that a set makes; None where it has not been run. Shape (draw, series)."""
        path = self._path(proposals)
        try:
            return np.asarray(np.load(path, allow_pickle=False), dtype=np.float64)
        except (OSError, ValueError, EOFError):
            # Never run, or a file cut short when a run was stopped: run it again.
            return None

    def write(self, proposals: Sequence[Proposal], change: NDArray[np.float64]) -> None:
        """Keep the change that a set makes. Shape (draw, series)."""
        self._make_room()
        path = self._path(proposals)
        half_written = path.with_suffix(".part")
        with half_written.open("wb") as file:
            np.save(file, change)
        half_written.replace(path)

    def _path(self, proposals: Sequence[Proposal]) -> Path:
        hashes = "|".join(sorted(f"{one.id} {one.hash}" for one in proposals))
        return self._folder / f"{hashlib.sha256(hashes.encode()).hexdigest()[:24]}.npy"

    def _make_room(self) -> None:
        if self._folder.is_dir():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        others = [one for one in self._folder.parent.iterdir() if one.is_dir() and one != self._folder]
        # Another run may be making room too.
        with suppress(OSError):
            others.sort(key=lambda one: one.stat().st_mtime, reverse=True)
            for old in others[_PLANS_KEPT - 1 :]:
                shutil.rmtree(old)
