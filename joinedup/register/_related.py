"""Decisions that touch the same service, measure or planning area, and who has yet to see it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from joinedup.access.audit import record
from joinedup.access.models import Account
from joinedup.register._testing import touches_of
from joinedup.register._touches import Shared, Touches, shared_with
from joinedup.register.models import Decision, Findings, OptionKind, SeenRelated, Stage

# What was rejected or withdrawn touches nothing any longer.
_OVER = (Stage.REJECTED, Stage.WITHDRAWN)


@dataclass(frozen=True)
class Related:
    """Another decision that touches the same things.

    Args:
        decision: the other decision.
        shared: what both touch.
        is_seen: whether the owner of this one has said that they have seen it.
    """

    decision: Decision
    shared: Shared
    is_seen: bool


def touches_of_decisions() -> dict[int, Touches]:
    """Return what each decision that is not over touches, by its number.

    Before a test that is what its proposals change themselves; after one, what they move as well.
    """
    found = {
        one.pk: Touches(tuple(one.services), tuple(one.measures), tuple(one.patches))
        for one in Decision.objects.exclude(stage__in=_OVER)
    }
    held = Findings.objects.filter(
        test__option__kind=OptionKind.PROPOSED, test__option__decision__in=found
    ).order_by("pk")
    for findings in held.select_related("test__option").defer("test__content", "says", "written"):
        found[findings.test.option.decision_id] = touches_of(findings)
    return found


def related_to(decision: Decision) -> list[Related]:
    """Return the decisions that touch what this one touches, newest first."""
    touched = touches_of_decisions()
    own = touched.pop(decision.pk, None)
    if own is None:
        return []
    shared = {one.with_: one for one in shared_with(own, touched)}
    seen = set(SeenRelated.objects.filter(decision=decision).values_list("other_id", flat=True))
    return [Related(one, shared[one.pk], one.pk in seen) for one in Decision.objects.filter(pk__in=shared)]


def unseen_pairs() -> list[tuple[int, int]]:
    """Return pairs of decisions that touch the same, where the owner of the first has not seen the second."""
    touched = touches_of_decisions()
    seen = set(SeenRelated.objects.values_list("decision_id", "other_id"))
    pairs = []
    for number, own in touched.items():
        others = {other: held for other, held in touched.items() if other != number}
        pairs += [(number, one.with_) for one in shared_with(own, others) if (number, one.with_) not in seen]
    return pairs


def mark_seen(decision: Decision, other: Decision, who: Account) -> None:
    """Write down that the owner of a decision has seen that another touches the same things."""
    with transaction.atomic():
        _, is_new = SeenRelated.objects.get_or_create(decision=decision, other=other, defaults={"by": who})
        if is_new:
            record(who, "saw a related decision", decision.reference, other=other.reference)
