"""Reads what a council keeps from outside, as somebody would who checks that nothing is missing.

`python records.py KIND ...` runs one of the functions at the end in a process with Django set up.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg
from serving import run_beside

from joinedup.folder import read_council
from joinedup.store import Store


def ask(folder: Path, kind: str, more: dict[str, str] | None = None, **asked_for: Any) -> int:
    """Ask for long work as the analyst does, and return its number."""
    return int(run_beside(folder, __file__, "ask", kind, json.dumps(asked_for), more=more))


def job(folder: Path, number: int, more: dict[str, str] | None = None) -> dict[str, Any]:
    """Return how a piece of long work stands: `state`, `says`, `attempts`."""
    found = _rows(folder, more, f"SELECT state, says, attempts FROM jobs_job WHERE id = {number:d}")
    return dict(zip(("state", "says", "attempts"), found[0], strict=True))


def _rows(folder: Path, more: dict[str, str] | None, asked: str) -> list[tuple[Any, ...]]:
    """Ask the database itself, which is quicker than starting Django."""
    address = (more or {}).get("JOINEDUP_DATABASE_URL")
    if address:
        with psycopg.connect(address) as kept:
            return kept.execute(asked).fetchall()  # type: ignore[call-overload, no-any-return]
    with closing(sqlite3.connect(f"file:{folder / 'council.sqlite3'}?mode=ro", uri=True)) as found:
        return list(found.execute(asked))


def audit(folder: Path, more: dict[str, str] | None = None) -> tuple[list[tuple[str, str]], list[str]]:
    """Return who did what in the order of the audit, and what is wrong with it."""
    found = json.loads(run_beside(folder, __file__, "audit", more=more))
    return [(who, what) for who, what in found["entries"]], list(found["faults"])


def chain(folder: Path) -> list[tuple[str, str]]:
    """Return who did what by the audit in SQLite, each entry checked to follow the one before it.

    It is quicker than `audit`, which checks the words of each entry too.
    """
    asked = "SELECT number, actor, action, before, digest FROM access_auditentry ORDER BY 1"
    entries = _rows(folder, None, asked)
    assert [one[0] for one in entries] == list(range(1, len(entries) + 1))
    assert all(after[3] == before[4] for before, after in pairwise(entries))
    return [(one[1], one[2]) for one in entries]


@dataclass(frozen=True)
class HeldDecision:
    """A decision as it is kept in SQLite: its title, how many options it has, and lines of its timeline."""

    title: str
    options: int
    told: int


def decisions(folder: Path) -> list[HeldDecision]:
    """Return every decision that is kept in SQLite."""
    asked = (
        "SELECT title, (SELECT count(*) FROM register_option WHERE decision_id = d.id), "
        "(SELECT count(*) FROM register_event WHERE decision_id = d.id) FROM register_decision d"
    )
    return [HeldDecision(*one) for one in _rows(folder, None, asked)]


def rows_of_store(folder: Path) -> int:
    """Return how many rows the store holds, having read every one of them."""
    store = Store(read_council(folder).workings)
    return sum(len(store.read(table)) for table in store.tables())


def _ask(kind: str, asked_for: str) -> object:
    from ready_county import address_of

    from joinedup.access.models import Account
    from joinedup.web.jobs.asking import ask_for
    from joinedup.web.sections import JOB_KINDS

    known = next(one for one in JOB_KINDS if one.name == kind)
    person = Account.objects.get(email=address_of("analyst"))
    return ask_for(known, person, **json.loads(asked_for)).pk


def _audit() -> object:
    from joinedup.access.audit import faults
    from joinedup.access.models import AuditEntry

    entries = [(one.actor, one.action) for one in AuditEntry.objects.order_by("number")]
    return {"entries": entries, "faults": [one.says for one in faults()]}


if __name__ == "__main__":
    import django

    django.setup()
    answer = {"ask": _ask, "audit": _audit}[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(answer))
