"""The audit: what was done, by whom and when, each entry sealed by the digest of the one before it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from joinedup.access.models import Account, AuditEntry

FIRST = "0" * 64
# Any number serves, as long as nothing else in the database asks for the same lock.
_POSTGRES_LOCK = 4_201_971


@dataclass(frozen=True)
class Fault:
    """One entry that is not as it was written.

    Args:
        number: number of the entry.
        says: what is wrong with it.
    """

    number: int
    says: str


def record(actor: Account | None, action: str, about: str = "", **detail: Any) -> AuditEntry:
    """Add an entry to the audit, in the transaction of what it records.

    Args:
        actor: who did it; None for the system itself.
        action: what was done, in a few words: `signed in`, `decision 4 tested`.
        about: what it was done to, as people refer to it; never a child.
        detail: anything else; numbers and words, nothing personal.
    """
    with transaction.atomic():
        _one_at_a_time()
        last = AuditEntry.objects.order_by("-number").first()
        entry = AuditEntry(
            number=last.number + 1 if last else 1,
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            actor=actor.email if actor else "",
            action=action,
            about=about,
            detail=json.dumps(detail, sort_keys=True, ensure_ascii=False, default=str),
            before=last.digest if last else FIRST,
        )
        entry.digest = sealed(entry)
        entry.save(force_insert=True)
    return entry


def sealed(entry: AuditEntry) -> str:
    """Return the digest of an entry: of everything it says and of the digest before it."""
    said = [entry.number, entry.at, entry.actor, entry.action, entry.about, entry.detail, entry.before]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def faults() -> list[Fault]:
    """Return what was changed, removed or put in after the fact; nothing where the audit is whole."""
    found: list[Fault] = []
    before, number = FIRST, 0
    for entry in AuditEntry.objects.order_by("number").iterator():
        if entry.number != number + 1:
            found.append(Fault(entry.number, f"entries {number + 1} to {entry.number - 1} are missing"))
        if entry.before != before:
            found.append(Fault(entry.number, "it does not follow the entry before it"))
        if entry.digest != sealed(entry):
            found.append(Fault(entry.number, "its words are not those that were written"))
        before, number = entry.digest, entry.number
    return found


def _one_at_a_time() -> None:
    """Hold off every other writer until this transaction ends, or two entries could follow the same one.

    SQLite has one writer anyway: its transactions begin as writers (see the web settings).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_POSTGRES_LOCK])
