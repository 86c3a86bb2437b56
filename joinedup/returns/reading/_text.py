"""Bytes to text: what the encoding is, tried from the surest to the least sure."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from joinedup.returns.reading._reads import CannotRead

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", ""),
    (codecs.BOM_UTF32_LE, "utf-32", "decoded as UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "decoded as UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "decoded as UTF-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SAMPLE = 65_536
# Text has next to no control characters; random bytes have about one in nine.
_MOST_CONTROL = 0.01


def decoded(data: bytes) -> tuple[str, list[str]]:
    """Return the text of a file and notes on how it was decoded.

    Raises:
        CannotRead: the bytes are not text.
    """
    text, notes = _decoded(data)
    if "\x00" in text:
        text = text.replace("\x00", "")
        notes.append("held NUL characters, which were left out")
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > _MOST_CONTROL * len(sample):
        raise _not_text()
    return text, notes


def _decoded(data: bytes) -> tuple[str, list[str]]:
    for mark, encoding, note in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :] if encoding == "utf-8" else data
            return _strictly(body, encoding), [note] if note else []
    wide = _wide_encoding(data)
    if wide:
        return _strictly(data, wide), ["decoded as UTF-16"]
    for encoding, note in (("utf-8", ""), ("cp1252", "decoded as Windows-1252")):
        try:
            return data.decode(encoding), [note] if note else []
        except UnicodeDecodeError:
            continue
    return _guessed(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text() from error


def _wide_encoding(data: bytes) -> str:
    """Return the UTF-16 encoding of text without a mark, known by the NUL in every other byte."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 3 and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) // 3 and odd == 0 else ""


def _guessed(data: bytes) -> tuple[str, list[str]]:
    # Five bytes have no meaning in Windows-1252; only then is the encoding guessed.
    sample = data[:_SAMPLE]
    if sum(byte < 9 or 13 < byte < 32 for byte in sample) > _MOST_CONTROL * len(sample):
        raise _not_text()
    best = charset_normalizer.from_bytes(sample).best()
    if best is None:
        raise _not_text()
    return data.decode(best.encoding, errors="replace"), [f"decoded as {best.encoding}, a guess"]


def _not_text() -> CannotRead:
    return CannotRead(
        "The file is neither text nor any kind of file that a return comes in.",
        "Export it again as CSV in UTF-8, and load that.",
    )
