"""What came of an option, in the words that its report uses."""

from __future__ import annotations

from joinedup.council import Projection, Ripple, kept_projection
from joinedup.errors import StoreRefused
from joinedup.folder import Council
from joinedup.reports.projection import general_fund
from joinedup.reports.ripple import answer_in_short


def in_words(result: Ripple | Projection) -> str:
    """Return what a test found in a few sentences."""
    if isinstance(result, Projection):
        return " ".join(says for says in general_fund(result) if says)
    return answer_in_short(result)


def if_nothing(council: Council) -> str:
    """Return where the council heads if nothing is decided; "" where it was not projected."""
    try:
        projection = kept_projection(council)
    except StoreRefused:
        # One that another version kept says nothing; the test makes its own.
        return ""
    return in_words(projection) if projection else ""
