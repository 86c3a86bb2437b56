"""Better sets of proposals: the targets files there are, what was found for each, and their limits."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from joinedup.access.audit import record
from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.errors import InputRefused, StoreRefused
from joinedup.folder import Council
from joinedup.web.plan._above import TEMPLATE, Again, above_run
from joinedup.web.plan._answers import BETTER
from joinedup.web.plan._jobs import BETTER_JOB
from joinedup.web.plan._kept import KeptAnswer, kept_answer, kept_answers
from joinedup.web.plan._limits_form import LimitsForm
from joinedup.web.plan._money import asked, crumbs, shown_or_missing
from joinedup.web.plan._sets import Line
from joinedup.web.plan._targets import TargetsFile, targets_file, targets_files
from joinedup.web.shell import council, moment, show, show_page


@dataclass(frozen=True)
class ShownTargets:
    """A targets file in the list of them.

    Args:
        file: the file.
        made: when better sets were last found for it; "" where never.
    """

    file: TargetsFile
    made: str


def better_sets(request: HttpRequest) -> HttpResponse:
    """List the targets files, with what was found for each."""
    here, person = council(), request.user
    listed = [ShownTargets(one, _made(here, one.name)) for one in targets_files(here)]
    context = {
        "targets": listed,
        "kept": better_sets_kept(here),
        "may_run": isinstance(person, Account) and person.may(BETTER_JOB.needs),
        "crumbs": crumbs(),
    }
    return show(request, "plan/better_sets_list.html", context)


def better_set(request: HttpRequest, name: str) -> HttpResponse:
    """Show the better sets that were found for a targets file."""
    here = council()
    file = _or_404(here, name)

    def shown(answer: KeptAnswer) -> HttpResponse:
        page = BETTER.page_of(here, answer)
        above = above_run(request, here, answer, page.manifest, BETTER_JOB, again, links)
        if file.content and file.content != BETTER.read(here, answer).targets.content:
            above = above.changed_too(f"The targets file {name}.yaml has changed.")
        return show_page(request, page, {"above": TEMPLATE, "state": above, "crumbs": way})

    again = Again("Find better sets", reverse("better_set_make", args=(name,)))
    links = [("Limits of this file", reverse("targets_limits", args=(name,)))]
    way = crumbs(("Better sets", reverse("better_sets")))
    title = f"Better sets: {file.title}"
    found = kept_answer(here, f"{BETTER.name}-{name}")
    return shown_or_missing(request, found, shown, title, BETTER_JOB, again, links)


@require_POST
def better_set_make(request: HttpRequest, name: str) -> HttpResponse:
    """Ask for better sets to be found within the limits of a targets file."""
    file = _or_404(council(), name)
    if file.problem:
        raise InputRefused(file.problem, "Correct the targets file first.")
    return asked(request, BETTER_JOB, f"{BETTER_JOB.title}: {file.title}", targets=name)


def targets_limits(request: HttpRequest, name: str) -> HttpResponse:
    """Show the limits of a targets file on a form, and write the file when they are changed."""
    here, person = council(), request.user
    file = _or_404(here, name)
    assert isinstance(person, Account)
    if file.problem:
        raise InputRefused(
            file.problem, "Correct the file in targets/ first; the form changes its limits alone."
        )
    form = LimitsForm(request.POST if request.method == "POST" else None, here, file)
    may_change = person.may(Needs.RUN_PLAN)
    if request.method == "POST" and not may_change:
        raise PermissionDenied(Needs.RUN_PLAN)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            record(person, "changed the limits of a targets file", f"targets/{file.path.name}")
            form.write()
        return redirect("better_set", name)
    way = crumbs(("Better sets", reverse("better_sets")), (file.title, reverse("better_set", args=(name,))))
    context = {"form": form, "file": file, "may_change": may_change, "crumbs": way}
    return show(request, "plan/limits.html", context)


def better_sets_kept(here: Council) -> list[Line]:
    """Return what was found, the latest first."""
    found = []
    for answer in kept_answers(here, BETTER.name):
        name = answer.name.removeprefix(f"{BETTER.name}-")
        if targets_file(here, name) is None:
            continue
        try:
            page = BETTER.page_of(here, answer)
        except StoreRefused:
            continue
        found.append(Line(page.title, page.lead, moment(answer.made_at), reverse("better_set", args=(name,))))
    return found


def _made(here: Council, name: str) -> str:
    answer = kept_answer(here, f"{BETTER.name}-{name}")
    return moment(answer.made_at) if answer else ""


def _or_404(here: Council, name: str) -> TargetsFile:
    file = targets_file(here, name)
    if file is None:
        raise Http404
    return file
