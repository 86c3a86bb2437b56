"""What takes long to make, held in memory until a file that it is made from changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, cast

Built = TypeVar("Built")

# The largest thing held, a page with its pictures, takes a few hundred kilobytes.
_HELD = 96
_built: OrderedDict[Hashable, tuple[str, Any]] = OrderedDict()
_locks: dict[Hashable, Lock] = {}
_lock = Lock()


def remembered(key: Hashable, made_from: tuple[Path, ...], build: Callable[[], Built]) -> Built:
    """Return what was built before under a key, or build it where a file that it is made from has changed.

    Everybody who asks is handed the same object: build nothing that anybody changes.

    Args:
        key: what tells it from all else: its kind, the council's folder, and what was asked for.
        made_from: the files it is made from; see `stamp_of`.
        build: builds it; not called while another thread builds the same.
    """
    with _lock:
        mine = _locks.setdefault(key, Lock())
    with mine:
        stamp = stamp_of(*made_from)
        with _lock:
            held = _built.get(key)
            if held is not None and held[0] == stamp:
                _built.move_to_end(key)
                return cast(Built, held[1])
        built = build()
        with _lock:
            _built[key] = (stamp, built)
            _built.move_to_end(key)
            while len(_built) > _HELD:
                gone, _ = _built.popitem(last=False)
                _locks.pop(gone, None)
        return built


def stamp_of(*sources: Path) -> str:
    """Return what tells one state of some files from another: names, places on the disk, times and sizes.

    Args:
        sources: files; a folder stands for every file below it, and one that is missing counts as missing.
    """
    stamps: list[str] = []
    for source in sources:
        below = sorted(source.rglob("*")) if source.is_dir() else [source]
        stamps += [_stamp(path) for path in below]
    return "|".join(stamps)


def _stamp(path: Path) -> str:
    try:
        held = path.stat()
    except FileNotFoundError:
        return f"{path.name} not there"
    return f"{path.name} {held.st_ino} {held.st_mtime_ns} {held.st_size}"
