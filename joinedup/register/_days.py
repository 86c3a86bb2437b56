"""Counting days as the law and constitutions do."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

_DAY = timedelta(days=1)
_SATURDAY, _MONDAY = 5, 0


def in_words(day: date) -> str:
    """Return a day as people write it: 3 April 2027."""
    return f"{day.day} {day:%B %Y}"


def clear_days(given: date, then: date) -> int:
    """Return the clear days between two days: neither the first nor the last counts."""
    return max((then - given).days - 1, 0)


def first_after_clear_days(given: date, days: int) -> date:
    """Return the first day that has so many clear days between it and the day of a notice."""
    return given + (days + 1) * _DAY


def first_after_clear_working_days(given: date, days: int) -> date:
    """Return the first day with so many clear working days between it and the day of a notice."""
    return working_day_after(given, days) + _DAY


def working_day_after(given: date, days: int) -> date:
    """Return the last of so many working days that follow a day; the day itself does not count."""
    day = given
    for _ in range(days):
        day += _DAY
        while not is_working_day(day):
            day += _DAY
    return day


def is_working_day(day: date) -> bool:
    """Return whether a day is neither at a weekend nor a bank holiday in England.

    Bank holidays proclaimed for one year alone are not known here.
    """
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the usual bank holidays of England in a year.

    Source: Banking and Financial Dealings Act 1971, schedule 1, and common law for Good Friday and Christmas.
    """
    easter = easter_sunday(year)
    fixed = [_moved_from_weekend([date(year, 1, 1)])]
    fixed.append(_moved_from_weekend([date(year, 12, 25), date(year, 12, 26)]))
    mondays = [_first_monday(year, 5), _last_monday(year, 5), _last_monday(year, 8)]
    return frozenset([easter - 2 * _DAY, easter + _DAY, *mondays, *(day for days in fixed for day in days)])


def easter_sunday(year: int) -> date:
    """Return Easter Sunday. Source: the anonymous Gregorian computus (Nature, 20 April 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + m - 7 * ((a + 11 * h + 22 * m) // 451) + 114, 31)
    return date(year, month, day + 1)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of that month where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _moved_from_weekend(days: list[date]) -> list[date]:
    """Return holidays with those at a weekend moved to the next weekdays that are not taken."""
    taken = [day for day in days if day.weekday() < _SATURDAY]
    for day in days:
        if day.weekday() >= _SATURDAY:
            moved = day
            while moved.weekday() >= _SATURDAY or moved in taken:
                moved += _DAY
            taken.append(moved)
    return taken


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + (_MONDAY - first.weekday()) % 7 * _DAY


def _last_monday(year: int, month: int) -> date:
    return _first_monday(year, month) + (28 if _has_fifth(year, month) else 21) * _DAY


def _has_fifth(year: int, month: int) -> bool:
    return (_first_monday(year, month) + 28 * _DAY).month == month
