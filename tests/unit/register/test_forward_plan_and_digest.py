"""The forward plan, public and whole, and the digest."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from decided_life import TODAY, Life, account
from django.core import mail

from joinedup.access.roles import Role
from joinedup.register.deciding import (
    Changed,
    Waiting,
    add_exempt,
    changed_for,
    choice_of,
    choose,
    forward_plan,
    forward_plan_csv,
    is_due,
    send,
    withdraw_exempt,
    words_of,
)
from joinedup.register.models import DigestChoice, Stage

pytestmark = pytest.mark.unit
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def test_the_plan_lists_what_is_to_come_with_what_it_lacks(served: Path) -> None:
    life = Life(served)
    life.routed(planned=date(2026, 12, 8))
    (entry,) = forward_plan(life.terms, TODAY)
    assert (entry.on, entry.is_key, entry.is_public, entry.readiness.lacks_notice) == (
        date(2026, 12, 8),
        True,
        False,
        True,
    )
    life.decision.stage = Stage.DECIDED
    life.decision.save()
    assert forward_plan(life.terms, TODAY) == ()


def test_the_public_plan_holds_noticed_key_decisions_and_nothing_exempt(served: Path) -> None:
    life = Life(served)
    life.routed(planned=date(2026, 12, 8))
    add_exempt(life.decision, life.adviser, 3, "Rents", "Prices would rise", "The landlord asks 1.2 million")
    entries = forward_plan(life.terms, TODAY)
    assert "Fewer evenings" not in forward_plan_csv(entries, is_public=True)
    life.noticed(planned_for=date(2026, 12, 8))
    entries = forward_plan(life.terms, TODAY)
    public, whole = (forward_plan_csv(entries, is_public=flag) for flag in (True, False))
    assert "Fewer evenings" in public
    assert "Rents (paragraph 3)" in public
    assert "1.2 million" not in public + whole
    assert "Standing" in whole.splitlines()[0]
    assert "Standing" not in public
    withdraw_exempt(life.decision.exempt_items.get(), life.adviser)
    entries = forward_plan(life.terms, TODAY)
    assert [one.exempt for one in entries] == [()]
    assert "Rents" not in "".join(forward_plan_csv(entries, is_public=flag) for flag in (True, False))


def test_a_title_that_a_spreadsheet_would_run_is_made_harmless(served: Path) -> None:
    life = Life(served)
    life.decision.title = "=1+1"
    life.decision.save()
    assert "'=1+1" in forward_plan_csv(forward_plan(life.terms, TODAY), is_public=False)


@pytest.mark.parametrize(
    ("often", "days_ago", "is_wanted"),
    [
        ("daily", 1, True),
        ("daily", 0, False),
        ("weekly", 6, False),
        ("weekly", 7, True),
        ("none", 99, False),
        ("weekly", None, True),
    ],
)
def test_a_digest_comes_as_often_as_it_was_chosen(often: str, days_ago: int | None, is_wanted: bool) -> None:
    sent = None if days_ago is None else NOW - timedelta(days=days_ago)
    assert is_due(DigestChoice(often=often, sent_at=sent), NOW) is is_wanted


def test_what_is_sent_is_remembered_and_goes_to_one_person(served: Path) -> None:
    person = account(Role.HEAD_OF_SERVICE, directorate="children")
    choose(person, "daily")
    send(person, "Middleshire: 1 waiting", "Words", NOW)
    assert [(one.to, one.body) for one in mail.outbox] == [([person.email], "Words")]
    assert choice_of(person).sent_at == NOW


def test_changes_are_told_to_those_who_answer_for_it_and_hold_no_detail(served: Path) -> None:
    life = Life(served)
    life.decision.tell(life.clerk, "A notice was published", "A detail that an e-mail must not hold")
    stranger = account(Role.HEAD_OF_SERVICE, directorate="adults", post="Head of Waste")
    since = NOW - timedelta(days=36500)
    (told,) = changed_for(life.owner, since, {life.decision.pk: "https://x/1"})
    assert (told.what, told.address) == ("A notice was published", "https://x/1")
    assert changed_for(stranger, since, {}) == []
    assert changed_for(life.clerk, since, {}) == []


def test_a_digest_says_what_is_late_and_how_to_stop_it() -> None:
    waiting = [
        Waiting("Decide D0001", "Everything is there", date(2026, 11, 1), "https://x/1"),
        Waiting("Review D0002", "It is due", date(2026, 12, 1), "https://x/2"),
    ]
    words = words_of("Middleshire", "Ada", TODAY, waiting, [], "https://x/digest")
    assert "2 things need you at Middleshire" in words
    assert "Decide D0001 – OVERDUE since 1 November 2026" in words
    assert "Review D0002 – by 1 December 2026" in words
    assert "https://x/digest" in words


def test_nobody_is_sent_a_decision_that_they_may_not_see(served: Path) -> None:
    life = Life(served)
    life.decision.tell(life.adviser, "The route was set")
    keeper = account(Role.ADMINISTRATOR, directorate="children")
    assert changed_for(keeper, NOW - timedelta(days=9999), {}) == []
    assert len(changed_for(life.owner, NOW - timedelta(days=9999), {})) == 1


def test_a_change_has_the_day_that_it_had_in_the_council() -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    words = words_of("Middleshire", "Ada", TODAY, [], [Changed("D0001", "Trim", "Decided", late, "")], "x")
    assert "Decided (2 July 2026)" in words
