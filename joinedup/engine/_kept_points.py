"""Sobol points kept on disk beside the kernels, so that the next command need not make them again.

Points depend on nothing but their number, dimensions and seed, and never on a council's data.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from joinedup.engine._kernel_files import kept_in

# Sets of points kept; the least recently made go first.
_MOST_KEPT = 12
_LARGEST_BYTES = 64 * 2**20


def kept_points(
    draws: int, dimensions: int, seed: int, first: int, make: Callable[[], NDArray[np.float64]]
) -> NDArray[np.float64]:
    """Return points from disk, or made now and kept for next time.

    Args:
        draws: how many.
        dimensions: how many uncertain values.
        seed: fixes the scrambles.
        first: number of the first draw.
        make: makes them.
    """
    path = _path(f"{draws} {dimensions} {seed} {first} scipy {version('scipy')}")
    held = _read(path, (draws, dimensions))
    if held is not None:
        return held
    points = make()
    if points.nbytes <= _LARGEST_BYTES:
        _write(path, points)
    return points


def _path(what: str) -> Path:
    return kept_in() / f"points_{hashlib.sha256(what.encode('utf-8')).hexdigest()[:24]}.npy"


def _read(path: Path, shape: tuple[int, int]) -> NDArray[np.float64] | None:
    try:
        points = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        # Not kept yet, or a file cut short: it is made again.
        return None
    return points if points.shape == shape and points.dtype == np.float64 else None


def _write(path: Path, points: NDArray[np.float64]) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False, suffix=".npy") as made:
        np.save(made, points)
    Path(made.name).replace(path)
    held = sorted(path.parent.glob("points_*.npy"), key=_made_at)
    for old in held[:-_MOST_KEPT]:
        old.unlink(missing_ok=True)


def _made_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        # Another process has cleared it away since.
        return 0.0
