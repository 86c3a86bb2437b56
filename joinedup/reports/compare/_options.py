"""What came of an option, a set of proposals or doing nothing, in the words that its report uses."""

from __future__ import annotations

from joinedup.council import Projection, Ripple
from joinedup.reports.projection import general_fund
from joinedup.reports.ripple import answer_in_short


def option_in_words(result: Ripple | Projection) -> str:
    """Return what a test of an option found in a few sentences."""
    if isinstance(result, Projection):
        return " ".join(says for says in general_fund(result) if says)
    return answer_in_short(result)
