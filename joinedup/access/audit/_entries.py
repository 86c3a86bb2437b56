"""Writing to the audit."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from joinedup.access.audit._anchors import anchor
from joinedup.access.models import Account, AuditEntry

FIRST = "0" * 64
_LONGEST_ACTION, _LONGEST_ABOUT = 80, 200
# Any number serves, as long as nothing else in the database asks for the same lock.
_POSTGRES_LOCK = 4_201_971


def record(actor: Account | None, action: str, about: str = "", **detail: Any) -> AuditEntry:
    """Add an entry to the audit, in the transaction of what it records.

    Args:
        actor: who did it; None for the system itself.
        action: what was done, in a few words: `signed in`, `decision tested`.
        about: what it was done to, as people refer to it; never a child.
        detail: anything else; numbers and words, nothing personal: whom it concerns is `account`, its number.
    """
    with transaction.atomic():
        _one_at_a_time()
        last = AuditEntry.objects.order_by("-number").values_list("number", "digest").first()
        entry = AuditEntry(
            number=last[0] + 1 if last else 1,
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            actor=actor.email if actor else "",
            action=_storable(action, _LONGEST_ACTION),
            about=_storable(about, _LONGEST_ABOUT),
            detail=_storable(json.dumps(detail, sort_keys=True, ensure_ascii=False, default=str)),
            before=last[1] if last else FIRST,
        )
        entry.digest = sealed(entry)
        entry.save(force_insert=True)
        if settings.COUNCIL_FOLDER:
            kept = partial(anchor, Path(settings.COUNCIL_FOLDER), entry.number, entry.digest)
            # What was done is done, even where its anchor cannot be written; the entry says so when checked.
            transaction.on_commit(kept, robust=True)
    return entry


def sealed(entry: AuditEntry) -> str:
    """Return the digest of an entry: of everything it says and of the digest before it."""
    return digest_of(
        entry.number, entry.at, entry.actor, entry.action, entry.about, entry.detail, entry.before
    )


def digest_of(*said: int | str) -> str:
    """Return the digest of what an entry says, part by part, so that no two entries say the same."""
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def _storable(words: str, longest: int | None = None) -> str:
    """Return words as every database can hold them."""
    kept = words.encode("utf-8", "replace").decode().replace("\x00", "")
    return kept if longest is None or len(kept) <= longest else kept[: longest - 1] + "…"


def _one_at_a_time() -> None:
    """Hold off every other writer until this transaction ends, or two entries could follow the same one.

    SQLite has one writer anyway: its transactions begin as writers (see the web settings).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_POSTGRES_LOCK])
