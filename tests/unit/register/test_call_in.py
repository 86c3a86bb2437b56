"""Call-in, and from when a decision may be carried out."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from decided_life import TODAY, Life

from joinedup.leadership import Taker
from joinedup.register.deciding import (
    StepRefused,
    add_milestone,
    call_in,
    close_call_in,
    finish_milestone,
    holds_it_up,
    is_open_to_call_in,
    publish_record,
)
from joinedup.register.models import CallIn, CallInOutcome, Outcome, Record, Stage

pytestmark = pytest.mark.unit
AFTER = date(2026, 12, 1)


@pytest.fixture
def life(served: Path) -> Life:
    return Life(served).prepared()


def decided(life: Life, **more: object) -> Record:
    return life.recorded(**more)


def called(life: Life, record: Record) -> CallIn:
    return call_in(record, life.scrutiny, TODAY, "Three members", "No evidence")


@pytest.mark.parametrize(
    ("taker", "is_key", "is_urgent", "is_again", "is_open"),
    [
        (Taker.CABINET, True, False, False, True),
        (Taker.CABINET_MEMBER, False, False, False, True),
        (Taker.OFFICER, True, False, False, True),
        (Taker.OFFICER, False, False, False, False),
        (Taker.PATCH_LEAD, False, False, False, False),
        (Taker.FULL_COUNCIL, False, False, False, False),
        (Taker.CABINET, True, True, False, False),
        (Taker.CABINET, True, False, True, False),
    ],
)
def test_which_decisions_scrutiny_may_call_in(
    taker: Taker, is_key: bool, is_urgent: bool, is_again: bool, is_open: bool
) -> None:
    assert is_open_to_call_in(taker, is_key, is_urgent, is_again) is is_open


def test_nothing_is_carried_out_before_it_is_published_and_the_window_has_closed(life: Life) -> None:
    record = decided(life)
    assert "has not been published" in holds_it_up(record, AFTER)[0]
    publish_record(record, life.clerk, TODAY, life.terms)
    record = Record.objects.get()
    assert record.call_in_ends == date(2026, 11, 30)
    assert "until the end of 30 November 2026" in holds_it_up(record, date(2026, 11, 30))[0]
    assert holds_it_up(record, AFTER) == ()


def test_a_milestone_may_not_begin_in_the_window_nor_be_reached_in_it(life: Life) -> None:
    publish_record(decided(life), life.clerk, TODAY, life.terms)
    with pytest.raises(StepRefused):
        add_milestone(life.decision, life.owner, "Begin", "Head", TODAY, AFTER)
    held = add_milestone(life.decision, life.owner, "Begin", "Head", AFTER, AFTER + timedelta(days=30))
    with pytest.raises(StepRefused):
        finish_milestone(held, life.owner, TODAY, TODAY, "")
    finish_milestone(held, life.owner, AFTER, AFTER, "Letters sent")
    assert life.fresh().stage == Stage.DELIVERING


def test_scrutiny_calls_in_once_and_within_the_window(life: Life) -> None:
    record = decided(life)
    with pytest.raises(StepRefused):
        call_in(record, life.scrutiny, TODAY, "Three members", "No evidence")
    publish_record(record, life.clerk, TODAY, life.terms)
    with pytest.raises(StepRefused):
        call_in(record, life.scrutiny, AFTER, "Three members", "No evidence")
    call_in(record, life.scrutiny, TODAY, "Three members", "No evidence")
    assert any("has not yet heard it" in why for why in holds_it_up(Record.objects.get(), AFTER))
    with pytest.raises(StepRefused):
        call_in(record, life.scrutiny, TODAY, "Others", "Again")


def test_what_takes_effect_after_call_in_may_be_carried_out_at_once(life: Life) -> None:
    record = decided(life)
    publish_record(record, life.clerk, TODAY, life.terms)
    call = call_in(record, life.scrutiny, TODAY, "Three members", "No evidence")
    close_call_in(call, life.clerk, TODAY, CallInOutcome.TAKES_EFFECT, "Go on")
    assert holds_it_up(Record.objects.get(), TODAY) == ()


def test_what_is_referred_back_is_decided_again_and_then_not_called_in(life: Life) -> None:
    record = decided(life)
    publish_record(record, life.clerk, TODAY, life.terms)
    call = call_in(record, life.scrutiny, TODAY, "Three members", "No evidence")
    close_call_in(call, life.clerk, TODAY, CallInOutcome.REFERRED_BACK, "Look again")
    assert life.fresh().stage == Stage.READY
    again = decided(life)
    assert again.reconsiders == record
    publish_record(again, life.clerk, TODAY, life.terms)
    again.refresh_from_db()
    assert (again.call_in_ends, holds_it_up(again, TODAY)) == (None, ())
    with pytest.raises(StepRefused):
        call_in(again, life.scrutiny, TODAY, "Three members", "Again")


def test_what_is_deferred_when_it_is_decided_again_is_still_not_called_in_twice(life: Life) -> None:
    record = decided(life)
    publish_record(record, life.clerk, TODAY, life.terms)
    close_call_in(called(life, record), life.clerk, TODAY, CallInOutcome.REFERRED_BACK, "Look at rents.")
    decided(life, outcome=Outcome.DEFERRED)
    again = decided(life)
    assert again.reconsiders is not None and again.reconsiders.outcome == Outcome.DEFERRED
    publish_record(again, life.clerk, TODAY, life.terms)
    assert again.call_in_ends is None and not holds_it_up(Record.objects.get(pk=again.pk), TODAY)


def test_the_reviews_of_a_decision_that_is_referred_back_fall_away(life: Life) -> None:
    record = decided(life)
    assert life.decision.reviews.count() == 1
    publish_record(record, life.clerk, TODAY, life.terms)
    close_call_in(called(life, record), life.clerk, TODAY, CallInOutcome.REFERRED_BACK, "Look at rents.")
    assert not life.decision.reviews.exists()
    assert "The review of 1 June 2028 falls away" in [one.what for one in life.decision.events.all()]
    decided(life)
    assert life.decision.reviews.count() == 1


def test_a_call_in_is_closed_once(life: Life) -> None:
    record = decided(life)
    publish_record(record, life.clerk, TODAY, life.terms)
    call = call_in(record, life.scrutiny, TODAY, "Three members", "No evidence")
    close_call_in(call, life.clerk, TODAY, CallInOutcome.TAKES_EFFECT, "Go on")
    with pytest.raises(StepRefused):
        close_call_in(call, life.clerk, TODAY, CallInOutcome.REFERRED_BACK, "No")


def test_what_scrutiny_agreed_was_urgent_takes_effect_at_once(life: Life) -> None:
    record = decided(life, urgent_because="A flood", urgent_agreed_by="Chair of scrutiny")
    assert holds_it_up(record, TODAY) == ()
