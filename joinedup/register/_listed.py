"""The list of decisions: what is looked for, and what each line says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from joinedup.register._standing import Standing, standing_of
from joinedup.register.models import Decision, Stage


@dataclass(frozen=True)
class LookedFor:
    """What a person looks for; empty words find everything.

    Args:
        text: words in the reference, title, summary or owner.
        stage: a stage.
        directorate: identifier of the directorate that proposes.
        patch: identifier of a patch that it changes.
        service: identifier of a service that it changes.
        party: `directorate:children` or `patch:south`: who must answer and has not.
        is_overdue: only those to which an answer is overdue.
    """

    text: str = ""
    stage: str = ""
    directorate: str = ""
    patch: str = ""
    service: str = ""
    party: str = ""
    is_overdue: bool = False


@dataclass(frozen=True)
class ListedDecision:
    """One line of the list.

    Args:
        decision: the decision.
        standing: where the answers to it stand.
    """

    decision: Decision
    standing: Standing

    @property
    def is_being_answered(self) -> bool:
        """Whether answers are awaited."""
        return self.decision.stage == Stage.COLLABORATING

    @property
    def due(self) -> date | None:
        """The next day on which an answer is due; None where none is."""
        if not self.is_being_answered:
            return None
        return min((one.due for one in self.standing.silent if one.due), default=None)

    @property
    def is_overdue(self) -> bool:
        """Whether an answer is overdue."""
        return self.is_being_answered and bool(self.standing.overdue)

    def awaits(self, party: str) -> bool:
        """Return whether an answer of `directorate:children` is awaited."""
        return self.is_being_answered and any(
            f"{one.party.kind}:{one.party.identifier}" == party for one in self.standing.silent
        )


def listed_decisions(looked_for: LookedFor, on: date) -> list[ListedDecision]:
    """Return the decisions that are looked for, newest first, in three queries whatever their number.

    Args:
        looked_for: what is looked for.
        on: the day.
    """
    found = _narrowed(looked_for).prefetch_related("parties__answers")
    lines = [_line(one, on) for one in found]
    return [one for one in lines if _is_looked_for(one, looked_for)]


def _narrowed(looked_for: LookedFor) -> QuerySet[Decision]:
    found = Decision.objects.all()
    if looked_for.stage:
        found = found.filter(stage=looked_for.stage)
    if looked_for.directorate:
        found = found.filter(directorate=looked_for.directorate)
    for word in looked_for.text.split():
        has = Q(title__icontains=word) | Q(summary__icontains=word) | Q(owner_post__icontains=word)
        if word[:1] in "Dd" and word[1:].isdecimal():
            has |= Q(pk=int(word[1:9]))
        found = found.filter(has)
    return found


def _line(decision: Decision, on: date) -> ListedDecision:
    parties = list(decision.parties.all())
    answers = [answer for one in parties for answer in one.answers.all()]
    return ListedDecision(decision, standing_of(parties, answers, on))


def _is_looked_for(one: ListedDecision, looked_for: LookedFor) -> bool:
    held = one.decision
    return (
        (not looked_for.patch or looked_for.patch in held.patches)
        and (not looked_for.service or looked_for.service in held.services)
        and (not looked_for.party or one.awaits(looked_for.party))
        and (not looked_for.is_overdue or one.is_overdue)
    )
