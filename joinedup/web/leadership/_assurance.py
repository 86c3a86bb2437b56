"""The test of assurance: begun, answered element by element, agreed, and sent as a document."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from joinedup.access.audit import record
from joinedup.access.roles import Needs
from joinedup.errors import InputRefused, JoinedUpError
from joinedup.leadership import (
    ELEMENTS,
    Answer,
    Judgement,
    Structure,
    applied,
    assurance_due,
    draft_path,
    drafts_of,
    facts_for,
    n_answered,
    read_draft,
    still_open,
)
from joinedup.leadership.rules import findings_of
from joinedup.register.assurance import agree, assessment_of, describe_test, drop, save_answer
from joinedup.register.models import AssuranceTest
from joinedup.reports.leadership import WEIGHED, assurance_paper
from joinedup.web.components import DateField, Form
from joinedup.web.leadership._held import sent, structure_now, today
from joinedup.web.leadership._papers import show_paper
from joinedup.web.shell import council, person_of, show


class BeginForm(Form):
    """What a test of assurance tests."""

    scope = forms.CharField(
        label="What arrangement is tested?",
        max_length=300,
        help_text="For example: one director for education, children's social care and adult social care.",
        error_messages={"required": "Say what arrangement is tested"},
    )
    structure = forms.ChoiceField(label="Which structure?", required=False)
    weighs = forms.MultipleChoiceField(
        label="Which added responsibilities does it weigh?",
        help_text="Choose every responsibility beside education and children's social care.",
        choices=list(WEIGHED.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        drafts = [(path.stem, f"The draft {path.stem}") for path in drafts_of(council())]
        self.fields["structure"].choices = [("", "Today's structure"), *drafts]  # type: ignore[attr-defined]


class AnswerForm(Form):
    """What is said of one element."""

    evidence = forms.CharField(label="Evidence", widget=forms.Textarea, max_length=8000, required=False)
    finding = forms.CharField(label="What was found", widget=forms.Textarea, max_length=8000, required=False)
    judgement = forms.ChoiceField(
        label="Judgement",
        choices=[(one.value, one.says) for one in Judgement],
        widget=forms.RadioSelect,
        required=False,
    )
    actions = forms.CharField(
        label="What will be done",
        help_text="Needed where it is not assured as it stands: what, by whom, by when.",
        widget=forms.Textarea,
        max_length=8000,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ConductForm(Form):
    """How the test was done, and what the peer challenge said."""

    held_on = DateField(label="Day it was held", required=False)
    is_self_assessed = forms.BooleanField(label="It began with a self-assessment", required=False)
    has_outside_director = forms.BooleanField(
        label="A director from another council tested it", required=False
    )
    has_interviews = forms.BooleanField(label="Documents and interviews were used", required=False)
    peer_challenge = forms.CharField(
        label="What the peer challenge said", widget=forms.Textarea, max_length=8000, required=False
    )
    peer_challenge_on = DateField(label="Day of the peer challenge", required=False)
    agreed_by = forms.CharField(
        label="Who agrees it",
        help_text="A post or committee, such as Cabinet.",
        max_length=200,
        required=False,
    )
    next_review = DateField(label="Day of the next review", required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse days in an order that cannot be."""
        stated: dict[str, Any] = super().clean() or {}
        on, review = stated.get("held_on"), stated.get("next_review")
        if on and on > today():
            self.add_error("held_on", "Day it was held must not lie in the future")
        challenged = stated.get("peer_challenge_on")
        if challenged and challenged > today():
            self.add_error("peer_challenge_on", "Day of the peer challenge must not lie in the future")
        if on and review and review <= on:
            self.add_error("next_review", "Day of the next review must come after the day it was held")
        return stated


class AgreeForm(Form):
    """The day on which a test was agreed."""

    agreed_on = DateField(
        label="Day it was agreed", error_messages={"required": "Enter the day it was agreed"}
    )

    def clean_agreed_on(self) -> Any:
        """Refuse a day that has not come."""
        on = self.cleaned_data["agreed_on"]
        if on is None:
            raise forms.ValidationError("Enter the day it was agreed")
        if on > today():
            raise forms.ValidationError("Day it was agreed must not lie in the future")
        return on


class ScrutinyForm(Form):
    """The day on which scrutiny received the findings."""

    to_scrutiny_on = DateField(label="Day scrutiny received the findings", required=False)

    def __init__(self, *args: Any, agreed_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agreed_on = agreed_on

    def clean_to_scrutiny_on(self) -> date | None:
        """Refuse a day that has not come, or on which nothing was agreed yet."""
        on: date | None = self.cleaned_data["to_scrutiny_on"]
        if on and on > today():
            raise forms.ValidationError("Day scrutiny received the findings must not lie in the future")
        if on and on < self._agreed_on:
            says = "Day scrutiny received the findings must not come before the day it was agreed"
            raise forms.ValidationError(says)
        return on


def tests(request: HttpRequest) -> HttpResponse:
    """Answer with whether a test is due and every test there was."""
    now = structure_now()
    return show(
        request,
        "leadership/tests.html",
        {
            "due": assurance_due(now),
            "recorded": sorted(now.assurances, key=lambda one: one.held_on, reverse=True),
            "tests": AssuranceTest.objects.all(),
            "may_assure": person_of(request).may(Needs.ASSURE),
        },
    )


def begin(request: HttpRequest) -> HttpResponse:
    """Ask what is tested, and begin."""
    form = BeginForm(sent(request), initial={"structure": request.GET.get("structure", "")})
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            made = AssuranceTest.objects.create(begun_by=person_of(request), **form.cleaned_data)
            record(person_of(request), "test of assurance begun", f"test of assurance {made.pk}")
        return redirect("assurance_test", made.pk)
    return show(request, "leadership/begin_test.html", {"form": form})


def test(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with how far a test has come."""
    found = get_object_or_404(AssuranceTest, pk=pk)
    assessment = assessment_of(found)
    parts = [(one, assessment.answer(one.code)) for one in ELEMENTS]
    return show(
        request,
        "leadership/test.html",
        {
            "test": found,
            "parts": parts,
            "n_answered": n_answered(assessment),
            "lacking": still_open(assessment),
            "weighed": [WEIGHED.get(one, one) for one in found.weighs],
            "may_assure": person_of(request).may(Needs.ASSURE),
        },
    )


def answer(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Ask for what is said of one element, and save it."""
    found = get_object_or_404(AssuranceTest, pk=pk, agreed_on__isnull=True)
    at = _place(code)
    element = ELEMENTS[at]
    held = found.answers.filter(element=code).first()
    initial = {
        "evidence": held.evidence if held else "",
        "finding": held.finding if held else "",
        "judgement": held.judgement if held else "",
        "actions": held.actions if held else "",
        "version": held.version if held else 0,
    }
    form = AnswerForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        stated = form.cleaned_data
        judged = Judgement(stated["judgement"]) if stated["judgement"] else None
        said = Answer(stated["evidence"], stated["finding"], judged, stated["actions"])
        try:
            save_answer(found, code, said, stated["version"], person_of(request))
            return redirect(_after(found, at))
        except JoinedUpError as error:
            form.add_error(None, str(error))
    tested, is_draft_gone = _tested(found)
    return show(
        request,
        "leadership/answer.html",
        {
            "form": form,
            "test": found,
            "element": element,
            "number": at + 1,
            "of": len(ELEMENTS),
            "facts": facts_for(tested, code),
            "is_draft_gone": is_draft_gone,
        },
    )


def conduct(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask how the test was done, and save it."""
    found = get_object_or_404(AssuranceTest, pk=pk, agreed_on__isnull=True)
    names = list(ConductForm.base_fields)
    form = ConductForm(sent(request), initial={name: getattr(found, name) for name in names})
    if request.method == "POST" and form.is_valid():
        describe_test(found, form.cleaned_data, person_of(request))
        return redirect("assurance_test", found.pk)
    return show(request, "leadership/conduct.html", {"form": form, "test": found})


@require_POST
def drop_test(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a test that was begun and not agreed."""
    drop(get_object_or_404(AssuranceTest, pk=pk), person_of(request))
    return redirect("assurance_tests")


def agree_test(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the day it was agreed, and fix what the test says."""
    found = get_object_or_404(AssuranceTest, pk=pk, agreed_on__isnull=True)
    lacking = still_open(assessment_of(found))
    form = AgreeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            agree(found, form.cleaned_data["agreed_on"], person_of(request))
            return redirect("assurance_test", found.pk)
        except JoinedUpError as error:
            form.add_error(None, str(error))
    return show(request, "leadership/agree.html", {"form": form, "test": found, "lacking": lacking})


def to_scrutiny(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the day scrutiny received the findings of an agreed test."""
    found = get_object_or_404(AssuranceTest, pk=pk, agreed_on__isnull=False)
    assert found.agreed_on is not None
    begun = {"to_scrutiny_on": found.to_scrutiny_on}
    form = ScrutinyForm(sent(request), initial=begun, agreed_on=found.agreed_on)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            found.to_scrutiny_on = form.cleaned_data["to_scrutiny_on"]
            found.save(update_fields=["to_scrutiny_on"])
            record(person_of(request), "test of assurance to scrutiny", f"test of assurance {found.pk}")
        return redirect("assurance_test", found.pk)
    return show(request, "leadership/to_scrutiny.html", {"form": form, "test": found})


def test_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with a test as a document."""
    found = get_object_or_404(AssuranceTest, pk=pk)
    tested, is_draft_gone = _tested(found)
    facts = {one.code: facts_for(tested, one.code) for one in ELEMENTS}
    paper = assurance_paper(
        assessment_of(found),
        council().name,
        today(),
        facts,
        findings_of(tested),
        found.digest,
        is_draft_gone=is_draft_gone,
    )
    return show_paper(request, "leadership/test_document.html", paper, {"test": found})


def _tested(found: AssuranceTest) -> tuple[Structure, bool]:
    """Return the structure that a test is about, and whether its draft is gone or fits no longer.

    Then it is today's structure: a test that was agreed can be read whatever becomes of the draft.
    """
    now = structure_now()
    if not found.structure:
        return now, False
    path = draft_path(council(), found.structure)
    try:
        return (applied(now, read_draft(path)), False) if path.is_file() else (now, True)
    except InputRefused:
        return now, True


def _place(code: str) -> int:
    for at, one in enumerate(ELEMENTS):
        if one.code == code:
            return at
    raise Http404


def _after(found: AssuranceTest, at: int) -> str:
    """Return where a person goes after an element: the next one, or the list after the last."""
    if at + 1 < len(ELEMENTS):
        return reverse("assurance_answer", args=[found.pk, ELEMENTS[at + 1].code])
    return reverse("assurance_test", args=[found.pk])
