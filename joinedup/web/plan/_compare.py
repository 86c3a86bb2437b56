"""Alternatives side by side: those that were tried before, or run together on the same futures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from joinedup.access.models import Account
from joinedup.council import Ripple
from joinedup.errors import StoreRefused
from joinedup.folder import Council
from joinedup.reports.compare import ComparePage, Tried, compare_page
from joinedup.store import kept_result, result_name
from joinedup.web.components import Form
from joinedup.web.kept_pages import page_of
from joinedup.web.plan._above import Again
from joinedup.web.plan._choosing import ChooseProposals
from joinedup.web.plan._jobs import COMPARE_JOB
from joinedup.web.plan._kept import KeptAnswer, kept_answers, proposals_now
from joinedup.web.plan._money import asked, crumbs
from joinedup.web.shell import council, moment, show, show_page

_RIPPLE = "ripple"
_FEWEST = 2
_MOST = 6
# Ripples are the largest results; what is offered is what was tried last.
_OFFERED = 20


class CompareForm(Form):
    """Which alternatives to set side by side."""

    set = forms.MultipleChoiceField(
        label="Alternatives tried before",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose two or more alternatives"},
    )

    def __init__(self, asked_for: Any, offered: list[tuple[str, str, str]]) -> None:
        super().__init__(asked_for)
        choices = self.fields["set"]
        assert isinstance(choices, forms.ChoiceField)
        choices.choices = [(mark, title) for mark, title, _ in offered]
        choices.hints = {mark: made for mark, _, made in offered}  # type: ignore[attr-defined]

    def clean_set(self) -> list[str]:
        """Return the marks of what was chosen.

        Raises:
            ValidationError: fewer than two, or more than fit on a page.
        """
        chosen: list[str] = self.cleaned_data["set"]
        if not _FEWEST <= len(chosen) <= _MOST:
            raise forms.ValidationError(f"Choose from {_FEWEST} to {_MOST} alternatives")
        return chosen


def compare(request: HttpRequest) -> HttpResponse:
    """Choose alternatives to set side by side: those tried before, or one proposal against each other."""
    here, person = council(), request.user
    may_run = isinstance(person, Account) and person.may(COMPARE_JOB.needs)
    if request.method == "POST" and not may_run:
        raise PermissionDenied(COMPARE_JOB.needs)
    form = CompareForm(None, _offered(here))
    run = ChooseProposals(
        request.POST if request.method == "POST" else None, here, proposals_now(here), _FEWEST
    )
    if request.method == "POST" and run.is_valid():
        title = f"{COMPARE_JOB.title}: {len(run.chosen)} proposals"
        return asked(request, COMPARE_JOB, title, alternatives=[[one] for one in run.chosen])
    context = {"form": form, "run": run, "may_run": may_run, "crumbs": crumbs()}
    return show(request, "plan/compare.html", context)


def compared(request: HttpRequest) -> HttpResponse:
    """Show the alternatives that were chosen side by side, where they were run on the same futures."""
    here = council()
    form = CompareForm(request.GET, _offered(here))
    if not form.is_valid():
        run = ChooseProposals(None, here, proposals_now(here))
        context = {"form": form, "run": run, "may_run": False, "crumbs": crumbs()}
        return show(request, "plan/compare.html", context)
    marks = form.cleaned_data["set"]
    answers = [one for one in kept_answers(here, _RIPPLE) if one.mark in marks]
    ripples = [(one, _read(here, one)) for one in answers]
    if len({_futures(ripple) for _, ripple in ripples}) > 1:
        return _not_alike(request, [ripple for _, ripple in ripples])
    tried = [Tried(_title(ripple), ripple) for _, ripple in ripples]
    name = result_name("compare", marks)
    paths = [one.path for one in answers]
    page = page_of(here, ComparePage, name, lambda: compare_page(here, tried), *paths)
    way = crumbs(("Side by side", reverse("compare")))
    return show_page(request, page, {"crumbs": way})


def _not_alike(request: HttpRequest, ripples: list[Ripple]) -> HttpResponse:
    """Say that runs cannot be set side by side, and offer to run them together."""
    sets = [[one.id for one in ripple.proposals] for ripple in ripples]
    person = request.user
    may_run = isinstance(person, Account) and person.may(COMPARE_JOB.needs)
    names = tuple(("alternative", "+".join(some)) for some in sets)
    again = Again("Run them together", reverse("compare_again"), names) if may_run else None
    context = {"titles": [_title(one) for one in ripples], "again": again, "crumbs": crumbs()}
    return show(request, "plan/not_alike.html", context)


@require_POST
def compare_again(request: HttpRequest) -> HttpResponse:
    """Ask for alternatives to be run together, so that they can be set side by side."""
    now = {one.proposal.id: one.name for one in proposals_now(council()) if one.proposal}
    sets = [one.split("+") for one in request.POST.getlist("alternative")]
    if not _FEWEST <= len(sets) <= _MOST or not all(one in now for some in sets for one in some):
        return show(request, "plan/not_alike.html", {"titles": [], "again": None, "crumbs": crumbs()})
    alternatives = [[now[one] for one in some] for some in sets]
    title = f"{COMPARE_JOB.title}: {len(sets)} alternatives"
    return asked(request, COMPARE_JOB, title, alternatives=alternatives)


def _read(here: Council, answer: KeptAnswer) -> Ripple:
    found = kept_result(here.workings, answer.name, Ripple)
    if found is None:
        raise StoreRefused("One of the alternatives is gone.", "Choose again.")
    return found


def _futures(ripple: Ripple) -> tuple[object, ...]:
    """Return what must be the same for two runs to have been made on the same futures."""
    run = ripple.manifest
    return (run.data, run.parameters, run.model, run.code, run.seed, run.draws, run.starts, run.years)


def _title(ripple: Ripple) -> str:
    return " + ".join(one.title for one in ripple.proposals)


def _offered(here: Council) -> list[tuple[str, str, str]]:
    """Return the mark, the proposals and the time of what was tried before, the latest first."""
    titles = {one.proposal.id: one.proposal.title for one in proposals_now(here) if one.proposal}
    return [
        (one.mark, _named(one.name, titles), f"Tried on {moment(one.made_at)}.")
        for one in kept_answers(here, _RIPPLE)[:_OFFERED]
    ]


def _named(name: str, titles: dict[str, str]) -> str:
    """Return the titles of the proposals in the name that a result is kept as."""
    ids = name.removeprefix(f"{_RIPPLE}-").split("+")
    known = [titles[one] for one in ids if one in titles]
    # The name of a very long set ends in a mark.
    return " + ".join(known) + ("" if len(known) == len(ids) else " and others")
