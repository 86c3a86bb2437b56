"""Counting clear days and working days."""

from __future__ import annotations

from datetime import date

import pytest
from dateutil.easter import easter

from joinedup.register.deciding import (
    add_months,
    bank_holidays,
    clear_days,
    easter_sunday,
    first_after_clear_days,
    first_after_clear_working_days,
    is_working_day,
    working_day_after,
)

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("given", "then", "days"),
    [
        (date(2026, 11, 2), date(2026, 12, 1), 28),
        (date(2026, 11, 2), date(2026, 11, 30), 27),
        (date(2026, 1, 31), date(2026, 3, 1), 28),
        (date(2028, 1, 31), date(2028, 2, 29), 28),
        (date(2028, 2, 1), date(2028, 3, 1), 28),
        (date(2026, 12, 20), date(2027, 1, 18), 28),
        (date(2026, 11, 2), date(2026, 11, 3), 0),
        (date(2026, 11, 2), date(2026, 11, 2), 0),
        (date(2026, 11, 2), date(2026, 10, 1), 0),
    ],
)
def test_neither_the_day_of_notice_nor_of_decision_counts(given: date, then: date, days: int) -> None:
    assert clear_days(given, then) == days


def test_the_first_day_has_just_enough_clear_days() -> None:
    assert first_after_clear_days(date(2026, 11, 2), 28) == date(2026, 12, 1)


def test_weekends_and_bank_holidays_are_no_working_days() -> None:
    assert working_day_after(date(2026, 12, 23), 5) == date(2027, 1, 4)
    assert first_after_clear_working_days(date(2026, 12, 23), 5) == date(2027, 1, 5)
    assert not is_working_day(date(2026, 12, 28))
    assert is_working_day(date(2026, 11, 23))


def test_bank_holidays_are_those_of_england() -> None:
    assert bank_holidays(2026) == {
        *(date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25)),
        *(date(2026, 8, 31), date(2026, 12, 25), date(2026, 12, 28)),
    }
    assert {date(2027, 12, 27), date(2027, 12, 28)} <= bank_holidays(2027)
    assert {date(2022, 1, 3), date(2022, 12, 26), date(2022, 12, 27)} <= bank_holidays(2022)


@pytest.mark.parametrize("year", range(1990, 2100))
def test_easter_is_when_others_say_it_is(year: int) -> None:
    assert easter_sunday(year) == easter(year)


def test_a_month_later_is_never_in_the_month_after() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2027, 12, 31), 2) == date(2028, 2, 29)
    assert add_months(date(2026, 11, 1), 18) == date(2028, 5, 1)
