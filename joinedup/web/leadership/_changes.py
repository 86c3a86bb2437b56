"""Changes to files of leadership through a form: reasons for a departure, and steps of a roadmap."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from joinedup.access.audit import record
from joinedup.access.roles import Needs
from joinedup.access.rules import may_on
from joinedup.errors import JoinedUpError
from joinedup.leadership import (
    Contribution,
    Structure,
    add_contribution,
    mark_done,
    record_reasons,
    slug_of,
)
from joinedup.leadership.rules import Finding, findings_of
from joinedup.returns.leadership import GRADES
from joinedup.web.components import DateField, Form
from joinedup.web.leadership._held import directorate_id, sent, structure_now, today, version_of_table
from joinedup.web.leadership._places import InDirectorate
from joinedup.web.shell import council, person_of, show


class ReasonsForm(Form):
    """The council's reasons for departing from guidance."""

    reasons = forms.CharField(
        label="Reasons",
        help_text="What was weighed, how it is made safe, and when it is weighed again. It goes into "
        "leadership/departures.csv, which anybody who sees these pages can read.",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Give the reasons"},
    )
    recorded_by = forms.ChoiceField(
        label="Post that records them", error_messages={"required": "Choose a post"}
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, posts: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recorded_by"].choices = [("", "Choose a post"), *((one, one) for one in posts)]  # type: ignore[attr-defined]


class DoneForm(Form):
    """The day on which a step of a roadmap was done."""

    done = DateField(
        label="Day it was done",
        required=False,
        help_text="Leave empty to say that it is not done after all.",
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_done(self) -> Any:
        """Refuse a day that has not come."""
        done = self.cleaned_data["done"]
        if done is not None and done > today():
            raise forms.ValidationError("Day it was done must not lie in the future")
        return done


class ContributionForm(Form):
    """What a service contributes to a priority."""

    service = forms.CharField(
        label="Service", max_length=120, error_messages={"required": "Enter the service"}
    )
    directorate = forms.ChoiceField(label="Directorate", error_messages={"required": "Choose a directorate"})
    post = forms.ChoiceField(label="Post that answers for it", error_messages={"required": "Choose a post"})
    contributes = forms.CharField(
        label="What it contributes",
        max_length=300,
        error_messages={"required": "Say what the service contributes"},
    )
    evidence = forms.CharField(
        label="Evidence",
        max_length=300,
        help_text="Why it should work.",
        error_messages={"required": "Give the evidence, or say that there is none yet"},
    )
    grade = forms.ChoiceField(
        label="How strong the evidence is",
        choices=list(GRADES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how strong the evidence is"},
    )
    step = forms.CharField(
        label="Next step", max_length=200, error_messages={"required": "Enter the next step"}
    )
    due = DateField(label="Day it is due", error_messages={"required": "Enter the day it is due"})
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, posts: list[str], directorates: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", "Choose a post"), *((one, one) for one in posts)]  # type: ignore[attr-defined]
        self.fields["directorate"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a directorate"),
            *((one, one) for one in directorates),
        ]


def reasons(request: HttpRequest, rule: str, about: str) -> HttpResponse:
    """Ask for the reasons for a departure, and record them."""
    structure, here = structure_now(), council()
    finding = _finding(structure, rule, about)
    form = ReasonsForm(
        sent(request), posts=list(structure.posts), initial={"version": version_of_table("departures")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                record(person_of(request), "reasons for a departure recorded", finding.about, rule=rule)
                stated = form.cleaned_data
                record_reasons(
                    here,
                    rule,
                    finding.about,
                    stated["reasons"],
                    today(),
                    stated["recorded_by"],
                    stated["version"],
                )
            return redirect("accountability_checks")
        except JoinedUpError as error:
            form.add_error(None, str(error))
    return show(request, "leadership/reasons.html", {"form": form, "finding": finding})


def step_done(request: HttpRequest, id: str, service: str, step: str) -> HttpResponse:
    """Ask for the day a step was done, and write it down."""
    structure, here = structure_now(), council()
    one = _contribution(structure, id, service, step)
    if not may_on(person_of(request), Needs.DELIVER, InDirectorate.of(directorate_id(here, one.directorate))):
        raise PermissionDenied
    initial = {"version": version_of_table("contributions"), "done": one.done}
    form = DoneForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                done = form.cleaned_data["done"]
                record(person_of(request), "step of a roadmap marked", one.step[:200], done=done, priority=id)
                mark_done(here, one, done, form.cleaned_data["version"])
            return redirect("priority", id)
        except JoinedUpError as error:
            form.add_error(None, str(error))
    return show(request, "leadership/step.html", {"form": form, "one": one})


def contribute(request: HttpRequest, id: str) -> HttpResponse:
    """Ask what a service contributes to a priority, and add it."""
    structure, here = structure_now(), council()
    titles = {one.priority: one.title for one in structure.priorities}
    if id not in titles:
        raise Http404
    directorates = list(dict.fromkeys(one.directorate for one in structure.posts.values() if one.directorate))
    form = ContributionForm(
        sent(request),
        posts=list(structure.posts),
        directorates=directorates,
        initial={"version": version_of_table("contributions")},
    )
    if request.method == "POST" and form.is_valid():
        stated = dict(form.cleaned_data)
        version = stated.pop("version")
        try:
            with transaction.atomic():
                record(person_of(request), "contribution to a priority added", titles[id], priority=id)
                add_contribution(here, Contribution(priority=id, done=None, **stated), version)
            return redirect("priority", id)
        except JoinedUpError as error:
            form.add_error(None, str(error))
    return show(
        request,
        "leadership/contribute.html",
        {"form": form, "title": titles[id], "back": reverse("priority", args=[id])},
    )


def _finding(structure: Structure, rule: str, about: str) -> Finding:
    for one in findings_of(structure):
        if one.rule.code == rule and slug_of(one.about) == about:
            return one
    raise Http404


def _contribution(structure: Structure, id: str, service: str, step: str) -> Contribution:
    for one in structure.contributions:
        if (one.priority, slug_of(one.service), slug_of(one.step)) == (id, service, step):
            return one
    raise Http404
