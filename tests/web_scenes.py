"""Scenes in which the whole application is walked through: who is there, and what has happened before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.db import OperationalError
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject
from web_client import person
from web_sweep import Met, kept, walk

from joinedup.access.models import Account
from joinedup.access.roles import Role
from joinedup.errors import JoinedUpError
from joinedup.web import failures
from joinedup.web.jobs.models import Job, State
from joinedup.web.sections import JOB_KINDS

# Scenes of a council that has only its files: nothing is loaded and nothing was run.
ALONE = {"nobody", "nothing loaded"}


def people() -> dict[str, Account]:
    """Make somebody in each role."""
    places = {
        Role.HEAD_OF_SERVICE: {"directorate": "children"},
        Role.DIRECTOR: {"directorate": "children"},
        Role.PATCH_LEAD: {"patch": "north"},
        Role.PARTNER: {"organisation": "icb"},
    }
    return {role.value: person(role, **places.get(role, {})) for role in Role}


def everybody_walks(only: frozenset[Role] = frozenset(Role)) -> list[Met]:
    """Let people walk through all they are offered; those who are offered most look twice."""
    twice = {Role.ANALYST, Role.CHIEF_EXECUTIVE, Role.MONITORING_OFFICER}
    return [
        met
        for who, account in people().items()
        if who in only
        for met in walk(who, account, most=2 if who in twice else 1)
    ]


def _nobody(folder: Path) -> list[Met]:
    """Nobody has signed in; and the pages that say what failed."""
    return [*walk("nobody", None, ["/", "/account/sign-in/"]), *_failures()]


def _failures() -> list[Met]:
    request, lost = RequestFactory().get("/nothing/"), RequestFactory().get("/nothing/")
    lost.user = SimpleLazyObject(_no_database)  # type: ignore[assignment]
    answers = (
        *(failures.bad_request(request), failures.not_allowed(request), failures.not_found(request)),
        *(failures.form_expired(request), failures.locked_out(request)),
        failures.refused(request, JoinedUpError("The file is empty.", "Send one with rows.")),
        *(failures.broken(request), failures.unavailable(request), failures.unavailable(lost)),
    )
    return [kept("failures", "/nothing/", "opened", one) for one in answers]


def _no_database() -> Account:
    raise OperationalError("the connection is closed")


def _nothing_loaded(folder: Path) -> list[Met]:
    return everybody_walks(frozenset({Role.ANALYST, Role.FINANCE, Role.HEAD_OF_SERVICE}))


def _everything_run(folder: Path) -> list[Met]:
    return everybody_walks()


def _work_under_way(folder: Path) -> list[Met]:
    """Long work in every state, seen by an analyst and by somebody who may not see it."""
    analyst = person(Role.ANALYST)
    for state in State:
        for kind in JOB_KINDS:
            Job.objects.create(
                kind=kind.name,
                title=kind.title,
                asked_by=analyst,
                state=state,
                share=0.4,
                doing="reading files",
                says="What came of it.",
                address="/",
            )
    numbers = [f"/under-way/{one.pk}/" for one in Job.objects.all()]
    return walk("analyst", analyst, ["/under-way/", *numbers])


SCENES: dict[str, Callable[[Path], list[Met]]] = {
    "nobody": _nobody,
    "nothing loaded": _nothing_loaded,
    "everything run": _everything_run,
    "work under way": _work_under_way,
}
