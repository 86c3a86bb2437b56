"""What a decision rests on: its notices, the officers' comments, what is not needed, and its exempt parts.

All of it is kept before the decision is taken and stays as it was once it has been.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from joinedup.access import audit
from joinedup.access.models import Account
from joinedup.register._proposing import OPEN_STAGES
from joinedup.register._refused import refuse
from joinedup.register.models import (
    CommentKind,
    Decision,
    Demand,
    ExemptItem,
    Notice,
    NoticeKind,
    StatutoryComment,
    Waiver,
)

# Schedule 12A to the Local Government Act 1972, part 1, as we recall it; to be checked.
EXEMPT_PARAGRAPHS: dict[int, str] = {
    1: "Information relating to any individual",
    2: "Information likely to reveal who an individual is",
    3: "The financial or business affairs of any person, the council included",
    4: "Consultations or negotiations on labour relations",
    5: "Legal professional privilege",
    6: "A notice, order or direction that the council proposes to give or make",
    7: "Preventing, investigating or prosecuting crime",
}


def publish_notice(decision: Decision, person: Account, notice: Notice, on: date) -> Notice:
    """Keep a notice that was published.

    Args:
        decision: the decision.
        person: who publishes or records it.
        notice: what was published, not yet kept.
        on: today.

    Raises:
        StepRefused: it is incomplete, or its day has not come.
    """
    reasons = []
    if notice.published_on > on:
        reasons.append("A notice counts from the day on which it is published, which has not come.")
    if not notice.matter.strip() or not notice.decision_maker.strip() or not notice.where_published.strip():
        reasons.append("Say what is to be decided, by whom, and where the notice was published.")
    if notice.kind != NoticeKind.KEY:
        if not notice.because.strip():
            reasons.append("Give the reasons why the usual notice is impracticable.")
        if not notice.scrutiny_who.strip() or notice.scrutiny_on is None:
            reasons.append("Say who of scrutiny was told or agreed, and on which day.")
        elif notice.scrutiny_on > on:
            reasons.append("Scrutiny cannot have been told or have agreed on a day to come.")
    with transaction.atomic():
        held = Decision.objects.select_for_update().get(pk=decision.pk)
        refuse("The notice cannot be kept like this.", reasons + _taken(held))
        notice.decision, notice.recorded_by = held, person
        notice.save(force_insert=True)
        held.tell(person, f"{NoticeKind(notice.kind).label} published", notice.where_published)
        audit.record(
            person, "published a notice", held.reference, kind=notice.kind, published_on=notice.published_on
        )
    return notice


def withdraw_notice(notice: Notice, person: Account, on: date) -> None:
    """Withdraw a notice; it stays on record and counts no longer.

    Raises:
        StepRefused: the decision that rested on it has been taken, or it was withdrawn before.
    """
    with transaction.atomic():
        decision = _held(notice.decision, "The notice cannot be withdrawn.")
        held = Notice.objects.get(pk=notice.pk)
        was = ["It was withdrawn before."] if held.withdrawn_on else []
        refuse("The notice cannot be withdrawn.", was)
        held.withdrawn_on = on
        held.save(update_fields=["withdrawn_on"])
        decision.tell(person, f"{NoticeKind(held.kind).label} withdrawn")
        audit.record(person, "withdrew a notice", decision.reference, kind=held.kind)


def _held(decision: Decision, step: str) -> Decision:
    """Hold a decision for the rest of a transaction.

    Raises:
        StepRefused: it has been taken: what it rested on stays as it was then.
    """
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    refuse(step, _taken(held))
    return held


def _taken(decision: Decision) -> list[str]:
    return [] if decision.stage in OPEN_STAGES else ["The decision has been taken or withdrawn."]


def comment(decision: Decision, person: Account, kind: CommentKind, says: str) -> StatutoryComment:
    """Keep the comment of a statutory officer; a later one of the same officer takes its place.

    Raises:
        StepRefused: the decision has been taken.
    """
    with transaction.atomic():
        _held(decision, "The comment cannot be kept.")
        made = decision.statutory_comments.create(kind=kind, says=says, by=person)
        decision.tell(person, f"The {str(kind.label)[0].lower()}{str(kind.label)[1:]} commented", says)
        audit.record(person, "commented", decision.reference, kind=kind)
    return made


def standing_comments(decision: Decision) -> list[StatutoryComment]:
    """Return the comment of each statutory officer that stands, which is the last."""
    held = decision.statutory_comments.select_related("by")
    return list({one.kind: one for one in held}.values())


def waive(decision: Decision, person: Account, demand: Demand, because: str) -> Waiver:
    """Record why something the route usually demands is not needed here.

    Raises:
        StepRefused: no reason is given, or the decision has been taken.
    """
    refuse("It stays needed.", [] if because.strip() else ["Say why it is not needed here."])
    with transaction.atomic():
        _held(decision, "It stays needed.")
        decision.waivers.filter(demand=demand, withdrawn_at=None).update(withdrawn_at=timezone.now())
        made = decision.waivers.create(demand=demand, because=because, by=person)
        decision.tell(person, f"{Demand(demand).label} is not needed", because)
        audit.record(person, "found something not needed", decision.reference, demand=demand)
    return made


def withdraw_waiver(waiver: Waiver, person: Account) -> None:
    """Record that what was found not needed is needed after all; the finding stays on record.

    Raises:
        StepRefused: the decision has been taken, or it was withdrawn before.
    """
    with transaction.atomic():
        decision = _held(waiver.decision, "It cannot be withdrawn.")
        standing = Waiver.objects.filter(pk=waiver.pk, withdrawn_at=None)
        was = [] if standing.update(withdrawn_at=timezone.now()) else ["It was withdrawn before."]
        refuse("It cannot be withdrawn.", was)
        decision.tell(person, f"{waiver.get_demand_display()} is needed after all")
        audit.record(person, "found something needed after all", decision.reference, demand=waiver.demand)


def add_exempt(
    decision: Decision, person: Account, paragraph: int, title: str, public_interest: str, says: str
) -> ExemptItem:
    """Keep part of a decision from the public, with the paragraph that allows it.

    Raises:
        StepRefused: no such paragraph, the public interest is not weighed, or the decision has been taken.
    """
    reasons = [] if paragraph in EXEMPT_PARAGRAPHS else ["Choose the paragraph that allows it."]
    if not title.strip() or not says.strip() or not public_interest.strip():
        reasons.append("Give a public title, what is kept back, and why the public interest lies in that.")
    refuse("The exempt part cannot be kept like this.", reasons)
    with transaction.atomic():
        _held(decision, "The exempt part cannot be kept.")
        made = decision.exempt_items.create(
            paragraph=paragraph, title=title, public_interest=public_interest, says=says, by=person
        )
        # What is kept back goes on no timeline: more people read it than may read the exempt part.
        decision.tell(person, f"An exempt part was added under paragraph {paragraph}")
        audit.record(person, "added an exempt part", decision.reference, paragraph=paragraph)
    return made


def withdraw_exempt(part: ExemptItem, person: Account) -> None:
    """Withdraw an exempt part; it stays on record for those who may read it, and counts no longer.

    Raises:
        StepRefused: the decision has been taken, or it was withdrawn before.
    """
    with transaction.atomic():
        decision = _held(part.decision, "The exempt part cannot be withdrawn.")
        standing = ExemptItem.objects.filter(pk=part.pk, withdrawn_at=None)
        was = [] if standing.update(withdrawn_at=timezone.now()) else ["It was withdrawn before."]
        refuse("The exempt part cannot be withdrawn.", was)
        # As when it was added: neither its words nor its title go on the timeline.
        decision.tell(person, f"An exempt part under paragraph {part.paragraph} was withdrawn")
        audit.record(person, "withdrew an exempt part", decision.reference, paragraph=part.paragraph)
