"""Days as people write them."""

from __future__ import annotations

from datetime import date


def in_words(day: date) -> str:
    """Return a day in words: `1 April 2027`."""
    return f"{day.day} {day:%B %Y}"
