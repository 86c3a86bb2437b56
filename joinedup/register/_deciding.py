"""Deciding: nothing is decided without its route, its notice, what the route demands and the right person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from joinedup.access import audit
from joinedup.access.models import Account
from joinedup.council import Figures
from joinedup.leadership import Taker
from joinedup.register._frozen import last_test, tested
from joinedup.register._listening import Expected, expected_of, set_review
from joinedup.register._notices import Way, lawful_way, ways_of
from joinedup.register._prepared import Missing, missing
from joinedup.register._refused import refuse
from joinedup.register._route import FULL_COUNCIL_ONLY, Scheme, changes_council_tax, why_not_by
from joinedup.register._terms import Terms
from joinedup.register.models import (
    CallInOutcome,
    Decision,
    LawfulRoute,
    Option,
    Outcome,
    Record,
    Stage,
)

_NEXT = {
    Outcome.AGREED: Stage.DECIDED,
    Outcome.WITH_CHANGES: Stage.DECIDED,
    Outcome.REJECTED: Stage.REJECTED,
    Outcome.DEFERRED: Stage.READY,
}
_OVER = frozenset({Stage.DECIDED, Stage.DELIVERING, Stage.REVIEWED, Stage.REJECTED, Stage.WITHDRAWN})


@dataclass(frozen=True)
class Declared:
    """An interest that somebody declared."""

    who: str
    what: str
    is_out_of_room: bool
    dispensation: str = ""


@dataclass(frozen=True)
class Draft:
    """A record of a decision as it is written.

    Args:
        outcome: what was decided.
        option: the option chosen; None where it was deferred.
        reasons: why.
        decided_on: the day.
        rejected: why each other option was rejected, by its number.
        changes: what is changed, where it was agreed with changes.
        conditions: what it depends on.
        interests: interests that were declared.
        urgent_because: why call-in may not hold it up; "" where it may.
        urgent_agreed_by: who of scrutiny agreed to that.
        review_on: the day of the first review.
        measures: names of measures of the test that the review looks at.
        expected: measures that somebody estimated themselves.
    """

    outcome: Outcome
    option: Option | None
    reasons: str
    decided_on: date
    rejected: dict[int, str] = field(default_factory=dict)
    changes: str = ""
    conditions: str = ""
    interests: Sequence[Declared] = ()
    urgent_because: str = ""
    urgent_agreed_by: str = ""
    review_on: date | None = None
    measures: Sequence[str] = ()
    expected: Sequence[Expected] = ()


@dataclass(frozen=True)
class Readiness:
    """Whether a decision may be taken on a day.

    Args:
        missing: what must be done first and by whom.
        ways: the lawful ways of giving notice; empty where it is not a key decision.
        way: the one that lets it be taken on the day; None where none does or none is needed.
    """

    missing: tuple[Missing, ...]
    ways: tuple[Way, ...]
    way: Way | None

    @property
    def lacks_notice(self) -> bool:
        """Whether it is a key decision without lawful notice."""
        return bool(self.ways) and self.way is None

    @property
    def reasons(self) -> tuple[str, ...]:
        """Everything that stops it, one sentence each."""
        notice = tuple(self.ways[0].lacks) if self.lacks_notice else ()
        return (*(f"{one.says} ({one.who})" for one in self.missing), *notice)


def readiness(decision: Decision, terms: Terms, on: date) -> Readiness:
    """Return whether a decision may be taken on a day, and what is missing.

    Args:
        decision: the decision.
        terms: what is laid down.
        on: the day.
    """
    route = route_of_decision(decision)
    ways = ways_of(decision.notices.all(), terms, on) if route is not None and route.is_key else ()
    return Readiness(
        (*missing(decision, route, on), *_council_only(decision, route)), ways, lawful_way(ways, on)
    )


def route_of_decision(decision: Decision) -> LawfulRoute | None:
    """Return the route of a decision; None where none has been set."""
    return LawfulRoute.objects.filter(decision_id=decision.pk).first()


def decide(
    decision: Decision,
    person: Account,
    draft: Draft,
    scheme: Scheme,
    terms: Terms,
    on: date,
    is_recording: bool = False,
    figures: Figures | None = None,
) -> Record:
    """Record a decision.

    Args:
        decision: the decision.
        person: who takes it, or records what a body that met decided.
        draft: what was decided.
        scheme: what the constitution and the patches say.
        terms: what is laid down.
        on: today.
        is_recording: whether the person records for cabinet or full council.
        figures: what the council has counted, for the naive forecasts.

    Raises:
        StepRefused: something is missing, no lawful notice stands, or it is not theirs to take.
    """
    with transaction.atomic():
        held = Decision.objects.select_for_update().get(pk=decision.pk)
        route = route_of_decision(held)
        ready = readiness(held, terms, draft.decided_on)
        reasons = [*ready.reasons, *_faults(held, draft, on)]
        if route is not None:
            reasons += why_not_by(route, person, scheme, held, is_recording)
        refuse("This decision cannot be taken as things stand.", reasons)
        assert route is not None
        made = _keep(held, person, draft, route, ready.way)
        if draft.outcome in (Outcome.AGREED, Outcome.WITH_CHANGES):
            assert draft.review_on is not None and draft.option is not None
            predictions = expected_of(draft.option, draft.review_on, draft.measures, draft.expected, figures)
            set_review(held, person, draft.review_on, predictions)
        held.stage = _NEXT[draft.outcome]
        held.save(update_fields=["stage", "changed_at"])
        held.tell(person, f"{Outcome(draft.outcome).label} by {made.decided_by}", draft.reasons)
        audit.record(
            person, "recorded a decision", held.reference, outcome=draft.outcome, clause=route.clause
        )
    return made


def _keep(decision: Decision, person: Account, draft: Draft, route: LawfulRoute, way: Way | None) -> Record:
    made = decision.records.create(
        outcome=draft.outcome,
        option=draft.option,
        changes=draft.changes,
        reasons=draft.reasons,
        conditions=draft.conditions,
        decided_on=draft.decided_on,
        taker=route.taker,
        decided_by=route.who,
        clause=route.clause,
        is_key=route.is_key,
        notice_kind=way.kind if way else "",
        recorded_by=person,
        urgent_because=draft.urgent_because,
        urgent_agreed_by=draft.urgent_agreed_by,
        reconsiders=_reconsidered(decision),
    )
    for option in decision.options.all():
        if option.pk in draft.rejected:
            made.rejected.create(option=option, why=draft.rejected[option.pk])
    for one in draft.interests:
        made.interests.create(
            who=one.who, what=one.what, is_out_of_room=one.is_out_of_room, dispensation=one.dispensation
        )
    return made


def _reconsidered(decision: Decision) -> Record | None:
    """Return the record that is decided again after call-in, even if it was deferred meanwhile."""
    before = decision.records.last()
    if before is None:
        return None
    is_again = before.reconsiders_id is not None and before.outcome == Outcome.DEFERRED
    is_back = before.call_ins.filter(outcome=CallInOutcome.REFERRED_BACK).exists()
    return before if is_again or is_back else None


def _faults(decision: Decision, draft: Draft, on: date) -> list[str]:
    """Return what a record lacks in itself, one sentence each."""
    faults = [] if draft.reasons.strip() else ["Give the reasons for the decision."]
    if draft.decided_on > on:
        faults.append("A decision cannot be recorded before the day on which it is taken.")
    if draft.outcome == Outcome.DEFERRED:
        return faults
    if bool(draft.urgent_because) != bool(draft.urgent_agreed_by):
        faults.append("A decision that cannot wait for call-in needs the reason and who of scrutiny agreed.")
    if any(not one.who.strip() or not one.what.strip() for one in draft.interests):
        faults.append("For each interest say who declared it and what it is.")
    mine = {one.pk: one for one in decision.options.all()}
    chosen = draft.option.pk if draft.option and draft.option.pk in mine else None
    if draft.outcome != Outcome.REJECTED and chosen is None:
        return [*faults, "Say which option was chosen."]
    for number, option in mine.items():
        if number != chosen and not draft.rejected.get(number, "").strip():
            faults.append(f"Say why “{option.title}” was rejected.")
    if draft.outcome == Outcome.WITH_CHANGES and not draft.changes.strip():
        faults.append("Say what was changed.")
    if draft.outcome != Outcome.REJECTED:
        faults += _faults_of_review(draft)
    return faults


def _faults_of_review(draft: Draft) -> list[str]:
    if draft.review_on is None or draft.review_on <= draft.decided_on:
        return ["Set a day after the decision on which it is reviewed."]
    if not draft.measures and not draft.expected:
        return ["Name at least one measure that the review looks at."]
    return []


def _council_only(decision: Decision, route: LawfulRoute | None) -> tuple[Missing, ...]:
    """Return that only full council may set the budget and council tax, whatever the route says."""
    if route is None or route.taker == Taker.FULL_COUNCIL:
        return ()
    says = ""
    if route.subject in FULL_COUNCIL_ONLY:
        says = "The budget and council tax are set by full council alone."
    elif any(changes_council_tax(_levers(one)) for one in decision.options.all()):
        says = "An option changes council tax or help with paying it, which full council alone sets."
    return (Missing(says, "The monitoring officer", "route"),) if says else ()


def _levers(option: Option) -> tuple[str, ...]:
    test = last_test(option)
    return tested(test).levers if test is not None else ()
