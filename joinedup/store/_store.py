"""Reading the store, and the door to writing it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from joinedup.errors import StoreRefused
from joinedup.store._lock import only_writer
from joinedup.store._manifest import Manifest
from joinedup.store._writer import MANIFEST, Writer, kept, numbered, read_manifest, step_back, sweep

# The engine reads only the Parquet files it is given: it fetches nothing and loads no extension.
_ENGINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


class Store:
    """The tables of one council.

    Readers take no lock: they read the manifest once and the immutable files it names.

    Args:
        workings: the council's `.joinedup` folder, `Council.workings`.
    """

    def __init__(self, workings: Path) -> None:
        self.folder = workings / "store"

    @property
    def manifest_path(self) -> Path:
        """The file that names what is loaded; it changes whenever that does."""
        return self.folder / MANIFEST

    def manifest(self) -> Manifest:
        """Return the current manifest; the empty one before the first load."""
        return read_manifest(self.manifest_path)

    def loads(self) -> list[int]:
        """Return the number of the current load and of those before it that it can be taken back to."""
        return [one.load for one in kept(self.folder, self.manifest()) if one.load]

    def tables(self) -> list[str]:
        """Return the names of the tables that the current manifest holds."""
        return list(self.manifest().tables)

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Return an in-memory DuckDB with one view for each table of the current manifest.

        Raises:
            StoreRefused: a file that the manifest names is missing.
        """
        connection = duckdb.connect(":memory:", config=_ENGINE)
        for table, files in self._files().items():
            listed = ", ".join(_quoted(str(file), "'") for file in files)
            # Table and file names come from the manifest and are quoted, so no text from data is run.
            view = f"CREATE VIEW {_quoted(table, chr(34))} AS SELECT * FROM "  # noqa: S608
            connection.execute(view + f"read_parquet([{listed}], union_by_name = true)")
        return connection

    def read(self, table: str) -> pl.DataFrame:
        """Return all rows of a table; an empty frame where the store has no such table."""
        files = self._files().get(table, [])
        if not files:
            return pl.DataFrame()
        return pl.concat([pl.read_parquet(file) for file in files], how="diagonal_relaxed")

    def account(self, file: str) -> str:
        """Return what `Writer.account` wrote.

        Raises:
            StoreRefused: the file is missing.
        """
        return self._present(file).read_text(encoding="utf-8")

    def read_piece(self, file: str) -> pl.DataFrame:
        """Return the rows of one piece.

        Raises:
            StoreRefused: the file is missing.
        """
        return pl.read_parquet(self._present(file))

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Hold the store for one load; what is written is seen only once `Writer.commit` returns.

        Raises:
            StoreRefused: another process is writing.
        """
        with only_writer(self.folder / "lock"):
            before = self.manifest()
            sweep(self.folder, before)
            yield Writer(self.folder, before)

    def undo(self) -> Manifest:
        """Go back to the manifest before the current one and return it.

        Raises:
            StoreRefused: there is no load to undo, its predecessor is no longer kept, or another
                process is writing.
        """
        with only_writer(self.folder / "lock"):
            current = self.manifest()
            if current.before is None:
                raise StoreRefused("There is no load to undo.", "Load files with `joinedup load`.")
            if current.before and not numbered(self.folder, current.before).is_file():
                raise StoreRefused(
                    f"Load {current.load} cannot be undone: the one before it is no longer kept.",
                    "Put the earlier files into data/ and run `joinedup load`.",
                )
            return step_back(self.folder, current)

    def _files(self) -> dict[str, list[Path]]:
        tables = self.manifest().tables
        return {table: [self._present(piece.file) for piece in pieces] for table, pieces in tables.items()}

    def _present(self, file: str) -> Path:
        path = self.folder / file
        if not path.is_file():
            raise StoreRefused(
                f"The store lacks a file that its manifest names: {file}.",
                "Delete the folder .joinedup/store and run `joinedup load` to build it again from data/.",
            )
        return path


def _quoted(name: str, mark: str) -> str:
    return mark + name.replace(mark, mark * 2) + mark
