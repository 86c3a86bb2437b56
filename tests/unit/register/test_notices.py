"""Notice of key decisions: what is missing, since when, and the exceptions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from joinedup.register.deciding import Term, Terms, lawful_way, ways_of
from joinedup.register.models import Notice, NoticeKind

pytestmark = pytest.mark.unit

TERMS = Terms(Term(28, "r9", False), Term(5, "r10", False), Term(5, "usual", True), Term(14, "ours", False))
ON = date(2026, 12, 1)


def notice(published: date, kind: str = NoticeKind.KEY, **more: Any) -> Notice:
    return Notice(**({"kind": kind, "published_on": published, "planned_for": ON} | more))


def told(kind: str, published: date, on: date) -> Notice:
    return notice(published, kind, because="A flood", scrutiny_who="The chair", scrutiny_on=on)


def test_without_a_notice_nothing_is_lawful_and_each_way_says_what_it_needs() -> None:
    ways = ways_of([], TERMS, ON)
    assert lawful_way(ways, ON) is None
    assert [one.kind for one in ways] == [NoticeKind.KEY, NoticeKind.EXCEPTION, NoticeKind.URGENCY]
    assert all(one.lacks and one.needs and one.earliest is None for one in ways)


@pytest.mark.parametrize(("published", "is_lawful"), [(date(2026, 11, 2), True), (date(2026, 11, 3), False)])
def test_28_clear_days_to_the_day(published: date, is_lawful: bool) -> None:
    ways = ways_of([notice(published)], TERMS, ON)
    assert (lawful_way(ways, ON) is not None) is is_lawful


def test_a_short_notice_says_how_short_and_since_when_it_serves() -> None:
    usual = ways_of([notice(date(2026, 11, 13))], TERMS, ON)[0]
    assert usual.lacks == (
        "The notice of 13 November 2026 leaves 17 clear days before 1 December 2026; 28 are needed.",
    )
    assert usual.earliest == date(2026, 12, 12)


def test_the_best_of_several_notices_counts_and_a_withdrawn_one_does_not() -> None:
    early, late = notice(date(2026, 10, 1)), notice(date(2026, 11, 20))
    assert lawful_way(ways_of([late, early], TERMS, ON), ON) is not None
    early.withdrawn_on = date(2026, 10, 2)
    assert lawful_way(ways_of([late, early], TERMS, ON), ON) is None


def test_a_decision_is_not_taken_before_the_day_that_the_notice_names() -> None:
    usual = ways_of([notice(date(2026, 10, 1), planned_for=date(2026, 12, 8))], TERMS, ON)[0]
    assert usual.earliest == date(2026, 12, 8)
    assert "not be decided before 8 December 2026" in usual.lacks[0]


def test_the_general_exception_needs_scrutiny_told_and_five_clear_working_days() -> None:
    held = [told(NoticeKind.EXCEPTION, date(2026, 11, 23), date(2026, 11, 23))]
    way = ways_of(held, TERMS, ON)[1]
    assert way.earliest == date(2026, 12, 1)
    assert lawful_way(ways_of(held, TERMS, ON), ON) == way
    assert lawful_way(ways_of(held, TERMS, date(2026, 11, 30)), date(2026, 11, 30)) is None
    held[0].scrutiny_who = ""
    assert ways_of(held, TERMS, ON)[1].earliest is None


def test_the_days_of_the_exception_run_from_the_later_of_telling_and_publishing() -> None:
    way = ways_of([told(NoticeKind.EXCEPTION, date(2026, 11, 20), date(2026, 11, 24))], TERMS, ON)[1]
    assert way.earliest == date(2026, 12, 2)


def test_special_urgency_serves_from_the_day_on_which_the_chair_agreed() -> None:
    held = [told(NoticeKind.URGENCY, date(2026, 12, 1), date(2026, 11, 30))]
    assert lawful_way(ways_of(held, TERMS, ON), ON).kind == NoticeKind.URGENCY  # type: ignore[union-attr]
    assert lawful_way(ways_of(held, TERMS, date(2026, 11, 29)), date(2026, 11, 29)) is None


def test_a_recalled_number_of_days_is_said_to_be_recalled_whichever_way_it_serves() -> None:
    recalled = replace(TERMS, exception=Term(5, "ours", True))
    held = told(NoticeKind.EXCEPTION, date(2026, 11, 23), date(2026, 11, 23))
    for notices in ([], [held]):
        assert [one.is_recalled for one in ways_of(notices, recalled, ON)] == [False, True, False]
        assert not ways_of(notices, TERMS, ON)[1].is_recalled
