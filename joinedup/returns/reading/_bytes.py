"""What a file is by its first bytes, whatever its name says; and archives opened within limits."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from joinedup.returns.reading._reads import CannotRead

# A file that unpacks to more than this, or grows more than this many times over, is not a return. Small
# files may compress well by chance, so the second limit counts only above `SMALL_BYTES`.
MOST_BYTES = 2 * 1024**3
MOST_TIMES = 200
SMALL_BYTES = 64 * 1024**2
_CHUNK = 1024**2
OPENDOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = "META-INF/manifest.xml"
_ZIP = b"PK\x03\x04"
BROKEN_ZIP = (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, zlib.error, ValueError)

_EXPORT_AGAIN = "Export it again from the system it came from, as CSV, and load that."


class Content(StrEnum):
    """What a file holds."""

    TEXT = "text"
    JSON = "JSON"
    XML = "XML"
    WORKBOOK = "workbook"
    PARQUET = "Parquet"


@dataclass(frozen=True)
class Opened:
    """A file whose content is known.

    Args:
        content: what it holds.
        load: returns all its bytes.
        stream: opens it for reading from the start.
        notes: what was unusual about it.
    """

    content: Content
    load: Callable[[], bytes]
    stream: Callable[[], io.BufferedIOBase]
    notes: tuple[str, ...] = ()


def open_file(path: Path) -> Opened:
    """Tell what a file holds and make it ready for reading.

    Raises:
        CannotRead: it is empty, too large, damaged, or nothing that a return comes in.
    """
    size = path.stat().st_size
    if size == 0:
        raise CannotRead("The file is empty.", _EXPORT_AGAIN)
    if size > MOST_BYTES:
        raise CannotRead("The file is larger than 2 GiB.", "Split it by year and load the parts.")
    with path.open("rb") as file:
        start = file.read(8192)
    if start.startswith(b"\x1f\x8b"):
        return _opened(_unpacked(path), notes=("was compressed with gzip",))
    if start.startswith(_ZIP):
        only = _only_member(path)
        if only is not None:
            return _opened(only, notes=("was inside a ZIP archive",))
    content = _content(start, lambda: zipfile.ZipFile(path))
    return Opened(content, path.read_bytes, lambda: path.open("rb"), _named_otherwise(path, content))


def _opened(data: bytes, notes: tuple[str, ...]) -> Opened:
    if not data:
        raise CannotRead("The compressed file holds nothing.", _EXPORT_AGAIN)
    content = _content(data[:8192], lambda: zipfile.ZipFile(io.BytesIO(data)))
    return Opened(content, lambda: data, lambda: io.BytesIO(data), notes)


def _content(start: bytes, as_zip: Callable[[], zipfile.ZipFile]) -> Content:
    if start.startswith(_ZIP):
        return _zip_content(as_zip)
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Content.WORKBOOK
    if start.startswith(b"PAR1"):
        return Content.PARQUET
    for magic, what in _OTHERS.items():
        if start.startswith(magic):
            raise CannotRead(f"The file is {what}, which no return comes in.", _EXPORT_AGAIN)
    return _text_content(start)


_OTHERS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "compressed twice",
    b"BZh": "compressed with bzip2",
    b"\xfd7zXZ": "compressed with xz",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"PK\x05\x06": "an empty ZIP archive",
    b"SQLite format 3": "a database",
    b"\x7fELF": "a program",
    b"MZ": "a program",
}


def _text_content(start: bytes) -> Content:
    plain = start.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if plain[:1] == b"<":
        if plain[:14].lower().startswith((b"<!doctype html", b"<html")):
            raise CannotRead("The file is a web page, not a return.", _EXPORT_AGAIN)
        return Content.XML
    return Content.JSON if plain[:1] in (b"{", b"[") else Content.TEXT


def _zip_content(as_zip: Callable[[], zipfile.ZipFile]) -> Content:
    try:
        with as_zip() as archive:
            members = archive.infolist()
            _within_limits(members)
            names = {member.filename for member in members}
            kind = next((name for name in ("mimetype", _MANIFEST) if name in names), "")
            if kind and OPENDOCUMENT.encode() in archive.read(kind):
                return Content.WORKBOOK
    except BROKEN_ZIP as error:
        raise _damaged_zip() from error
    if any(name.startswith("xl/") for name in names):
        return Content.WORKBOOK
    if any(name.startswith("word/") for name in names):
        raise CannotRead("The file is a Word document, which no return comes in.", _EXPORT_AGAIN)
    raise CannotRead("The file is a ZIP archive.", "Unzip it and load the files inside.")


def _only_member(path: Path) -> bytes | None:
    """Return the one file inside an archive; None where it holds several, as a workbook does."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) != 1:
                return None
            _within_limits(members)
            return archive.read(members[0])
    except BROKEN_ZIP as error:
        raise _damaged_zip() from error


def _damaged_zip() -> CannotRead:
    return CannotRead("The file is a ZIP archive or workbook that is damaged or locked.", _EXPORT_AGAIN)


def _within_limits(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > MOST_BYTES or (unpacked > SMALL_BYTES and unpacked > MOST_TIMES * max(packed, 1)):
        raise _grows_too_much()


def _unpacked(path: Path) -> bytes:
    packed = path.stat().st_size
    parts, unpacked = [], 0
    try:
        with gzip.open(path) as file:
            while chunk := file.read(_CHUNK):
                parts.append(chunk)
                unpacked += len(chunk)
                if unpacked > MOST_BYTES or (unpacked > SMALL_BYTES and unpacked > MOST_TIMES * packed):
                    raise _grows_too_much()
    except (OSError, EOFError, zlib.error) as error:
        raise CannotRead(
            "The compressed file is damaged or ends too early.", "Copy or download it again."
        ) from error
    return b"".join(parts)


def _grows_too_much() -> CannotRead:
    return CannotRead(
        "The file unpacks to far more than a return would hold, so it was not opened.",
        "Check where it came from; if it is a real return, unpack it yourself and load that.",
    )


def _named_otherwise(path: Path, content: Content) -> tuple[str, ...]:
    named = path.suffix.casefold()
    if content is Content.WORKBOOK and named in (".csv", ".txt"):
        return (f"is a workbook named {named}",)
    if content is not Content.TEXT and named == ".csv":
        return (f"is {content.value} named {named}",)
    return ()
