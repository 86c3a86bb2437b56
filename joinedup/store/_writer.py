"""Writing: pieces first, the manifest that names them last, and a broom for what a killed load left."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from joinedup.store._files import UNFINISHED, put, settle
from joinedup.store._manifest import EMPTY, Manifest, Piece, SourceFile

MANIFEST = "manifest.json"
KEPT = 10
_HASH_LENGTH = 16


def numbered(folder: Path, load: int) -> Path:
    """Return where the manifest of a load is kept for undoing later ones."""
    return folder / "manifests" / f"{load:06d}.json"


def read_manifest(path: Path) -> Manifest:
    """Return the manifest in a file, or the empty one where there is no file."""
    try:
        return Manifest.from_bytes(path.read_bytes())
    except FileNotFoundError:
        return EMPTY


class Writer:
    """Writes one load. Nothing it writes is seen by a reader before `commit`.

    Args:
        folder: the store's folder.
        before: the manifest the load starts from.
    """

    def __init__(self, folder: Path, before: Manifest) -> None:
        self._folder = folder
        self._folders_touched: set[Path] = set()
        self.before = before
        self.load = before.next_load

    def piece(self, table: str, rows: pl.DataFrame, source_file: str) -> Piece:
        """Write the rows that a source file gives to a table.

        Args:
            table: name of the table.
            rows: its rows, without `source_file` and `load`, which are added here.
            source_file: the source file, relative to `data/`.
        """
        stamped = rows.with_columns(
            pl.lit(source_file, dtype=pl.String).alias("source_file"),
            pl.lit(self.load, dtype=pl.Int64).alias("load"),
        )
        buffer = io.BytesIO()
        stamped.write_parquet(buffer, compression="zstd")
        file = self._put(f"pieces/{table}", buffer.getvalue(), "parquet")
        return Piece(table, file, rows.height, source_file, self.load)

    def account(self, text: str) -> str:
        """Write what became of a file's rows and return the name to put into `SourceFile.account`."""
        return self._put("accounts", text.encode(), "json")

    def commit(self, sources: Iterable[SourceFile]) -> Manifest:
        """Make this load the current one, in one step that cannot be seen half done."""
        after = Manifest(
            load=self.load,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            before=self.before.load,
            next_load=self.load + 1,
            sources=tuple(sorted(sources, key=lambda source: source.path)),
        )
        for folder in sorted(self._folders_touched):
            settle(folder)
        put(numbered(self._folder, after.load), after.to_bytes())
        settle(self._folder / "manifests")
        swap(self._folder, after)
        return after

    def _put(self, below: str, content: bytes, ending: str) -> str:
        digest = hashlib.sha256(content).hexdigest()[:_HASH_LENGTH]
        file = f"{below}/{self.load:06d}-{digest}.{ending}"
        put(self._folder / file, content)
        self._folders_touched.add((self._folder / file).parent)
        return file


def swap(folder: Path, manifest: Manifest) -> None:
    """Put `manifest` in the place of the current one."""
    put(folder / MANIFEST, manifest.to_bytes())
    settle(folder)


def step_back(folder: Path, current: Manifest) -> Manifest:
    """Put the manifest before `current` in its place and return it.

    The number of the load that is undone is never used again.
    """
    before = EMPTY if current.before == 0 else read_manifest(numbered(folder, current.before or 0))
    back = replace(before, next_load=current.next_load)
    swap(folder, back)
    numbered(folder, current.load).unlink(missing_ok=True)
    return back


def sweep(folder: Path, current: Manifest) -> None:
    """Remove what no manifest kept for undoing names: old loads, undone loads and loads that were killed.

    Runs only under the writer's lock, before a load, so that readers of the last loads keep their files.
    """
    manifests = kept(folder, current)
    needed = {file for manifest in manifests for file in manifest.files()}
    needed |= {numbered(folder, manifest.load).relative_to(folder).as_posix() for manifest in manifests}
    for below in ("pieces", "accounts", "manifests"):
        for path in sorted((folder / below).rglob("*")):
            if path.is_file() and path.relative_to(folder).as_posix() not in needed:
                path.unlink()
    (folder / (MANIFEST + UNFINISHED)).unlink(missing_ok=True)


def kept(folder: Path, current: Manifest) -> list[Manifest]:
    """Return the current manifest and those before it that are kept for undoing, newest first."""
    found = [current]
    while len(found) < KEPT and found[-1].before:
        before = read_manifest(numbered(folder, found[-1].before or 0))
        if before is EMPTY:
            break
        found.append(before)
    return found
