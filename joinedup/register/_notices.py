"""Notice of a key decision: what is missing, since when it could be decided, and the lawful exceptions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from joinedup.register._days import (
    clear_days,
    first_after_clear_days,
    first_after_clear_working_days,
    in_words,
)
from joinedup.register._terms import Term, Terms
from joinedup.register.models import Notice, NoticeKind


@dataclass(frozen=True)
class Way:
    """One lawful way of coming to a key decision, and how far it has been followed.

    Args:
        kind: which way.
        earliest: the first day on which the decision may be taken this way; None while something is missing
            that no waiting brings.
        lacks: what is missing on the day asked about, one sentence each; empty where nothing is.
        needs: what the way needs, one sentence each.
        law: where it is laid down.
        is_recalled: whether a number in it has yet to be checked.
    """

    kind: NoticeKind
    earliest: date | None
    lacks: tuple[str, ...]
    needs: tuple[str, ...]
    law: str
    is_recalled: bool

    @property
    def title(self) -> str:
        """The way, as people call it."""
        return str(self.kind.label)


def ways_of(notices: Iterable[Notice], terms: Terms, on: date) -> tuple[Way, ...]:
    """Return the three lawful ways to a key decision, the usual one first.

    Args:
        notices: what has been published of the decision.
        terms: what is laid down.
        on: the day on which the decision would be taken.
    """
    held = [one for one in notices if one.withdrawn_on is None]
    return (
        _usual([one for one in held if one.kind == NoticeKind.KEY], terms, on),
        _exception([one for one in held if one.kind == NoticeKind.EXCEPTION], terms, on),
        _urgency([one for one in held if one.kind == NoticeKind.URGENCY], on),
    )


def lawful_way(ways: Iterable[Way], on: date) -> Way | None:
    """Return the first way that lets the decision be taken on a day; None where none does."""
    return next((one for one in ways if one.earliest is not None and one.earliest <= on), None)


def _usual(notices: list[Notice], terms: Terms, on: date) -> Way:
    days = terms.notice.days
    best = min(notices, key=lambda one: _from(one, days), default=None)
    earliest = _from(best, days) if best else None
    lacks: list[str] = []
    if best is None:
        lacks.append("No notice of this key decision has been published.")
    elif first_after_clear_days(best.published_on, days) > on:
        had = clear_days(best.published_on, on)
        lacks.append(
            f"The notice of {in_words(best.published_on)} leaves {had} clear {_days(had)} before "
            f"{in_words(on)}; {days} are needed."
        )
    elif best.planned_for > on:
        lacks.append(f"The notice says that it will not be decided before {in_words(best.planned_for)}.")
    needs = (f"A notice published at least {days} clear days before the decision: neither day counts.",)
    return Way(NoticeKind.KEY, earliest, tuple(lacks), needs, *_laid_down(terms.notice))


def _laid_down(term: Term) -> tuple[str, bool]:
    return term.source, term.is_recalled


def _from(notice: Notice, days: int) -> date:
    return max(first_after_clear_days(notice.published_on, days), notice.planned_for)


def _exception(notices: list[Notice], terms: Terms, on: date) -> Way:
    days = terms.exception.days
    needs = (
        "Publishing the usual notice is impracticable, and a notice says why.",
        "The chair of the relevant scrutiny committee was told in writing; without a chair, every member.",
        f"A copy of what they were told was published, and {days} clear days have passed since. Weekends and "
        "bank holidays are left out, which is the safe way to count.",
    )
    told = [one for one in notices if one.because and one.scrutiny_who and one.scrutiny_on]
    if not told:
        lacks = "No notice of a general exception has been recorded."
        return Way(NoticeKind.EXCEPTION, None, (lacks,), needs, *_laid_down(terms.exception))
    first = min(told, key=lambda one: max(one.published_on, one.scrutiny_on or one.published_on))
    begins = max(first.published_on, first.scrutiny_on or first.published_on)
    earliest = first_after_clear_working_days(begins, days)
    missing = (
        () if earliest <= on else (f"{days} clear working days after {in_words(begins)} have not passed.",)
    )
    return Way(NoticeKind.EXCEPTION, earliest, missing, needs, *_laid_down(terms.exception))


def _urgency(notices: list[Notice], on: date) -> Way:
    needs = (
        "Even the general exception is impracticable by the day on which the decision must be taken.",
        "The chair of the relevant scrutiny committee agrees that it is urgent and cannot reasonably be "
        "deferred; failing them the chair of the council, failing both its vice-chair.",
        "A notice published as soon as practicable after that gives the reasons.",
    )
    law = "SI 2012/2089, regulation 11"
    agreed = [one.scrutiny_on for one in notices if one.because and one.scrutiny_who and one.scrutiny_on]
    if not agreed:
        lacks = ("No agreement that it is urgent has been recorded.",)
        return Way(NoticeKind.URGENCY, None, lacks, needs, law, False)
    earliest = min(agreed)
    missing = () if earliest <= on else (f"It was not agreed before {in_words(earliest)}.",)
    return Way(NoticeKind.URGENCY, earliest, missing, needs, law, False)


def _days(number: int) -> str:
    return "day" if number == 1 else "days"
