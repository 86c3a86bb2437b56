"""Results of runs, kept so that they can be looked at again without a new run.

A result is written as JSON of exactly what its dataclass holds and read back to an equal one. It can be
deleted and made again.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

from cattrs.preconf.json import make_converter

from joinedup.errors import StoreRefused
from joinedup.store._files import put

Result = TypeVar("Result")

_CONVERTER = make_converter()
# A projection is 3 MB of JSON and a ripple 9: a handful is what people look at.
_HELD = 12
# Fast, and the files are still a tenth of the size.
_COMPRESSION = 3
_LONGEST = 120  # characters


def keep_result(workings: Path, name: str, result: object) -> Path:
    """Keep a result, in place of the one of the same name.

    Args:
        workings: the council's `.joinedup` folder.
        name: what it is found by: `projection`, `ripple-youth-trim`.
        result: a frozen dataclass of dataclasses, tuples, numbers and words.
    """
    path = result_path(workings, name)
    put(path, frozen(result))
    return path


def kept_result(workings: Path, name: str, kind: type[Result]) -> Result | None:
    """Return a result that was kept, or None where none is.

    Args:
        workings: the council's `.joinedup` folder.
        name: what it was kept as.
        kind: the dataclass that it is.

    Raises:
        StoreRefused: what is kept is damaged, or was written by another version.
    """
    path = result_path(workings, name)
    if not path.is_file():
        return None
    return cast(Result, _read(path, path.stat().st_mtime_ns, cast(Any, kind)))


def frozen(result: object) -> bytes:
    """Return a result as bytes that are the same whenever the result is: compressed JSON."""
    written = json.dumps(_CONVERTER.unstructure(result), ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(written.encode(), _COMPRESSION, mtime=0)


def thawed(content: bytes, kind: type[Result]) -> Result:
    """Return the result that bytes were made of.

    Args:
        content: what `frozen` returned.
        kind: the dataclass that it is.

    Raises:
        StoreRefused: it is damaged, or was written by another version.
    """
    try:
        return _CONVERTER.structure(json.loads(gzip.decompress(content)), kind)
    except Exception as error:  # every way in which bytes can fail to be a result
        raise StoreRefused(
            f"A result that was kept cannot be read as a {kind.__name__}.", "Run it again."
        ) from error


@lru_cache(maxsize=_HELD)
def _read(path: Path, _changed: int, kind: Any) -> object:
    return thawed(path.read_bytes(), kind)


def result_name(kind: str, identifiers: Iterable[str]) -> str:
    """Return what a result about several things is kept as: `ripple-bus-passes+youth-trim`.

    The order in which they are named does not matter. Of many, the first are named and the rest told apart by
    a mark, since the name of a file has an end.

    Args:
        kind: what it is.
        identifiers: what it is about.
    """
    whole = "+".join(sorted(identifiers))
    if len(whole) > _LONGEST:
        whole = f"{whole[:_LONGEST]}-{hashlib.sha256(whole.encode()).hexdigest()[:12]}"
    return f"{kind}-{whole}"


def result_path(workings: Path, name: str) -> Path:
    """Return where a result is kept, whether or not it is there; its time tells one result from the next."""
    return workings / "results" / f"{name}.json.gz"
