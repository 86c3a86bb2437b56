"""The pages of long work: how far it is, what came of it, and stopping it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.web.jobs.asking import stop
from joinedup.web.jobs.models import Job
from joinedup.web.shell import JobKind, Route, Section, show

_SHOWN = 50
_READS = {one for one in Needs if one.value.startswith("see ") or one is Needs.SIGNED_IN}


def jobs_section(kinds: tuple[JobKind, ...]) -> Section:
    """Return the section of long work.

    Args:
        kinds: every kind of work that other sections ask for.
    """
    needs = {one.name: one.needs for one in kinds}

    def may_see(person: object, job: Job) -> bool:
        if not isinstance(person, Account) or job.kind not in needs or not person.may(needs[job.kind]):
            return False
        # Work that whoever reads may ask for is theirs who asked: its title says more than others may read.
        return job.asked_by_id == person.pk or needs[job.kind] not in _READS

    def found(request: HttpRequest, number: int) -> Job:
        job = get_object_or_404(Job.objects.select_related("asked_by"), pk=number)
        if not may_see(request.user, job):
            raise PermissionDenied
        return job

    def listed(request: HttpRequest) -> HttpResponse:
        seen = [job for job in Job.objects.select_related("asked_by")[:_SHOWN] if may_see(request.user, job)]
        return show(request, "jobs/jobs.html", {"jobs": seen})

    def one(request: HttpRequest, number: int) -> HttpResponse:
        job = found(request, number)
        part = bool(getattr(request, "htmx", False))
        page = "jobs/part.html" if part else "jobs/job.html"
        return show(request, page, {"job": job})

    @require_POST
    def stopped(request: HttpRequest, number: int) -> HttpResponse:
        job = found(request, number)
        assert isinstance(request.user, Account)
        stop(job, request.user)
        return redirect("job", number)

    routes = (
        Route("", listed, "jobs", Needs.SIGNED_IN),
        Route("<int:number>/", one, "job", Needs.SIGNED_IN),
        Route("<int:number>/stop/", stopped, "job_stop", Needs.SIGNED_IN),
    )
    return Section("Work under way", "under-way/", routes, Needs.SIGNED_IN, is_in_navigation=False)
