"""Where the council heads if nothing is decided, in words."""

from __future__ import annotations

from joinedup.council import kept_projection
from joinedup.errors import StoreRefused
from joinedup.folder import Council
from joinedup.reports.compare import option_in_words


def if_nothing(council: Council) -> str:
    """Return where the council heads if nothing is decided; "" where it was not projected."""
    try:
        projection = kept_projection(council)
    except StoreRefused:
        # One that another version kept says nothing; the test makes its own.
        return ""
    return option_in_words(projection) if projection else ""
