"""Numbers in words: finding them, and saying of each where it comes from.

A number is whatever a reader would hold somebody to: `£2.1m`, `97 in 100`, `28%`, `1,384`. Days, years,
references to laws and papers, and set phrases such as `for each £1` are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from joinedup.reports._parts import DataTable
from joinedup.reports.papers._parts import Paragraph, Source, Words

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
# What has digits and is no number that anybody is held to; tried before numbers are.
_NO_NUMBER = "|".join(
    (
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})(?:\s+\d{{4}})?\b",
        rf"\b(?:{_MONTHS})\s+\d{{4}}\b",
        r"\b\d{4}-\d{2}-\d{2}\b",
        r"\b\d{1,2}/\d{1,2}/\d{2,4}\b",
        r"\b\d{1,2}[:.]\d{2}\s?(?:am|pm)\b",
        r"\b(?:19|20)\d{2}\s?[/–-]\s?(?:20)?\d{2}\b",
        r"(?<![£\d,.])\b(?:19|20)\d{2}\b(?![,.]\d|%)",
        r"\b[A-Z]{1,4}\d[\w/-]*",
        r"\b(?=[\w-]*[a-z])(?=[\w-]*\d)[0-9a-f]{6,64}\b",
        r"\b(?:sections?|s|ss|paragraphs?|paras?|regulations?|regs?|schedules?|articles?|clauses?|parts?"
        r"|chapters?|notes?|rules?)\.?\s?\d+[A-Za-z]*(?:\(\w+\))*(?:\.\d+)*",
        r"\bSI\s\d{4}/\d+",
        r"\b(?:EWHC|EWCA|UKSC|c\.)\s?(?:Civ\s)?\d+",
        r"\b1 in 20\b",
        r"\b80 per cent range",
        r"\b(?:80|50|95) of 100\b",
        r"\beach £1\b",
    )
)
_NUMBER = (
    r"£?\d[\d,]*(?:\.\d+)?"
    r"(?: in 100\b| times\b|\s?(?:million|billion|bn|m|k|p)\b|\s?%|\sper cent\b)?"
)
_TOKENS = re.compile(f"(?P<other>{_NO_NUMBER})|(?P<number>{_NUMBER})", re.IGNORECASE)


@dataclass(frozen=True)
class Fact:
    """A number as it is printed, with where it comes from.

    Args:
        printed: the number: `£2.1m`.
        source: where it comes from.
        place: where in that source, for a program that looks it up again.
    """

    printed: str
    source: Source
    place: str = ""


def numbers_in(text: str) -> list[str]:
    """Return every number of a text, as it is printed there."""
    return [words for words, is_number in _tokens(text) if is_number]


def alike(number: str) -> str:
    """Return a number in one spelling: `£2.1 million` and `£2.1m` are the same."""
    plain = re.sub(r"[\s,]", "", number.lower()).rstrip(".")
    for long, short in (("million", "m"), ("billion", "bn"), ("percent", "%")):
        plain = plain.replace(long, short)
    return plain


def sourced(text: str, facts: Iterable[Fact], also: Sequence[Fact] = ()) -> Paragraph:
    """Return words as a paragraph in which every number says where it comes from, or that nothing holds it.

    Args:
        text: the words.
        facts: the numbers that may stand in them, those most likely meant first.
        also: further numbers, looked at where none of the first fits.
    """
    return Paragraph(tuple(sourced_words(Words(text), [*facts, *also])))


def sourced_words(words: Words, facts: Sequence[Fact]) -> Iterator[Words]:
    """Yield words in pieces, each number with its source; words that have one already stay as they are."""
    if words.source or words.link:
        yield words
        return
    known: dict[str, Fact] = {}
    for fact in facts:
        known.setdefault(alike(fact.printed), fact)
    plain = ""
    for piece, is_number in _tokens(words.text):
        if not is_number:
            plain += piece
            continue
        if plain:
            yield _like(words, plain)
        plain = ""
        found = known.get(alike(piece))
        yield (
            Words(piece, found.source, found.place, words.is_bold, words.is_italic)
            if found
            else Words(piece, None, "", words.is_bold, words.is_italic, "", True)
        )
    if plain:
        yield _like(words, plain)


def facts_of_table(table: DataTable, source: Source) -> list[Fact]:
    """Return every number of a table as a fact."""
    texts = [table.caption, table.hint, table.first, *table.columns]
    texts += [one for row in table.rows for one in (row.name, *_cells(row.cells))]
    return [Fact(number, source) for text in texts for number in numbers_in(text)]


def _cells(cells: Iterable[object]) -> Iterator[str]:
    for cell in cells:
        yield str(getattr(cell, "text", ""))
        yield str(getattr(cell, "range", ""))


def _like(words: Words, text: str) -> Words:
    return Words(text, None, "", words.is_bold, words.is_italic)


def _tokens(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in pieces, and whether each is a number."""
    at = 0
    for found in _TOKENS.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        number = found.group("number")
        if number is None:
            yield found.group(), False
        else:
            kept = number.rstrip(",")
            yield kept, True
            if kept != number:
                yield number[len(kept) :], False
        at = found.end()
    if at < len(text):
        yield text[at:], False
