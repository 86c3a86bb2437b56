"""Finding what was changed in the audit, removed from it, put into it, moved, or cut off its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from joinedup.access.audit._anchors import ANCHORS, Anchors, read_anchors
from joinedup.access.audit._entries import FIRST, digest_of
from joinedup.access.models import AuditEntry

_SAID = ("number", "at", "actor", "action", "about", "detail", "before", "digest")
_AT_ONCE = 2_000
# What keeps the table from being changed (migration 0002), and where each database lists it.
_LOCKS = {
    "sqlite": {"audit_refuses_update", "audit_refuses_delete", "audit_refuses_replace"},
    "postgresql": {"audit_refuses_update", "audit_refuses_delete"},
}
_LISTS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


@dataclass(frozen=True)
class Fault:
    """Something in the audit that is not as it was written.

    Args:
        number: number of the entry; 0 where it is none in particular.
        says: what is wrong with it.
    """

    number: int
    says: str


@dataclass(frozen=True)
class Verdict:
    """What a check of the whole audit found.

    Args:
        entries: entries that were read.
        last: digest of the last one; what to write down elsewhere.
        faults: what is not as it was written; nothing where the audit is whole.
        unanchored: numbers of entries without a line in `audit_anchors.txt`.
    """

    entries: int
    last: str
    faults: tuple[Fault, ...]
    unanchored: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def faults() -> list[Fault]:
    """Return what is wrong with the entries in themselves, without looking at the anchors."""
    found: list[Fault] = []
    for _ in _walked(found):
        pass
    return found


def verify(folder: Path) -> Verdict:
    """Check the whole audit: entry by entry, against its anchors, and that the database refuses changes.

    Args:
        folder: the council's folder, where the anchors are.
    """
    found: list[Fault] = []
    anchors = read_anchors(folder)
    digests = anchors.digests if anchors else {}
    entries, last, unanchored = 0, FIRST, []
    for number, digest in _walked(found):
        entries, last = entries + 1, digest
        if number not in digests:
            unanchored.append(number)
        elif digests[number] != digest:
            found.append(Fault(number, f"it is not the entry that {ANCHORS} holds"))
        digests.pop(number, None)
    found += _of_anchors(anchors, digests, entries)
    found += [
        Fault(0, f"the database may change entries: its trigger {name} is gone") for name in _missing_locks()
    ]
    return Verdict(entries, last, tuple(found), tuple(unanchored))


def _walked(found: list[Fault]) -> Iterator[tuple[int, str]]:
    """Yield number and digest of each entry, and add to `found` what is wrong with it."""
    before, number = FIRST, 0
    for said in AuditEntry.objects.order_by("number").values_list(*_SAID).iterator(_AT_ONCE):
        if said[0] != number + 1:
            found.append(Fault(said[0], _gap(number, said[0])))
        if said[-2] != before:
            found.append(Fault(said[0], "it does not follow the entry before it"))
        if said[-1] != digest_of(*said[:-1]):
            found.append(Fault(said[0], "its words are not those that were written"))
        before, number = said[-1], said[0]
        yield number, before


def _gap(before: int, number: int) -> str:
    if number < 1:
        return "no entry has such a number"
    missing = number - before - 1
    return f"{missing} {'entry' if missing == 1 else 'entries'} before it missing"


def _of_anchors(anchors: Anchors | None, without_entry: dict[int, str], entries: int) -> list[Fault]:
    if anchors is None:
        return [Fault(0, f"{ANCHORS} is gone from the council's folder")] if entries else []
    found = [Fault(0, f"line {at} of {ANCHORS} was changed") for at in anchors.unreadable]
    found += [Fault(number, f"{ANCHORS} holds it twice, and differently") for number in anchors.contradicted]
    found += [Fault(number, f"it is gone; {ANCHORS} still holds it") for number in sorted(without_entry)]
    return found


def _missing_locks() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_LISTS[connection.vendor])
        held = {name for (name,) in cursor.fetchall()}
    return sorted(_LOCKS[connection.vendor] - held)
