"""Pages that are also reports, built once for as long as what they show stays as it is.

To draw the charts of a page takes seconds, and nobody should wait for that. A page is built when a job ends
or when somebody first asks for it, kept as JSON in the council's `.joinedup/pages`, and held by the process.
It is built anew when a file it is made from changes, or the program, or `council.toml`; until then a page
costs what it takes to look at the times of a few files. What is kept can be deleted and is made again.
"""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import json
import os
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import TypeVar, cast

from cattrs.preconf.json import make_converter
from markupsafe import Markup

from joinedup.council import code_hash
from joinedup.folder import FILE_NAME, Council
from joinedup.reports import Page
from joinedup.store import make_folder, put, stamp_of

SomePage = TypeVar("SomePage", bound=Page)

# A page with many charts is half a megabyte of text.
_HELD = 40
_COMPRESSION = 3

_CONVERTER = make_converter()
_CONVERTER.register_unstructure_hook(Markup, str)
_CONVERTER.register_structure_hook(Markup, lambda value, _: Markup(value))  # noqa: S704 -- our own drawings, kept by us

_held: OrderedDict[Path, tuple[str, Page]] = OrderedDict()
_holding = Lock()


def page_of(
    council: Council, kind: type[SomePage], name: str, build: Callable[[], SomePage], *sources: Path
) -> SomePage:
    """Return a page: the one held or kept, where nothing it is made from has changed, else a new one.

    Call it in a view with what the page is built from, and once at the end of the job that makes the result,
    so that the first reader does not wait. `build` is called only where it must be, so that a result is best
    read inside it::

        name = f"ripple-{slug}"
        page = page_of(here, RipplePage, name, build, result_path(here.workings, name))

    Args:
        council: the council.
        kind: the dataclass that the page is.
        name: what it is kept as, the same for the same page; `result_name` makes one from identifiers.
        build: makes it.
        sources: the files it is made from; a folder stands for every file below it, and one that is not there
            counts as not there. `council.toml` need not be named.
    """
    path = council.workings / "pages" / f"{name}.json.gz"
    made_from = _made_from((council.folder / FILE_NAME, *sources))
    page = _in_hand(path, made_from) or _on_disk(path, made_from, kind)
    if page is None:
        with _alone(path):
            # Whoever was first has built it meanwhile.
            page = _on_disk(path, made_from, kind)
            if page is None:
                page = build()
                # A full disk keeps nobody from a page that is there to be read.
                with suppress(OSError):
                    put(path, _kept(page, made_from))
    _hold(path, made_from, page)
    return cast(SomePage, page)


def file_of(council: Council, name: str, make: Callable[[], bytes], *sources: Path) -> bytes:
    """Return a file, such as a workbook: the one kept, or a new one where what it is made from changed.

    Args:
        council: the council.
        name: what it is kept as, with its ending.
        make: makes it.
        sources: the files it is made from, as for a page.
    """
    made_from = _made_from((council.folder / FILE_NAME, *sources))
    mark = hashlib.sha256(made_from.encode()).digest()
    path = council.workings / "pages" / name
    with suppress(OSError):
        kept = path.read_bytes()
        if kept.startswith(mark):
            return kept[len(mark) :]
    with _alone(path):
        content = make()
        with suppress(OSError):
            put(path, mark + content)
    return content


def _made_from(sources: tuple[Path, ...]) -> str:
    """Return what tells one state of the files, and of the program, from another."""
    return f"{code_hash()}|{stamp_of(*sources)}"


def _in_hand(path: Path, made_from: str) -> Page | None:
    with _holding:
        was, page = _held.get(path, ("", None))
        if page is None or was != made_from:
            return None
        _held.move_to_end(path)
        return page


def _hold(path: Path, made_from: str, page: Page) -> None:
    with _holding:
        _held[path] = (made_from, page)
        _held.move_to_end(path)
        while len(_held) > _HELD:
            _held.popitem(last=False)


def _kept(page: Page, made_from: str) -> bytes:
    written = {"made_from": made_from, "page": _CONVERTER.unstructure(page)}
    text = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), _COMPRESSION, mtime=0)


def _on_disk(path: Path, made_from: str, kind: type[SomePage]) -> SomePage | None:
    """Return the page kept on disk; None where it is missing, damaged or of another state of its sources."""
    try:
        written = json.loads(gzip.decompress(path.read_bytes()))
        if written["made_from"] != made_from:
            return None
        return _CONVERTER.structure(written["page"], kind)
    except FileNotFoundError:
        return None
    except Exception:  # whatever is wrong with what was kept, it is made again
        return None


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the right to build one page, so that no two processes or threads do the same work."""
    try:
        make_folder(path.parent)
        handle = os.open(path.with_name(f"{path.name}.lock"), os.O_WRONLY | os.O_CREAT, 0o600)
    except OSError:
        # Where nothing can be written, nothing is kept, and each builds for itself.
        yield
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
