"""Pages that take long to build, kept in memory until what they are built from changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, cast

Built = TypeVar("Built")

# A page with its pictures takes a few hundred kilobytes.
_HELD = 96
_pages: OrderedDict[Hashable, tuple[Hashable, Any]] = OrderedDict()
_locks: dict[Hashable, Lock] = {}
_lock = Lock()


def remembered(key: Hashable, made_from: tuple[Path, ...], build: Callable[[], Built]) -> Built:
    """Return what was built before under a key, or build it where a file that it is made from has changed.

    Args:
        key: what tells it from all else: its kind, the council's folder, and what was asked for.
        made_from: the files it is made from; one that is missing counts as another than one that is there.
        build: builds it; not called while another thread builds the same.
    """
    with _lock:
        mine = _locks.setdefault(key, Lock())
    with mine:
        stamp = tuple(_stamp(path) for path in made_from)
        with _lock:
            held = _pages.get(key)
            if held is not None and held[0] == stamp:
                _pages.move_to_end(key)
                return cast(Built, held[1])
        built = build()
        with _lock:
            _pages[key] = (stamp, built)
            _pages.move_to_end(key)
            while len(_pages) > _HELD:
                gone, _ = _pages.popitem(last=False)
                _locks.pop(gone, None)
        return built


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
