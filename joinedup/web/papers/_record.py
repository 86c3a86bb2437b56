"""What is on record of a decision, gathered for its papers."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone

from joinedup.council import Ripple
from joinedup.errors import StoreRefused
from joinedup.folder import Council
from joinedup.register.collaborating import EqualityStanding, equality
from joinedup.register.collaborating import Tested as TestedOption
from joinedup.register.deciding import standing_comments
from joinedup.register.models import (
    Answer,
    Decision,
    Demand,
    FrozenTest,
    LawfulRoute,
    Option,
    OptionKind,
    Record,
)
from joinedup.reports.papers import (
    DecisionFacts,
    ExemptFacts,
    OptionFacts,
    Party,
    RecordFacts,
    Remark,
    RouteFacts,
    Tested,
)
from joinedup.store import thawed
from joinedup.web.shell import day

_HELD = 4


def facts_of(decision: Decision, council: Council) -> DecisionFacts:
    """Return everything on record of a decision that a paper may say.

    Args:
        decision: the decision.
        council: the council.

    Raises:
        StoreRefused: a frozen test is not what it was.
    """
    record = decision.records.order_by("-id").first()
    return DecisionFacts(
        reference=decision.reference,
        title=decision.title,
        summary=decision.summary,
        owner=decision.owner_post,
        directorate=council.directorate_name(decision.directorate),
        options=tuple(_option(one, record) for one in decision.options.all()),
        parties=tuple(_parties(decision)),
        route=_route(decision),
        equality=tuple(_equality(decision)),
        consultations=tuple(_consultations(decision)),
        comments=tuple(
            Remark(one.get_kind_display(), one.says, day_of(one.at)) for one in standing_comments(decision)
        ),
        record=_record(record) if record else None,
        exempt=tuple(
            ExemptFacts(one.paragraph, one.title, one.public_interest, one.says, number)
            for number, one in enumerate(decision.exempt_items.all(), start=1)
            if one.withdrawn_at is None
        ),
        milestones=tuple(Remark(one.owner_post, one.title, one.due) for one in decision.milestones.all()),
        reviews=tuple(_reviews(decision)),
    )


def tests_of(decision: Decision, digests: list[str]) -> list[Tested]:
    """Return the frozen tests of a decision with these digests, thawed.

    Raises:
        StoreRefused: one is not what was frozen.
    """
    held = FrozenTest.objects.filter(option__decision=decision, digest__in=digests).select_related("option")
    held = held.exclude(option__kind=OptionKind.NOTHING)
    return [_tested(one) for one in held]


def day_of(moment: datetime) -> date:
    """Return the day of a moment, where the council is."""
    return timezone.localtime(moment).date()


def _option(option: Option, record: Record | None) -> OptionFacts:
    newest = option.tests.first() if option.kind != OptionKind.NOTHING else None
    rejected = record.rejected.filter(option=option).first() if record else None
    return OptionFacts(
        option.kind,
        option.title,
        option.says,
        _tested(newest) if newest else None,
        rejected.why if rejected else "",
    )


def _tested(test: FrozenTest) -> Tested:
    ripple = _ripple(test.digest, bytes(test.content))
    return Tested(test.option.title, ripple, test.digest, day_of(test.made_at))


@lru_cache(maxsize=_HELD)
def _ripple(digest: str, content: bytes) -> Ripple:
    if hashlib.sha256(content).hexdigest() != digest:
        raise StoreRefused(
            "A frozen test is not what it was when it was frozen.", "Look at the audit, and test it again."
        )
    ripple = thawed(content, TestedOption).ripple
    if ripple is None:
        raise StoreRefused("This frozen test is of doing nothing, which has no ripple.", "Choose another.")
    return ripple


def _parties(decision: Decision) -> list[Party]:
    collaboration = getattr(decision, "collaboration", None)
    asked_on = day_of(collaboration.opened_at) if collaboration else None
    found = []
    for one in decision.parties.filter(left_out_because="").prefetch_related("answers"):
        answer: Answer | None = next(iter(one.answers.all()), None)
        because = "; ".join(says.rstrip(".") for says in (one.because, one.reason) if says)
        asks = f" Asks for: {answer.asks_for}" if answer and answer.asks_for else ""
        found.append(
            Party(
                one.name,
                because,
                answer.get_position_display() if answer else "",
                f"{answer.reasons}{asks}" if answer else "",
                answer.on if answer else None,
                asked_on,
                one.due,
            )
        )
    return found


def _route(decision: Decision) -> RouteFacts | None:
    route: LawfulRoute | None = getattr(decision, "lawful_route", None)
    if route is None:
        return None
    notices = tuple(
        Remark(one.get_kind_display(), f"published at {one.where_published}", one.published_on)
        for one in decision.notices.filter(withdrawn_on=None)
    )
    return RouteFacts(
        route.who, route.clause, route.why, route.is_key, tuple(route.key_because), notices, route.planned_for
    )


def _equality(decision: Decision) -> list[Remark]:
    where = equality(decision)
    made = [
        Remark("Not needed here", one.because, day_of(one.at))
        for one in decision.waivers.filter(withdrawn_at=None, demand=Demand.EQUALITY)
    ]
    if where.analysis is None:
        return made
    found = [(one.name, one.finding) for one in where.characteristics if one.finding]
    for name, one in found:
        does = f" What is done about it: {one.mitigation}" if one.mitigation else ""
        made.append(Remark(name, f"{one.get_effect_display()}. {one.evidence}{does}", day_of(one.at)))
    if not found:
        begun = day_of(where.analysis.started_at)
        made.append(Remark("Equality analysis", "begun, without findings yet.", begun))
    return [*made, *_due_regard(where)]


def _due_regard(where: EqualityStanding) -> list[Remark]:
    """Return the due regard that stands; one to an analysis that was changed since stands no longer."""
    regard = where.regard
    if regard is None:
        return []
    if not where.is_signed:
        says = (
            f"signed on {day(day_of(regard.at))}, before the analysis was changed; it has to be signed again."
        )
        return [Remark("Equality analysis", says)]
    return [Remark(f"Due regard, {regard.post or regard.by}", regard.says, day_of(regard.at))]


def _consultations(decision: Decision) -> list[Remark]:
    made = []
    for one in decision.consultations.all():
        said = [f"{one.what}. Asked: {one.whom}."]
        said += [f"{one.responses:,} answered."] if one.responses is not None else []
        said += [f"Heard: {one.heard}"] if one.heard else []
        said += [f"Changed because of it: {one.changed}"] if one.changed else []
        made.append(Remark(f"{one.get_kind_display()}, until", " ".join(said), one.ends))
    waived = decision.waivers.filter(withdrawn_at=None, demand__in=(Demand.PUBLIC, Demand.WORKFORCE))
    return [*made, *(Remark(f"{one.get_demand_display()} not needed", one.because) for one in waived)]


def _record(record: Record) -> RecordFacts:
    interests = [
        Remark(
            one.who,
            f"{one.what}. {'Left the room.' if one.is_out_of_room else 'Stayed.'}"
            f"{f' Dispensation: {one.dispensation}' if one.dispensation else ''}",
        )
        for one in record.interests.all()
    ]
    call_ins = [
        Remark("Called in", f"{one.reasons} {one.get_outcome_display()}.", one.called_on)
        for one in record.call_ins.all()
    ]
    return RecordFacts(
        outcome=record.get_outcome_display(),
        option=record.option.title if record.option else "",
        reasons=record.reasons,
        changes=record.changes,
        conditions=record.conditions,
        decided_on=record.decided_on,
        decided_by=record.decided_by,
        clause=record.clause,
        is_key=record.is_key,
        interests=tuple(interests),
        call_in_ends=record.call_in_ends,
        call_ins=tuple(call_ins),
    )


def _reviews(decision: Decision) -> list[Remark]:
    made = []
    for one in decision.reviews.prefetch_related("predictions"):
        named = ", ".join(dict.fromkeys(each.says for each in one.predictions.all()))
        says = f"compare {named} with what was predicted." if named else "no measure has been named yet."
        made.append(Remark("Review", says, one.due))
    return made
