"""Finding the files of a load, in an order that does not depend on the folder's own."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.store import Manifest

RECEIVED = "received"
# Written by JoinedUp or left by desktop programs; nobody would send them as a return.
_NOT_RETURNS = {"readme.md", "readme.txt", "thumbs.db", "desktop.ini"}
# The constitution's delegations and draft structures stand beside the files of leadership; no return is YAML.
_NOT_ENDINGS = (".yaml", ".yml")
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Found:
    """A file to load.

    Args:
        path: its name in the store and in reports: where it is, relative to `data/`.
        file: the file itself.
        content_hash: SHA-256 of its bytes; empty where it cannot be opened.
        is_outside: whether it lies outside the council's folder and must be copied into `data/`.
    """

    path: str
    file: Path
    content_hash: str
    is_outside: bool = False


def find_files(council: Council, paths: Sequence[Path] | None) -> list[Found]:
    """Return the files to load, in order of path.

    Args:
        council: the council.
        paths: files and folders to look at; None for all of `data/` and `leadership/`.

    Raises:
        InputRefused: a path does not exist.
    """
    folders = [council.data, council.folder / "leadership"] if paths is None else list(paths)
    found: dict[str, Found] = {}
    for start in folders:
        if paths is not None and not start.exists():
            raise InputRefused(f"There is no {start}.", "Check the path and try again.")
        for file in _below(start):
            name, is_outside = _name(council, start, file.parent.resolve() / file.name)
            found[name] = Found(name, file, _content_hash(file), is_outside)
    return [found[name] for name in sorted(found)]


@dataclass(frozen=True)
class NotLoaded:
    """A file in the council's folder that is not in the store as it is.

    Args:
        path: where it is, relative to `data/`.
        is_known: whether the store knows it, so that it has changed or is gone since.
        is_there: whether it is there; otherwise it is gone and its rows are still in the store.
    """

    path: str
    is_known: bool
    is_there: bool


def not_loaded(council: Council, manifest: Manifest) -> list[NotLoaded]:
    """Return the files that came, changed or went since the last load.

    Args:
        council: the council.
        manifest: what the store holds.
    """
    there: dict[str, Path] = {}
    for start in (council.data, council.folder / "leadership"):
        for file in _below(start):
            there[_name(council, start, file.parent.resolve() / file.name)[0]] = file
    since = datetime.fromisoformat(manifest.made_at).timestamp() if manifest.made_at else 0.0
    found = []
    for path, file in there.items():
        source = manifest.source(path)
        if source is None or _has_changed(file, source.content_hash, since):
            found.append(NotLoaded(path, source is not None, True))
    gone = [source.path for source in manifest.sources if source.path not in there]
    found += [NotLoaded(path, True, False) for path in gone]
    return sorted(found, key=lambda one: one.path)


def _has_changed(file: Path, content_hash: str, since: float) -> bool:
    """Whether a file holds something else than when it was loaded; one not touched since is not read."""
    stat = file.stat()
    return stat.st_mtime > since and _hash_as_it_is(file, stat.st_mtime_ns, stat.st_size) != content_hash


@lru_cache(maxsize=4096)
def _hash_as_it_is(file: Path, _changed: int, _size: int) -> str:
    return _content_hash(file)


def _below(start: Path) -> Iterator[Path]:
    if start.is_file():
        yield start
        return
    for folder, below, names in os.walk(start):
        below[:] = sorted(name for name in below if not name.startswith("."))
        yield from (Path(folder) / name for name in sorted(names) if _may_be_a_return(Path(folder) / name))


def _may_be_a_return(file: Path) -> bool:
    is_hidden = file.name.startswith((".", "~$"))
    name = file.name.lower()
    return not is_hidden and name not in _NOT_RETURNS and not name.endswith(_NOT_ENDINGS) and file.is_file()


def _name(council: Council, start: Path, file: Path) -> tuple[str, bool]:
    data, leadership = council.data.resolve(), (council.folder / "leadership").resolve()
    if file.is_relative_to(data):
        return file.relative_to(data).as_posix(), False
    if file.is_relative_to(leadership):
        return f"../leadership/{file.relative_to(leadership).as_posix()}", False
    # A year in the folder's name tells which year a file speaks for, so the folder is kept.
    base = start.resolve().parent if start.is_dir() else file.parent
    return f"{RECEIVED}/{file.relative_to(base).as_posix()}", True


def file_at(council: Council, path: str) -> Path:
    """Return the file that a path relative to `data/` names."""
    return council.data / path


def _content_hash(file: Path) -> str:
    digest = hashlib.sha256()
    try:
        with file.open("rb") as content:
            while chunk := content.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        # A file that may not be opened is for the reader to refuse; once it may be, its hash is another.
        return ""
    return digest.hexdigest()
