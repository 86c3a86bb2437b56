"""How papers put what is on record, and what is not, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from joinedup.reports._wording import day
from joinedup.reports.papers._facts import DecisionFacts, Remark
from joinedup.reports.papers._numbers import Fact, numbers_in, sourced
from joinedup.reports.papers._parts import Bullets, Paragraph, Source


def on_record(facts: DecisionFacts, what: str) -> Source:
    """Return the source of what is written in the decision itself.

    Args:
        facts: the decision.
        what: which part of it, and whose words it is: `its summary, as its owner wrote it`.
    """
    return Source(what, f"Decision {facts.reference} in the register")


def quoted(text: str, source: Source, lead: str = "") -> Paragraph:
    """Return words as somebody wrote them; their numbers are theirs, and the source says whose.

    Args:
        text: the words.
        source: where they are written.
        lead: words of our own before them.
    """
    said = sourced(" ".join(text.split()), [Fact(one, source, "words") for one in numbers_in(text)])
    return Paragraph((*Paragraph.of(lead).parts, *said.parts)) if lead else said


def plain(text: str) -> Paragraph:
    """Return words of our own that hold no number of anybody's."""
    return Paragraph.of(text)


def counted_on_record(number: int, one: str, many: str, source: Source, after: str = "") -> Paragraph:
    """Return a count of what is on record, as a sentence, with where it was counted."""
    facts = [Fact(f"{number:,}", source, "count")]
    return sourced(f"{number:,} {one if number == 1 else many}{after}", facts)


def remarks(found: Iterable[Remark], facts: DecisionFacts, missing: str) -> list[Paragraph]:
    """Return what was said on record, each with who said it and when; or what is missing.

    Args:
        found: what was said.
        facts: the decision.
        missing: what is said where nothing was.
    """
    made = [
        quoted(one.says, on_record(facts, one.who), f"{one.who}{f', {day(one.on)}' if one.on else ''}: ")
        for one in found
    ]
    return made or [plain(missing)]


def bullets(lines: Sequence[Paragraph]) -> Bullets:
    """Return lines as a list."""
    return Bullets(tuple(lines))


def when(on: date | None) -> str:
    """Return a day, or that none is set."""
    return day(on) if on else "no day set"
