"""What the store holds after a load: which files were read, and which pieces hold their rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from joinedup.errors import StoreRefused


@dataclass(frozen=True)
class Piece:
    """The rows that one source file gave to one table.

    Args:
        table: name of the table.
        file: the Parquet file, relative to the store's folder.
        rows: how many rows it holds.
        source_file: the source file, relative to `data/`.
        load: number of the load that wrote it.
    """

    table: str
    file: str
    rows: int
    source_file: str
    load: int


@dataclass(frozen=True)
class SourceFile:
    """A source file the store knows, whether or not it gave any rows.

    Args:
        path: where it is, relative to `data/`.
        content_hash: SHA-256 of its bytes.
        read_with: version of the package that read it.
        recognised_as: the return it was recognised as; empty where it was refused.
        period: the period it covers, in the return's own words.
        first_seen: number of the load that met this content at this path first.
        replaced_by: path of the file that took its place; empty where none did.
        account: file with what became of its rows, relative to the store's folder.
        pieces: its rows, by table.
    """

    path: str
    content_hash: str
    read_with: str
    recognised_as: str
    period: str
    first_seen: int
    replaced_by: str
    account: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """The store at one moment.

    Args:
        load: number of the load; 0 before the first.
        made_at: when the load finished, in UTC.
        before: number of the load it followed; None before the first.
        next_load: number the next load takes, so that an undone number never comes back.
        sources: the source files, in order of path.
    """

    load: int
    made_at: str
    before: int | None
    next_load: int
    sources: tuple[SourceFile, ...] = ()

    @cached_property
    def tables(self) -> dict[str, tuple[Piece, ...]]:
        """The pieces of each table, tables in order of name and pieces in order of source file."""
        pieces = [piece for source in self.sources for piece in source.pieces]
        names = sorted({piece.table for piece in pieces})
        return {name: tuple(piece for piece in pieces if piece.table == name) for name in names}

    @cached_property
    def data_hash(self) -> str:
        """One hash for everything loaded: the same files read by the same version give the same hash."""
        known = hashlib.sha256()
        for source in self.sources:
            if source.pieces:
                known.update(f"{source.path}\0{source.content_hash}\0{source.read_with}\0".encode())
        return known.hexdigest()

    def source(self, path: str) -> SourceFile | None:
        """Return the source file at `path`, or None where the store does not know it."""
        return self._by_path.get(path)

    def files(self) -> Iterable[str]:
        """Every file this manifest needs, relative to the store's folder."""
        for source in self.sources:
            yield source.account
            yield from (piece.file for piece in source.pieces)

    @cached_property
    def _by_path(self) -> dict[str, SourceFile]:
        return {source.path: source for source in self.sources}

    def to_bytes(self) -> bytes:
        """Return the manifest as JSON."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Manifest:
        """Return the manifest that `to_bytes` wrote.

        Raises:
            StoreRefused: the content is not a manifest.
        """
        try:
            written = json.loads(content)
            sources = tuple(_source(one) for one in written.pop("sources"))
            return cls(sources=sources, **written)
        except (ValueError, TypeError, KeyError) as error:
            raise StoreRefused(
                "The store's manifest is damaged.",
                "Delete the folder .joinedup/store and run `joinedup load` to build it again from data/.",
            ) from error


EMPTY = Manifest(load=0, made_at="", before=None, next_load=1)


def _source(written: dict[str, Any]) -> SourceFile:
    pieces = tuple(Piece(**piece) for piece in written.pop("pieces"))
    return SourceFile(pieces=pieces, **written)
