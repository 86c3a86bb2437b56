"""What waits for a person among the decisions."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from joinedup.access.models import Account
from joinedup.access.roles import Needs, Role
from joinedup.folder import Council
from joinedup.register.collaborating import equality, may_answer, missing_before_test, standing, unseen_pairs
from joinedup.register.models import Decision, Party, Stage
from joinedup.web.decisions._people import owns
from joinedup.web.shell import Task

_OPEN = (Stage.PROPOSED, Stage.TESTED, Stage.COLLABORATING, Stage.READY)


def waiting(person: Account, council: Council) -> Iterator[Task]:
    """Yield what waits for a person: answers due from them, and what their own decisions lack."""
    if person.may(Needs.ANSWER):
        yield from _answers_due(person)
    if not person.may(Needs.PROPOSE):
        return
    own = [one for one in Decision.objects.filter(stage__in=_OPEN) if owns(person, one)]
    for one in own:
        yield from _of_own(one)
    yield from _related(own)


def _answers_due(person: Account) -> Iterator[Task]:
    awaited = Party.objects.filter(
        decision__stage=Stage.COLLABORATING, left_out_because="", answers=None, due__isnull=False
    ).select_related("decision", "decision__made_by")
    for party in awaited:
        # A chief executive may answer for anybody and is not asked to.
        is_theirs = may_answer(person, party) and any(
            one.kind is not Role.CHIEF_EXECUTIVE
            and one.covers(party.directorates, party.patches, party.organisations)
            for one in person.held()
        )
        if is_theirs:
            address = reverse("party_answer", args=[party.decision_id, party.pk])
            why = f"{party.decision.reference}, put forward by {party.decision.owner_post}"
            yield Task(f"Answer for {party.name}: {party.decision.title}", address, why, party.due)


def _of_own(decision: Decision) -> Iterator[Task]:
    """Yield what a person's own decision lacks to go on."""
    on, address = timezone.localdate(), reverse("decision", args=[decision.pk])
    lacking, title, why = missing_before_test(decision), decision.title, f"{decision.reference} is yours"
    if decision.stage == Stage.PROPOSED and lacking:
        yield Task(f"Add {' and '.join(lacking)}: {title}", f"{address}#options", why)
    elif decision.stage == Stage.PROPOSED:
        yield Task(f"Ask for its test: {title}", f"{address}#test", why)
    elif decision.stage == Stage.TESTED:
        told = f"{why}; its test is finished"
        yield Task(f"Read the test and ask for answers: {title}", f"{address}#test", told)
    elif decision.stage == Stage.COLLABORATING:
        where = standing(decision, on)
        if not where.silent:
            yield Task(f"Close for answers, all have answered: {title}", f"{address}#answers", why)
        elif where.overdue:
            silent = len(where.overdue)
            due = min(one.due for one in where.overdue if one.due)
            who = f"{silent} {'answer is' if silent == 1 else 'answers are'} overdue"
            yield Task(
                f"Ask again or close with a reason: {title}", f"{address}#answers", f"{why}; {who}", due
            )
    if decision.stage in {Stage.COLLABORATING, Stage.READY} and not equality(decision).is_signed:
        told = f"{why}; {_lower_first(equality(decision).says)}"
        yield Task(f"Complete the equality analysis: {title}", reverse("equality", args=[decision.pk]), told)


def _related(own: list[Decision]) -> Iterator[Task]:
    """Yield the person's own decisions that others touch which they have not seen."""
    if not own:
        return
    unseen: dict[int, int] = {}
    for number, _ in unseen_pairs():
        unseen[number] = unseen.get(number, 0) + 1
    for decision in own:
        count = unseen.get(decision.pk, 0)
        if count:
            others = "another decision touches" if count == 1 else f"{count} other decisions touch"
            address = f"{reverse('decision', args=[decision.pk])}#related"
            yield Task(
                f"See that {others} the same: {decision.title}", address, f"{decision.reference} is yours"
            )


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
