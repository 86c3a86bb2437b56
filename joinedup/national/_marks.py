"""Published numbers and the marks that stand where a number is withheld."""

from __future__ import annotations

import re
from enum import StrEnum


class Mark(StrEnum):
    """Why a published cell holds no number."""

    SUPPRESSED = "suppressed: a small number, or one that would reveal it"
    NOT_APPLICABLE = "not applicable"
    NOT_AVAILABLE = "not available"
    UNRELIABLE = "too unreliable to publish"
    LOW = "too low to publish"
    ABSENT = "nothing published"


_MARKS = {
    "c": Mark.SUPPRESSED,
    "z": Mark.NOT_APPLICABLE,
    "x": Mark.NOT_AVAILABLE,
    "[x]": Mark.NOT_AVAILABLE,
    "u": Mark.UNRELIABLE,
    "k": Mark.LOW,
    "low": Mark.LOW,
    "": Mark.ABSENT,
    "-": Mark.ABSENT,
    ":": Mark.ABSENT,
    "..": Mark.ABSENT,
    "na": Mark.ABSENT,
    "null": Mark.ABSENT,
}
_NOTE = re.compile(r"\[note \d+\]")


def published(text: str | None) -> float | Mark:
    """Return the number a published cell holds, or the mark that stands in its place.

    Text is read as published: the typed twins of some columns hold -100 to -400 where the text holds a mark.

    Raises:
        ValueError: the text is neither a number nor a mark that is known.
    """
    plain = (text or "").strip()
    if plain.casefold() in _MARKS:
        return _MARKS[plain.casefold()]
    if _NOTE.fullmatch(plain):
        return Mark.NOT_AVAILABLE
    return float(plain.replace(",", ""))


def number(text: str | None) -> float | None:
    """Return the number a published cell holds; None where a mark stands in its place."""
    value = published(text)
    return None if isinstance(value, Mark) else value
