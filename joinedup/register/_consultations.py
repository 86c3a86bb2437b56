"""Consultations of the public and of the workforce, tracked apart, held against the Gunning principles.

The principles come from R v Brent London Borough Council, ex parte Gunning (1985) 84 LGR 168. Why they matter
here: KE v Bristol City Council [2018] EWHC 2103 (Admin), in which a council's decision to reduce its high
needs budget was quashed because nobody had been consulted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from joinedup.access.audit import record
from joinedup.access.models import Account
from joinedup.errors import InputRefused
from joinedup.register._proposing import require_open
from joinedup.register.models import Consultation, ConsultationKind, Decision

PRINCIPLES: tuple[tuple[str, str], ...] = (
    ("formative", "Asked while the proposal was still open to change"),
    ("reasons", "Enough reasons given for people to consider it and answer"),
    ("time", "Enough time given to consider and answer"),
    ("considered", "What people said was conscientiously taken into account before deciding"),
)


@dataclass(frozen=True)
class ConsultationStanding:
    """One consultation and where it is on a day.

    Args:
        consultation: the consultation.
        state: `ahead`, `open` or `over`.
        principles: each Gunning principle, and how it is met; "" where nobody has said so yet.
    """

    consultation: Consultation
    state: str
    principles: tuple[tuple[str, str], ...]

    @property
    def not_met(self) -> tuple[str, ...]:
        """The principles of which nobody has said how they are met."""
        return tuple(says for says, how in self.principles if not how)

    @property
    def lacks_outcome(self) -> bool:
        """Whether it is over and nobody has said what was heard or what changed because of it."""
        held = self.consultation
        return self.state == "over" and not (held.heard and held.changed)


def consultation_standing(one: Consultation, on: date) -> ConsultationStanding:
    """Return where a consultation is on a day."""
    state = "ahead" if on < one.begins else "over" if on > one.ends else "open"
    return ConsultationStanding(
        one, state, tuple((says, str(one.principles.get(key, "")).strip()) for key, says in PRINCIPLES)
    )


def consultations(decision: Decision, on: date) -> dict[str, list[ConsultationStanding]]:
    """Return a decision's consultations on a day, the public's and the workforce's apart."""
    found: dict[str, list[ConsultationStanding]] = {kind.value: [] for kind in ConsultationKind}
    for one in decision.consultations.all():
        found[one.kind].append(consultation_standing(one, on))
    return found


def begin_consultation(decision: Decision, who: Account, kind: str, held: dict[str, Any]) -> Consultation:
    """Write down a consultation of the public or of the workforce.

    Args:
        decision: the decision.
        who: who writes it down.
        kind: one of `ConsultationKind`.
        held: `what`, `whom`, `begins`, `ends` and `principles`.

    Raises:
        InputRefused: it ends before it begins, or the decision can no longer be changed.
    """
    require_open(decision)
    _require_in_order(held)
    with transaction.atomic():
        made = Consultation(decision=decision, kind=ConsultationKind(kind), made_by=who, **held)
        made.save()
        decision.tell(who, f"{made.get_kind_display()}: {made.what}"[:300])
        record(who, "wrote down a consultation", decision.reference, kind=kind)
    return made


def tell_consultation(consultation: Consultation, who: Account, held: dict[str, Any]) -> None:
    """Write down more about a consultation: what was heard, what changed, how the principles are met.

    Raises:
        InputRefused: it would end before it begins, or the decision can no longer be changed.
    """
    require_open(consultation.decision)
    _require_in_order(held)
    with transaction.atomic():
        for name, value in held.items():
            setattr(consultation, name, value)
        consultation.save()
        kind = consultation.get_kind_display()
        consultation.decision.tell(who, f"{kind}: {consultation.what}: brought up to date"[:300])
        record(who, "brought a consultation up to date", consultation.decision.reference)


def _require_in_order(held: dict[str, Any]) -> None:
    if held["ends"] < held["begins"]:
        raise InputRefused("A consultation ends after it begins.", "Correct one of the two days.")
