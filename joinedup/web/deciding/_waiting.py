"""What waits for a person in deciding, delivering and listening."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from joinedup.access.models import Account
from joinedup.access.roles import Needs, Role
from joinedup.access.rules import may_on
from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.leadership import Taker
from joinedup.register.deciding import (
    Scheme,
    Terms,
    claimed_by,
    is_for_nobody_else,
    is_open_to_call_in,
    needs_confirming,
    readiness,
    route_of_decision,
    scheme_of,
    state_of,
    terms_of,
    why_not_by,
    why_not_called_in,
)
from joinedup.register.models import (
    CallIn,
    CallInOutcome,
    CommentKind,
    Decision,
    LawfulRoute,
    Milestone,
    Outcome,
    Pilot,
    Record,
    Review,
    Stage,
)
from joinedup.web.deciding._people import holds, page_of
from joinedup.web.figures import figures_now
from joinedup.web.shell import Task, day

_OPEN = (Stage.TESTED, Stage.COLLABORATING, Stage.READY)
_CARRIED = (Stage.DECIDED, Stage.DELIVERING)
_TRACKED_WITHIN = timedelta(days=31)


def waiting(person: Account, council: Council) -> Iterator[Task]:
    """Yield everything that waits for a person, each where it can be done."""
    on = timezone.localdate()
    terms = terms_of(council, on)
    yield from _before(person, council, terms, on)
    yield from _published(person, terms, on)
    yield from _delivering(person, council, terms, on)
    yield from _reviews(person, terms, on)


def _before(person: Account, council: Council, terms: Terms, on: date) -> Iterator[Task]:
    needs = (Needs.ADVISE, Needs.PUBLISH, Needs.DECIDE, Needs.ANSWER)
    if not any(person.may(one) for one in needs):
        return
    scheme = _scheme(council, on)
    held = Decision.objects.filter(stage__in=_OPEN).select_related("lawful_route")
    for decision in held:
        route = route_of_decision(decision)
        if route is None:
            if may_on(person, Needs.ADVISE, decision):
                says = f"Set the route of {decision.reference} {decision.title}"
                yield Task(
                    says, page_of(decision, "route"), "Nobody has worked out who may lawfully decide it"
                )
            continue
        yield from _route_tasks(person, decision, route, terms, on)
        if (decision.stage == Stage.READY or is_for_nobody_else(decision)) and scheme is not None:
            yield from _to_decide(person, decision, route, scheme, terms, on)


def _scheme(council: Council, on: date) -> Scheme | None:
    """Return what the constitution says, or None where its file is wrong: the pages of deciding say why."""
    try:
        return scheme_of(council, on)
    except InputRefused:
        return None


def _route_tasks(
    person: Account, decision: Decision, route: LawfulRoute, terms: Terms, on: date
) -> Iterator[Task]:
    named = f"{decision.reference} {decision.title}"
    if needs_confirming(route) and may_on(person, Needs.ADVISE, decision):
        yield Task(
            f"Confirm the route of {named}",
            page_of(decision, "route"),
            f"Worked out: {route.who} ({route.clause})",
            route.planned_for,
        )
    due = max(route.planned_for, on) if route.planned_for else on
    ready = readiness(decision, terms, due)
    if ready.lacks_notice and (may_on(person, Needs.PUBLISH, decision)):
        last = route.planned_for - timedelta(days=terms.notice.days + 1) if route.planned_for else None
        yield Task(f"Publish a notice of {named}", page_of(decision, "route"), ready.ways[0].lacks[0], last)
    for kind, role in (
        (CommentKind.SECTION_151, Role.SECTION_151),
        (CommentKind.MONITORING_OFFICER, Role.MONITORING_OFFICER),
    ):
        wanted = f"the {str(kind.label)[0].lower()}{str(kind.label)[1:]}"
        lacks = any(one.part == "comments" and one.who.lower() == wanted for one in ready.missing)
        if lacks and holds(person, role, decision):
            yield Task(
                f"Comment on {named}",
                page_of(decision, "comments"),
                f"Its route demands a comment of {wanted}",
                route.planned_for,
            )


def _to_decide(
    person: Account, decision: Decision, route: LawfulRoute, scheme: Scheme, terms: Terms, on: date
) -> Iterator[Task]:
    named = f"{decision.reference} {decision.title}"
    if may_on(person, Needs.DECIDE, decision) and not why_not_by(route, person, scheme, decision, False):
        ready = readiness(decision, terms, on)
        why = "Everything it needs is there" if not ready.reasons else ready.reasons[0]
        yield Task(f"Decide {named}", page_of(decision, "record"), why, route.planned_for)
    if Taker(route.taker).is_collective:
        yield from _at_a_meeting(person, decision, route, terms, on)


def _at_a_meeting(
    person: Account, decision: Decision, route: LawfulRoute, terms: Terms, on: date
) -> Iterator[Task]:
    """Yield what a meeting leaves to do: its members read beforehand, whoever keeps the record writes it."""
    named, page = f"{decision.reference} {decision.title}", page_of(decision, "record")
    planned = f" on {day(route.planned_for)}" if route.planned_for else ""
    if may_on(person, Needs.PUBLISH, decision):
        if route.planned_for is not None and route.planned_for <= on:
            why = "The day on which it was to be decided has come"
            yield Task(f"Record what {route.who} decided on {named}", page, why, route.planned_for)
        elif not readiness(decision, terms, on).reasons:
            why = f"It is ready for the meeting{planned}"
            yield Task(f"Record what {route.who} decides on {named}", page, why, route.planned_for)
    if route.taker == Taker.CABINET and any(one.kind is Role.CABINET_MEMBER for one in person.held()):
        yield Task(
            f"Read {named} before {route.who} decides it",
            page,
            f"{route.who} meets{planned or ', day not set'}",
            route.planned_for,
        )


def _published(person: Account, terms: Terms, on: date) -> Iterator[Task]:
    if person.may(Needs.PUBLISH):
        for record in Record.objects.filter(published_on=None).select_related("decision"):
            if record.outcome != Outcome.DEFERRED and may_on(person, Needs.PUBLISH, record.decision):
                says = f"Publish the record of {record.decision.reference} {record.decision.title}"
                is_called = is_open_to_call_in(
                    record.taker,
                    record.is_key,
                    bool(record.urgent_because),
                    record.reconsiders_id is not None,
                )
                why = "Call-in runs from the day it is published" if is_called else "It has been decided"
                yield Task(says, page_of(record.decision, "record"), why)
        for call in CallIn.objects.filter(outcome=CallInOutcome.OPEN).select_related("record__decision"):
            if may_on(person, Needs.PUBLISH, call.record.decision):
                says = f"Record what scrutiny decided on {call.record.decision.reference}"
                yield Task(
                    says, page_of(call.record.decision, "record"), f"Called in on {day(call.called_on)}"
                )
    if person.may(Needs.CALL_IN):
        for record in Record.objects.filter(call_in_ends__gte=on).select_related("decision"):
            if may_on(person, Needs.CALL_IN, record.decision) and not why_not_called_in(record, on):
                says = f"Look at {record.decision.reference} {record.decision.title} before it takes effect"
                where = page_of(record.decision, "record")
                yield Task(says, where, "Scrutiny may call it in", record.call_in_ends)


def _delivering(person: Account, council: Council, terms: Terms, on: date) -> Iterator[Task]:
    if not person.may(Needs.DELIVER):
        return
    soon = on + timedelta(days=terms.reminder.days)
    for one in Milestone.objects.filter(done_on=None, due__lte=soon).select_related("decision"):
        if one.decision.stage in _CARRIED and may_on(person, Needs.DELIVER, one.decision):
            says = f"Reach “{one.title}” of {one.decision.reference}"
            where = page_of(one.decision, "delivery")
            yield Task(says, where, f"Milestone of the {one.owner_post}", one.due)
    pilots = [
        one
        for one in Pilot.objects.filter(ended_on=None).select_related("decision").prefetch_related("readings")
        if may_on(person, Needs.DELIVER, one.decision)
    ]
    figures = figures_now(council) if any(one.figure for one in pilots) else None
    for pilot in pilots:
        state = state_of(pilot, figures, on)
        where = page_of(pilot.decision, "delivery")
        rule = f"{pilot.measure} {pilot.get_stops_display()} {pilot.threshold:g} {pilot.unit}"
        if state.is_stop_met:
            yield Task(f"Stop the pilot “{pilot.title}”: its rule is met", where, rule, state.as_at)
        elif state.is_check_due:
            yield Task(f"Read the pilot “{pilot.title}”", where, rule, pilot.check_by)
    yield from _tracker(person, on)


def _tracker(person: Account, on: date) -> Iterator[Task]:
    for decision in Decision.objects.filter(stage__in=_CARRIED):
        if not holds(person, Role.FINANCE, decision) or not claimed_by(decision):
            continue
        last = decision.tracker_updates.last()
        if last is None or last.as_at + _TRACKED_WITHIN < on:
            says = f"Update the savings tracker for {decision.reference} {decision.title}"
            why = f"Last position {day(last.as_at)}" if last else "Nobody has said yet how its savings stand"
            due = last.as_at + _TRACKED_WITHIN if last else None
            yield Task(says, page_of(decision, "delivery"), why, due)


def _reviews(person: Account, terms: Terms, on: date) -> Iterator[Task]:
    if not person.may(Needs.REVIEW):
        return
    soon = on + timedelta(days=terms.reminder.days)
    for one in Review.objects.filter(held_on=None, due__lte=soon).select_related("decision"):
        # Scrutiny sees reviews on the page; it is those who carry the decision whom they wait for.
        is_carrier = any(held.kind != Role.SCRUTINY_MEMBER for held in person.held())
        if is_carrier and may_on(person, Needs.REVIEW, one.decision):
            says = f"Review {one.decision.reference} {one.decision.title}"
            yield Task(
                says, page_of(one.decision, "listening"), "Hold what was predicted against what came", one.due
            )
