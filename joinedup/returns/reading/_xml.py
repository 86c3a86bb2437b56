"""XML read in one pass with bounded memory, and nothing in it obeyed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from joinedup.returns.reading._reads import CannotRead

Stream = Callable[[], io.BufferedIOBase]
_SAFE = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_EXPORT_AGAIN = "Export it again from the system it came from and load that."
_PROLOGUE = 65_536
# A message says what it is in its first few elements.
_SNIFFED = 40


def local(element: Any) -> str:
    """Return an element's name without its namespace."""
    tag: str = element.tag
    return tag if tag[0] != "{" else tag.rpartition("}")[2]


def text_of(element: Any) -> str | None:
    """Return an element's own text without surrounding blanks, or None where there is none."""
    text = element.text
    return (text.strip() or None) if text else None


def sniffed(stream: Stream) -> tuple[str, str]:
    """Return the name of the root element and the text of the first `Collection` element near the start.

    Raises:
        CannotRead: it is not well-formed, or declares a document type.
    """
    with stream() as file:
        _refuse_doctype(file.read(_PROLOGUE))
    root = collection = ""
    with stream() as file:
        try:
            for seen, (event, element) in enumerate(etree.iterparse(file, events=("start", "end"), **_SAFE)):
                if not root:
                    root = local(element)
                    if element.getroottree().docinfo.internalDTD is not None:
                        raise _doctype()
                if event == "end" and local(element) == "Collection":
                    collection = text_of(element) or ""
                if collection or seen > _SNIFFED:
                    break
        except etree.XMLSyntaxError as error:
            raise _malformed(error) from error
    return root, collection


def elements(stream: Stream, names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Yield each element of these names once complete, and forget it afterwards.

    Raises:
        CannotRead: the file is not well-formed.
    """
    with stream() as file:
        wanted = [f"{{*}}{name}" for name in names]
        try:
            for _, element in etree.iterparse(file, events=("end",), tag=wanted, **_SAFE):
                yield local(element), element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            raise _malformed(error) from error


def _refuse_doctype(start: bytes) -> None:
    plain = start.replace(b"\x00", b"")
    prologue = re.split(rb"<[A-Za-z_]", plain, maxsplit=1)[0]
    if b"<!DOCTYPE" in prologue or b"<!ENTITY" in prologue:
        raise _doctype()


def _doctype() -> CannotRead:
    return CannotRead(
        "The XML declares a document type or entities, which no return does, so it was not opened.",
        "Check where it came from; if it is a real return, " + _EXPORT_AGAIN[0].lower() + _EXPORT_AGAIN[1:],
    )


def _malformed(error: etree.XMLSyntaxError) -> CannotRead:
    line = error.lineno or 1
    return CannotRead(f"The XML is not well-formed or ends too early, at line {line}.", _EXPORT_AGAIN)
