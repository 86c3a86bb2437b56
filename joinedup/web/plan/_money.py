"""The medium-term plan, its section 25 pack, and the files of every answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from joinedup.access.models import Account
from joinedup.errors import StoreRefused
from joinedup.web.jobs.asking import ask_for
from joinedup.web.plan._above import TEMPLATE, Again, above_run, allowed
from joinedup.web.plan._answers import BETTER, OUTTURN, PLAN, SET, AnswerKind, pack_of
from joinedup.web.plan._explanations import explanation_module
from joinedup.web.plan._jobs import PLAN_JOB
from joinedup.web.plan._kept import KeptAnswer, kept_answer
from joinedup.web.shell import JobKind, council, show, show_page

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
_KINDS: dict[str, AnswerKind[Any, Any]] = {one.name: one for one in (PLAN, OUTTURN, SET, BETTER)}
_WITHOUT = "plan-without"


def medium_term(request: HttpRequest) -> HttpResponse:
    """Show the medium-term plan with every proposal."""
    return _plan(request, PLAN.name)


def medium_term_without(request: HttpRequest) -> HttpResponse:
    """Show the medium-term plan without any proposal."""
    return _plan(request, _WITHOUT)


def section_25(request: HttpRequest) -> HttpResponse:
    """Show the evidence for the section 25 report, from the plan with every proposal."""
    here, answer = council(), kept_answer(council(), PLAN.name)
    links = [("The medium-term plan", reverse("medium_term"))]

    def shown(found: KeptAnswer) -> HttpResponse:
        page = pack_of(here, found)
        above = above_run(request, here, found, page.manifest, PLAN_JOB, _again(PLAN.name), links, True)
        return show_page(request, page, {"above": TEMPLATE, "state": above, "crumbs": crumbs()})

    return shown_or_missing(
        request, answer, shown, "Evidence for the section 25 report", PLAN_JOB, _again(PLAN.name)
    )


def _plan(request: HttpRequest, name: str) -> HttpResponse:
    here, is_without = council(), name == _WITHOUT
    other = (
        ("The plan with every proposal", reverse("medium_term"))
        if is_without
        else ("The plan without any proposal", reverse("medium_term_without"))
    )
    links = [other] if is_without else [("Section 25 pack", reverse("section_25")), other]

    def shown(found: KeptAnswer) -> HttpResponse:
        page = PLAN.page_of(here, found)
        above = above_run(
            request, here, found, page.manifest, PLAN_JOB, _again(name), links, is_of_all=not is_without
        )
        return show_page(request, page, {"above": TEMPLATE, "state": above, "crumbs": crumbs()})

    title = "Medium-term plan without any proposal" if is_without else "Medium-term plan"
    return shown_or_missing(request, kept_answer(here, name), shown, title, PLAN_JOB, _again(name), links)


def _again(name: str) -> Again:
    fields = (("without", "yes"),) if name == _WITHOUT else ()
    return Again("Make the plan", reverse("plan_make"), fields)


@require_POST
def plan_make(request: HttpRequest) -> HttpResponse:
    """Ask for the medium-term plan to be made."""
    is_without = request.POST.get("without") == "yes"
    title = "Make the medium-term plan" + (" without any proposal" if is_without else "")
    return asked(request, PLAN_JOB, title, is_without=is_without)


def plan_file(request: HttpRequest, kind: str, mark: str, form: str) -> HttpResponse:
    """Answer with a file of an answer: a workbook or JSON, as the command line writes it."""
    here = council()
    if form not in TYPES:
        raise Http404
    held = explanation_module().EXPLAINED if kind == "explain" else _KINDS.get(kind)
    answer = held.marked(here, mark) if held else None
    if held is None or answer is None:
        raise Http404
    response = HttpResponse(held.file_of(here, answer, form), content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{held.file}.{form}"'
    return response


def asked(request: HttpRequest, job: JobKind, title: str, **asked_for: Any) -> HttpResponse:
    """Put work in the queue and lead to where it can be watched."""
    person = request.user
    assert isinstance(person, Account)
    return redirect("job", ask_for(job, person, title, **asked_for).pk)


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way to a page of this section: what each step is called, and where it is."""
    return [("Plan", reverse("plan")), *more]


def shown_or_missing(
    request: HttpRequest,
    answer: KeptAnswer | None,
    shown: Callable[[KeptAnswer], HttpResponse],
    title: str,
    job: JobKind,
    again: Again,
    links: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    """Answer with an answer that is kept, or say that there is none and how it is made.

    Args:
        request: who asks.
        answer: the answer; None where none is kept.
        shown: shows it.
        title: what the page is called where there is none.
        job: the work that makes it.
        again: how it is asked for.
        links: other pages about the same.
    """
    problem = ""
    if answer is not None:
        try:
            return shown(answer)
        except StoreRefused as refusal:
            problem = f"{refusal.what} {refusal.todo}"
    return show(
        request,
        "plan/missing.html",
        {
            "title": title,
            "problem": problem,
            "again": allowed(request, job, again),
            "links": links or [],
            "crumbs": crumbs(),
        },
    )


__all__ = [
    "TYPES",
    "asked",
    "crumbs",
    "medium_term",
    "medium_term_without",
    "plan_file",
    "plan_make",
    "section_25",
    "shown_or_missing",
]
