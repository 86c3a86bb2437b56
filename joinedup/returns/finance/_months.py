"""Which month a ledger means: a period's number, a month's name or a day in it.

Ledgers number periods from April; a thirteenth or later period holds what is posted to March after the year
has been closed. A number such as `202607` is not read: it is July in one ledger and October in another.
"""

from __future__ import annotations

import re
from datetime import date

from joinedup.vocabulary import APRIL, MONTHS_A_YEAR, financial_year_ending

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PERIOD = re.compile(
    r"(?:p|m|pd|per|period|month|accounting period)?[ .:_-]*(\d{1,2})(?:\.0)?", re.IGNORECASE
)
_NAMED = re.compile(r"(?:\d{1,2}[ -])?([a-z]{3})[a-z]*\.?(?:[ '/-]*(\d{4}|\d{2}))?", re.IGNORECASE)
_DAY_FIRST = re.compile(r"\d{1,2}[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: .*)?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})(?:-\d{1,2}(?:[ T].*)?)?")
# Ledgers keep up to four periods for what is posted after March has been closed.
_LAST_PERIOD = 16
_CENTURY = 2000


def month_of(month: str | None, financial_year: str | None) -> date | None:
    """Return the first day of the month that a row of a ledger speaks of; None where it cannot be told.

    Args:
        month: what the ledger says of the month: `7`, `P07`, `Oct`, `October 2026`, `2026-10`, `31/10/2026`.
        financial_year: the financial year, where the row gives it; a month outside it is not read.
    """
    text = (month or "").strip()
    ends = _ends(financial_year)
    found = _in_period(text, ends) or _named(text, ends) or _dated(text)
    if found is None or (financial_year and ends is None):
        return None
    return found if ends is None or _ending_of(found) == ends else None


def _ends(financial_year: str | None) -> int | None:
    try:
        return financial_year_ending(financial_year).year if financial_year else None
    except ValueError:
        return None


def _ending_of(day: date) -> int:
    return day.year + 1 if day.month >= APRIL else day.year


def _in_period(text: str, ends: int | None) -> date | None:
    found = _PERIOD.fullmatch(text)
    if found is None or ends is None or not 1 <= int(found[1]) <= _LAST_PERIOD:
        return None
    return _in_year(min(int(found[1]), MONTHS_A_YEAR), ends)


def _in_year(period: int, ends: int) -> date:
    """Return the first day of a period of the financial year that ends in a year."""
    month = (period + APRIL - 2) % MONTHS_A_YEAR + 1
    return date(ends - 1 if month >= APRIL else ends, month, 1)


def _named(text: str, ends: int | None) -> date | None:
    found = _NAMED.fullmatch(text)
    if found is None or found[1].casefold() not in _NAMES:
        return None
    month = _NAMES.index(found[1].casefold()) + 1
    if found[2]:
        return date(_whole_year(found[2]), month, 1)
    return None if ends is None else date(ends - 1 if month >= APRIL else ends, month, 1)


def _dated(text: str) -> date | None:
    year_first, day_first = _YEAR_FIRST.fullmatch(text), _DAY_FIRST.fullmatch(text)
    if year_first:
        year, month = int(year_first[1]), int(year_first[2])
    elif day_first:
        year, month = _whole_year(day_first[2]), int(day_first[1])
    else:
        return None
    return date(year, month, 1) if 1 <= month <= MONTHS_A_YEAR else None


def _whole_year(text: str) -> int:
    return int(text) + (_CENTURY if len(text) < len("2026") else 0)
