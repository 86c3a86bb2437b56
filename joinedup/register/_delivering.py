"""Delivering: milestones, and pilots that stop by rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from joinedup.access import audit
from joinedup.access.models import Account
from joinedup.council import Figures
from joinedup.register._call_in import holds_it_up
from joinedup.register._days import in_words
from joinedup.register._refused import refuse
from joinedup.register.models import Decision, Milestone, Outcome, Pilot, PilotReading, Stage

_BEING_DONE = (Stage.DECIDED, Stage.DELIVERING)


@dataclass(frozen=True)
class PilotState:
    """How a pilot stands on a day.

    Args:
        value: the last value read since it began; None where none has been.
        as_at: its day.
        source: where it was read.
        is_stop_met: whether the stop rule is met.
        is_check_due: whether the day of the check has come without a value read since it began.
    """

    value: float | None
    as_at: date | None
    source: str
    is_stop_met: bool
    is_check_due: bool


def why_not_begun(decision: Decision, on: date) -> list[str]:
    """Return why a decision may not be carried out on a day; empty where it may."""
    record = decision.records.last()
    if decision.stage not in _BEING_DONE or record is None:
        return [f"It is {Stage(decision.stage).label.lower()}: there is nothing to carry out."]
    return list(holds_it_up(record, on))


def add_milestone(
    decision: Decision, person: Account, title: str, owner_post: str, starts: date, due: date
) -> Milestone:
    """Keep a milestone; it may be planned while scrutiny may still call in, but not begin before then.

    Raises:
        StepRefused: the decision was not agreed, or the milestone begins too early.
    """
    with transaction.atomic():
        held = Decision.objects.select_for_update().get(pk=decision.pk)
        record = held.records.last()
        reasons = []
        if held.stage not in _BEING_DONE or record is None:
            reasons.append("Milestones follow a decision that was agreed.")
        elif record.outcome in (Outcome.AGREED, Outcome.WITH_CHANGES):
            if starts < record.decided_on:
                reasons.append("It begins before it was decided.")
            reasons += holds_it_up(record, starts)
        if due < starts:
            reasons.append("It is due before it begins.")
        refuse("The milestone cannot be kept like this.", reasons)
        made = held.milestones.create(
            title=title, owner_post=owner_post, starts=starts, due=due, made_by=person
        )
        held.tell(person, f"Milestone: {title}, due {in_words(due)}"[:300])
        audit.record(person, "added a milestone", held.reference, due=due)
    return made


def finish_milestone(milestone: Milestone, person: Account, on: date, done_on: date, note: str) -> None:
    """Record that a milestone was reached; the first begins delivery.

    Raises:
        StepRefused: it was reached before, the day is to come, or the decision may not be carried out yet.
    """
    with transaction.atomic():
        decision = Decision.objects.select_for_update().get(pk=milestone.decision_id)
        held = Milestone.objects.select_for_update().get(pk=milestone.pk)
        reasons = why_not_begun(decision, done_on)
        if held.done_on:
            reasons.append("It was reached already.")
        if done_on > on:
            reasons.append("A milestone cannot be reached on a day to come.")
        refuse("The milestone cannot be recorded as reached.", reasons)
        held.done_on, held.note = done_on, note
        held.save(update_fields=["done_on", "note"])
        _begin(decision)
        decision.tell(person, f"Milestone reached: {held.title}"[:300], note)
        audit.record(person, "reached a milestone", decision.reference, done_on=done_on)


def begin_pilot(decision: Decision, person: Account, pilot: Pilot) -> Pilot:
    """Keep a pilot with its stop rule.

    Raises:
        StepRefused: the decision may not be carried out on the day it begins, or the rule is incomplete.
    """
    with transaction.atomic():
        held = Decision.objects.select_for_update().get(pk=decision.pk)
        reasons = why_not_begun(held, pilot.starts)
        if pilot.check_by <= pilot.starts:
            reasons.append("The day of the check must come after the pilot begins.")
        refuse("The pilot cannot begin like this.", reasons)
        pilot.decision, pilot.made_by = held, person
        pilot.save(force_insert=True)
        _begin(held)
        rule = (
            f"Stopped where {pilot.measure} is {pilot.get_stops_display()} {pilot.threshold:g} {pilot.unit}"
        )
        held.tell(person, f"Pilot: {pilot.title}"[:300], rule)
        audit.record(person, "began a pilot", held.reference, starts=pilot.starts)
    return pilot


def read_pilot(
    pilot: Pilot, person: Account, on: date, as_at: date, value: float, source: str
) -> PilotReading:
    """Keep what a pilot's measure was on a day.

    Raises:
        StepRefused: the day is to come or before it began, it has ended, or the source is missing.
    """
    with transaction.atomic():
        held = Pilot.objects.select_for_update().get(pk=pilot.pk)
        reasons = ["The pilot has ended."] if held.ended_on else []
        if as_at > on or as_at < held.starts:
            reasons.append("The day must lie between the start of the pilot and today.")
        if not source.strip():
            reasons.append("Say where the value was read.")
        refuse("The reading cannot be kept like this.", reasons)
        made = held.readings.create(as_at=as_at, value=value, source=source, by=person)
        says = f"{held.title}: {value:g} {held.unit} on {in_words(as_at)}"
        held.decision.tell(person, says[:300], "The stop rule is met" if stops_at(held, value) else "")
        audit.record(person, "read a pilot", held.decision.reference, value=value)
    return made


def end_pilot(pilot: Pilot, person: Account, on: date, because: str) -> None:
    """End a pilot, by its rule or because its time is over.

    Raises:
        StepRefused: it has ended, or no reason is given.
    """
    with transaction.atomic():
        held = Pilot.objects.select_for_update().get(pk=pilot.pk)
        reasons = ["It has ended already."] if held.ended_on else []
        refuse("The pilot cannot be ended like this.", reasons + ([] if because.strip() else ["Say why."]))
        held.ended_on, held.ended_because = on, because
        held.save(update_fields=["ended_on", "ended_because"])
        held.decision.tell(person, f"Pilot ended: {held.title}"[:300], because)
        audit.record(person, "ended a pilot", held.decision.reference)


def stops_at(pilot: Pilot, value: float) -> bool:
    """Return whether a value meets the stop rule of a pilot; the threshold itself does."""
    return value >= pilot.threshold if pilot.stops == Pilot.Stops.ABOVE else value <= pilot.threshold


def state_of(pilot: Pilot, figures: Figures | None, on: date) -> PilotState:
    """Return how a pilot stands, from what the council counts where it counts it, and from readings.

    Args:
        pilot: the pilot.
        figures: what the council has counted; None where nothing has been loaded.
        on: the day.
    """
    read = [(one.as_at, one.value, one.source) for one in pilot.readings.all() if one.as_at <= on]
    if pilot.figure and figures is not None:
        series = figures.series(pilot.figure, pilot.band, pilot.area)
        read += [(one.as_at, one.value, one.source) for one in series if pilot.starts <= one.as_at <= on]
    if not read:
        return PilotState(None, None, "", False, pilot.ended_on is None and on >= pilot.check_by)
    as_at, value, source = max(read, key=lambda one: one[0])
    return PilotState(value, as_at, source, pilot.ended_on is None and stops_at(pilot, value), False)


def _begin(decision: Decision) -> None:
    if decision.stage == Stage.DECIDED:
        decision.stage = Stage.DELIVERING
        decision.save(update_fields=["stage", "changed_at"])
