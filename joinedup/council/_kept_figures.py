"""A council's own figures, kept so that asking a second question does not count every child again.

What is kept is named by the hash of everything it was made from: what was loaded, the council's patches and
the program. Anything else is counted afresh, and the folder can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import asdict
from pathlib import Path

import polars as pl

from joinedup.council._code import code_hash
from joinedup.council._own_figures import own_figures
from joinedup.declared import FigureValue, Origin
from joinedup.folder import FILE_NAME, Council
from joinedup.store import Store, put

_FOLDER = "figures"


def kept_own_figures(store: Store, council: Council) -> list[FigureValue]:
    """Return the council's own figures, from the last time they were counted where nothing has changed since.

    Args:
        store: what the council has loaded.
        council: the council.
    """
    path = council.workings / _FOLDER / f"{_made_from(store, council)}.parquet"
    if path.is_file():
        rows = pl.read_parquet(path).iter_rows(named=True)
        return [FigureValue(**row | {"origin": Origin(row["origin"])}) for row in rows]
    values = own_figures(store, council)
    if values:
        _keep(path, values)
    return values


def _keep(path: Path, values: list[FigureValue]) -> None:
    for older in path.parent.glob("*.parquet"):
        older.unlink()
    written = io.BytesIO()
    pl.DataFrame([asdict(value) | {"origin": value.origin.value} for value in values]).write_parquet(written)
    put(path, written.getvalue())


def _made_from(store: Store, council: Council) -> str:
    declared = (council.folder / FILE_NAME).read_bytes()
    parts = (store.manifest().data_hash.encode(), declared, code_hash().encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:24]
