"""Children by school year at the start, as the population counts them, so that nothing moves by itself."""

from __future__ import annotations

from collections.abc import Iterable

from joinedup.engine import Expression, figure, total

# On 1 April seven months of the school year have gone: seven twelfths of a cohort have had a birthday.
GONE_BY_APRIL = 7 / 12


def cohort_at_start(number: int) -> Expression:
    """Return children of one school year at the start; number 0 was born since the last 1 September."""
    people = figure("people", str(number)) * GONE_BY_APRIL
    return people + figure("people", str(number - 1)) * (1 - GONE_BY_APRIL) if number else people


def in_cohorts_at_start(numbers: Iterable[int]) -> Expression:
    """Return children of several school years at the start."""
    return total([cohort_at_start(number) for number in numbers])
