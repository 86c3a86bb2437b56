"""Years as councils write them: financial years, academic years and years ending on a day."""

from __future__ import annotations

import re
from datetime import date

MONTHS_A_YEAR = 12
APRIL = 4
SEPTEMBER = 9


def financial_year(on: date) -> str:
    """Return the financial year a day falls in, as `2026/27`."""
    first = on.year if on.month >= APRIL else on.year - 1
    return f"{first}/{(first + 1) % 100:02d}"


def financial_year_ending(label: str) -> date:
    """Return 31 March of the year a label such as `2026/27`, `2026-27` or `202627` ends in.

    Raises:
        ValueError: the label is not a pair of following years.
    """
    return date(_second_year(label), 3, 31)


def academic_year(on: date) -> str:
    """Return the academic year a day falls in, as `2025/26`."""
    first = on.year if on.month >= SEPTEMBER else on.year - 1
    return f"{first}/{(first + 1) % 100:02d}"


def academic_year_ending(label: str) -> date:
    """Return 31 August of the year a label such as `2025/26` ends in; ValueError where it is none."""
    return date(_second_year(label), 8, 31)


def _second_year(label: str) -> int:
    found = re.fullmatch(r"(\d{4})\s*[/-]?\s*(\d{2}|\d{4})", label.strip())
    if found is None:
        raise ValueError(f"{label!r} is not a year such as 2026/27")
    first, second = int(found.group(1)), int(found.group(2))
    if second % 100 != (first + 1) % 100:
        raise ValueError(f"{label!r} does not join two following years")
    return first + 1
