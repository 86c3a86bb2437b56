"""When a test of assurance is due, and what made it due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from joinedup.leadership._records import Assurance, Event
from joinedup.leadership._structure import Structure


@dataclass(frozen=True)
class AssuranceDue:
    """Whether a test of assurance is due.

    Args:
        last: the last test that was agreed; None where there was none.
        events: what happened since it was agreed that calls for a review, earliest first.
        is_past_review: whether the review day that was set has passed.
    """

    last: Assurance | None
    events: tuple[Event, ...]
    is_past_review: bool

    @property
    def is_due(self) -> bool:
        """Whether a test is due now."""
        return bool(self.events) or self.is_past_review or self.last is None


def last_agreed(structure: Structure) -> Assurance | None:
    """Return the test of assurance agreed last, on or before the day of the structure."""
    agreed = [one for one in structure.assurances if one.agreed_on and one.agreed_on <= structure.on]
    return max(agreed, key=_agreed, default=None)


def assurance_due(structure: Structure) -> AssuranceDue:
    """Return whether a test of assurance is due on the day of the structure."""
    last = last_agreed(structure)
    since = _agreed(last) if last is not None else date.min
    events = tuple(one for one in structure.events if one.day > since)
    is_past = last is not None and last.next_review is not None and last.next_review < structure.on
    return AssuranceDue(last, events, is_past)


def _agreed(one: Assurance) -> date:
    return one.agreed_on or date.min
