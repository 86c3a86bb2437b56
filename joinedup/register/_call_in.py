"""Call-in: which decisions scrutiny may call in, until when, and from when a decision may be carried out."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from joinedup.access import audit
from joinedup.access.models import Account
from joinedup.leadership import Taker
from joinedup.register._days import in_words, working_day_after
from joinedup.register._refused import refuse
from joinedup.register._terms import Terms
from joinedup.register.models import CallIn, CallInOutcome, Decision, Outcome, Record, Stage

_TAKES_EFFECT = (Outcome.AGREED, Outcome.WITH_CHANGES)


def is_open_to_call_in(taker: str, is_key: bool, is_urgent: bool, is_reconsidered: bool) -> bool:
    """Return whether scrutiny may call a decision in.

    Decisions of the executive may be called in: of cabinet, of one of its members, and key decisions of
    officers. Full council is not the executive; what was urgent, or was called in before, takes effect at
    once. Recalled from what constitutions usually say.

    Args:
        taker: who took it, by kind.
        is_key: whether it is a key decision.
        is_urgent: whether scrutiny agreed that it could not wait.
        is_reconsidered: whether it was called in before and has been decided again.
    """
    if is_urgent or is_reconsidered or taker == Taker.FULL_COUNCIL:
        return False
    return is_key or taker in (Taker.CABINET, Taker.CABINET_MEMBER)


def call_in_ends(published_on: date, terms: Terms) -> date:
    """Return the last day on which scrutiny may call in what was published on a day."""
    return working_day_after(published_on, terms.call_in.days)


def holds_it_up(record: Record, on: date) -> tuple[str, ...]:
    """Return why a decision may not be carried out on a day, one sentence each; empty where it may."""
    if record.outcome not in _TAKES_EFFECT:
        return ("It was not agreed.",)
    reasons = []
    if record.published_on is None and _needs_publishing(record):
        reasons.append("The record has not been published, so the call-in window has not begun.")
    if record.call_in_ends is not None and on <= record.call_in_ends and not _was_heard(record):
        reasons.append(f"Scrutiny may call it in until the end of {in_words(record.call_in_ends)}.")
    for call in record.call_ins.all():
        if call.outcome == CallInOutcome.OPEN:
            reasons.append(f"Scrutiny called it in on {in_words(call.called_on)} and has not yet heard it.")
        elif call.outcome == CallInOutcome.REFERRED_BACK:
            reasons.append("Scrutiny referred it back: it must be decided again.")
    return tuple(reasons)


def _was_heard(record: Record) -> bool:
    return any(call.outcome == CallInOutcome.TAKES_EFFECT for call in record.call_ins.all())


def _needs_publishing(record: Record) -> bool:
    return is_open_to_call_in(
        record.taker, record.is_key, bool(record.urgent_because), record.reconsiders_id is not None
    )


def publish_record(record: Record, person: Account, on: date, terms: Terms) -> None:
    """Record that a decision was published, which begins its call-in window.

    Raises:
        StepRefused: it has been published already.
    """
    with transaction.atomic():
        held = Record.objects.select_for_update().get(pk=record.pk)
        refuse(
            "The record is not published again.",
            ["It has been published already."] if held.published_on else [],
        )
        held.published_on = on
        if _needs_publishing(held) and held.outcome in _TAKES_EFFECT:
            held.call_in_ends = call_in_ends(on, terms)
        held.save(update_fields=["published_on", "call_in_ends"])
        until = f"Scrutiny may call it in until {in_words(held.call_in_ends)}" if held.call_in_ends else ""
        held.decision.tell(person, "The record of the decision was published", until)
        audit.record(person, "published a record", held.decision.reference, on=on)


def call_in(record: Record, person: Account, on: date, supporters: str, reasons: str) -> CallIn:
    """Call a decision in.

    Raises:
        StepRefused: it cannot be called in, or the window has closed.
    """
    with transaction.atomic():
        held = Record.objects.select_for_update().get(pk=record.pk)
        refuse("This decision cannot be called in.", why_not_called_in(held, on))
        made = held.call_ins.create(called_on=on, by=person, supporters=supporters, reasons=reasons)
        held.decision.tell(person, "Scrutiny called the decision in", reasons)
        audit.record(person, "called a decision in", held.decision.reference)
    return made


def why_not_called_in(record: Record, on: date) -> list[str]:
    """Return why scrutiny may not call a decision in on a day; empty where it may."""
    if not _needs_publishing(record) or record.outcome not in _TAKES_EFFECT:
        return ["It is not one that scrutiny may call in."]
    if record.published_on is None or record.call_in_ends is None:
        return ["Its record has not been published yet."]
    if on > record.call_in_ends:
        return [f"The window closed at the end of {in_words(record.call_in_ends)}."]
    if record.decision.stage != Stage.DECIDED:
        return ["It is not waiting to take effect."]
    if record.call_ins.filter(outcome=CallInOutcome.OPEN).exists():
        return ["It has been called in already."]
    if record.call_ins.exists():
        return ["It was called in before; the same decision is called in once."]
    return []


def close_call_in(call: CallIn, person: Account, on: date, outcome: str, advice: str) -> None:
    """Record what scrutiny made of a decision that it called in.

    Referred back, the decision stands ready to be decided again, and the reviews set for it fall away.

    Raises:
        StepRefused: it was heard before, or before it was called in.
    """
    with transaction.atomic():
        decision = Decision.objects.select_for_update().get(pk=call.record.decision_id)
        held = CallIn.objects.select_for_update().get(pk=call.pk)
        reasons = ["It has been heard already."] if held.outcome else []
        if on < held.called_on:
            reasons.append(f"It was called in on {in_words(held.called_on)}, after that day.")
        if outcome not in (CallInOutcome.TAKES_EFFECT, CallInOutcome.REFERRED_BACK):
            reasons.append("Say whether the decision takes effect or is referred back.")
        refuse("The call-in cannot be closed like this.", reasons)
        held.outcome, held.heard_on, held.advice, held.closed_by = outcome, on, advice, person
        held.save()
        if outcome == CallInOutcome.REFERRED_BACK:
            decision.stage = Stage.READY
            decision.save(update_fields=["stage", "changed_at"])
            _drop_reviews(decision, person)
        says = CallInOutcome(outcome).label
        decision.tell(person, f"Scrutiny heard the call-in: {says.lower()}", advice)
        audit.record(person, "closed a call-in", decision.reference, outcome=outcome)


def _drop_reviews(decision: Decision, person: Account) -> None:
    """Take away the reviews of what does not take effect: they predict for an option to be decided anew."""
    for review in decision.reviews.filter(held_on=None):
        decision.tell(person, f"The review of {in_words(review.due)} falls away", "It must be decided again.")
        audit.record(person, "dropped a review", decision.reference, due=review.due)
        review.delete()
