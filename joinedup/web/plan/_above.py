"""What stands above an answer: when it was made, what has changed since, its files, and making it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse

from joinedup.access.models import Account
from joinedup.council import RunManifest
from joinedup.folder import Council
from joinedup.store import Store
from joinedup.web.plan._kept import KeptAnswer, changes_since
from joinedup.web.shell import JobKind, moment

TEMPLATE = "plan/above.html"


@dataclass(frozen=True)
class Again:
    """Asking for the work that makes an answer.

    Args:
        says: what the button says.
        address: where it is asked for.
        fields: what is asked for with it, by name.
    """

    says: str
    address: str
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Above:
    """What stands above an answer.

    Args:
        made: when it was made and from what, in a sentence.
        changes: what has changed since, in sentences.
        files: the files it can be downloaded as, by what they are called.
        links: other pages about the same.
        again: making it again; None where the person may not.
    """

    made: str
    changes: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    again: Again | None

    def changed_too(self, says: str) -> Above:
        """Return the same with one more change."""
        return replace(self, changes=(*self.changes, says))


def above_run(
    request: HttpRequest,
    here: Council,
    answer: KeptAnswer,
    manifest: RunManifest,
    job: JobKind,
    again: Again,
    links: Sequence[tuple[str, str]] = (),
    is_of_all: bool = False,
) -> Above:
    """Return what stands above an answer that comes from a run of the model.

    Args:
        request: who asks.
        here: the council.
        answer: the answer.
        manifest: its run.
        job: the work that makes it.
        again: how it is asked for.
        links: other pages about the same, by what they are called.
        is_of_all: whether it is meant to hold every proposal there is.
    """
    made_at = datetime.fromisoformat(manifest.made_at)
    changes = changes_since(here, manifest.load, manifest.proposals, manifest.code, made_at, is_of_all)
    made = f"Made on {moment(made_at)} from load {manifest.load}, run {manifest.run}."
    return Above(made, tuple(changes), files_of(answer), tuple(links), allowed(request, job, again))


def above_year(
    request: HttpRequest,
    here: Council,
    answer: KeptAnswer,
    job: JobKind,
    again: Again,
    links: Sequence[tuple[str, str]] = (),
) -> Above:
    """Return what stands above the year so far, which is worked out from the ledger and not by the model."""
    last = Store(here.workings).manifest().made_at
    changes = (
        (f"Data were loaded after it was made, on {moment(datetime.fromisoformat(last))}.",)
        if last and datetime.fromisoformat(last) > answer.made_at
        else ()
    )
    made = f"Made on {moment(answer.made_at)}."
    return Above(made, changes, files_of(answer), tuple(links), allowed(request, job, again))


def files_of(answer: KeptAnswer) -> tuple[tuple[str, str], ...]:
    """Return the files of an answer: what each is called, and where it is."""
    kind = answer.name.partition("-")[0]
    return (
        ("Workbook with formulas (XLSX)", reverse("plan_file", args=(kind, answer.mark, "xlsx"))),
        ("Every number (JSON)", reverse("plan_file", args=(kind, answer.mark, "json"))),
    )


def allowed(request: HttpRequest, job: JobKind, again: Again) -> Again | None:
    """Return how work is asked for, where the person may; None where not."""
    person = request.user
    return again if isinstance(person, Account) and person.may(job.needs) else None
