"""What a file holds, by its bytes; its name alone proves nothing."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from typing import IO
from xml.parsers import expat

_HEAD = 65_536
_CHUNK = 1_048_576
_TEXT_MARKS = (b"\xff\xfe", b"\xfe\xff")  # text in UTF-16 begins so, and alone holds zero bytes
_BINARY = (
    *(b"MZ", b"\x7fELF", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG"),
    *(b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"PAR1", b"SQLite format 3"),
)
_MARKUP = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<?php", b"<!--", b"<iframe")
_BROKEN = (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, zlib.error, ValueError, EOFError)


class NotThat(Exception):
    """A file does not hold what its name says; the message says what is wrong, after the file's name."""


def check_text(file: IO[bytes], most_unpacked: int) -> None:
    """Refuse what is no text: CSV, JSON, YAML or plain."""
    start = file.read(_HEAD)
    if start.startswith(_BINARY):
        raise NotThat("is not text, whatever its name says")
    if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(_MARKUP):
        raise NotThat("is a web page, not text")
    if start.startswith(_TEXT_MARKS):
        return
    while start:
        if b"\x00" in start:
            raise NotThat("is not text, whatever its name says")
        start = file.read(_CHUNK)


def check_xml(file: IO[bytes], most_unpacked: int) -> None:
    """Refuse XML that is none, is a web page, or declares entities, with which a small file can grow huge."""
    parser, seen = expat.ParserCreate(), []

    def refuse(*_: object) -> None:
        raise NotThat("declares a document type, which no return does")

    def first(name: str, _: object) -> None:
        seen.append(name.lower().rpartition(":")[2])

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = first
    try:
        while not seen:
            chunk = file.read(_HEAD)
            parser.Parse(chunk, not chunk)
            if not chunk:
                break
    except expat.ExpatError as error:
        raise NotThat("is not readable XML") from error
    if seen and seen[0] in {"html", "svg", "script"}:
        raise NotThat("is a web page or a picture, not data")


def check_magic(*magics: bytes) -> Callable[[IO[bytes], int], None]:
    """Return what refuses a file that begins with none of these bytes."""

    def check(file: IO[bytes], most_unpacked: int) -> None:
        if not file.read(16).startswith(magics):
            raise NotThat("does not hold what its name says")

    return check


def check_zip(*needed: str) -> Callable[[IO[bytes], int], None]:
    """Return what refuses a ZIP-based file that is damaged, locked, lacks a part, runs macros or is a bomb.

    Args:
        needed: a part whose name begins with one of these must be inside; none for a plain archive.
    """

    def check(file: IO[bytes], most_unpacked: int) -> None:
        try:
            with zipfile.ZipFile(file) as archive:
                _check_members(archive.infolist(), needed)
                _unpack(archive, most_unpacked)
        except _BROKEN as error:
            raise NotThat("is damaged, locked with a password, or not what its name says") from error

    return check


def _check_members(members: list[zipfile.ZipInfo], needed: tuple[str, ...]) -> None:
    names = [member.filename for member in members]
    if len(members) > _MOST_MEMBERS:
        raise NotThat(f"holds more than {_MOST_MEMBERS:,} parts")
    if needed and not any(name.startswith(needed) for name in names):
        raise NotThat("does not hold what its name says")
    if any(
        name.startswith("/") or ":" in name or ".." in name.replace("\\", "/").split("/") for name in names
    ):
        raise NotThat("holds a part that would be written outside its folder")
    if any(name.rsplit("/", 1)[-1].lower().startswith("vbaproject") for name in names):
        raise NotThat("holds macros; save it without them")
    if not needed and any(name.lower().endswith((".zip", ".gz", ".7z", ".rar")) for name in names):
        raise NotThat("holds an archive inside the archive; unpack it and send what is inside")


_MOST_MEMBERS = 5_000


def _unpack(archive: zipfile.ZipFile, most: int) -> None:
    """Unpack into nothing, and stop where it grows too large: what an archive says of itself can lie."""
    unpacked = 0
    for member in archive.infolist():
        with archive.open(member) as part:
            while chunk := part.read(_CHUNK):
                unpacked += len(chunk)
                if unpacked > most:
                    raise NotThat("unpacks to far more than such a file would hold")
