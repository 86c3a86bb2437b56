"""Asking for long work, and stopping it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from joinedup.access.audit import record
from joinedup.access.models import Account
from joinedup.web.jobs.models import Job, State
from joinedup.web.shell import JobKind


def ask_for(kind: JobKind, person: Account, title: str = "", **asked_for: Any) -> Job:
    """Put a piece of work in the queue, unless the same is waiting or running already.

    Args:
        kind: the kind of work.
        person: who asks for it.
        title: what it is called; the kind's own title where empty.
        asked_for: what it is asked for; numbers, words and lists of them.
    """
    with transaction.atomic():
        same = Job.objects.filter(
            kind=kind.name, asked_for=asked_for, state__in=[State.WAITING, State.RUNNING], is_to_stop=False
        ).first()
        if same is not None:
            return same
        job = Job.objects.create(
            kind=kind.name, title=title or kind.title, asked_for=asked_for, asked_by=person
        )
        record(person, "asked for long work", f"job {job.pk}", kind=kind.name)
    return job


def stop(job: Job, person: Account) -> None:
    """Ask that a piece of work be stopped; one that has not begun is stopped at once."""
    with transaction.atomic():
        now = {"state": State.STOPPED, "ended_at": timezone.now(), "says": "Stopped before it began."}
        if not Job.objects.filter(pk=job.pk, state=State.WAITING).update(**now):
            Job.objects.filter(pk=job.pk, state=State.RUNNING).update(is_to_stop=True)
        record(person, "stopped long work", f"job {job.pk}")
