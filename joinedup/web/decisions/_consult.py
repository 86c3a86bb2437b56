"""Consultations of the public and of the workforce, and the equality analysis, as pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from joinedup.access.roles import Needs
from joinedup.access.rules import may_on, require_on
from joinedup.errors import InputRefused, StoreRefused
from joinedup.register.collaborating import (
    CHARACTERISTICS,
    PRINCIPLES,
    CharacteristicStanding,
    EqualityStanding,
    begin_consultation,
    equality,
    find,
    sign,
    spread_behind,
    start_analysis,
    tell_consultation,
)
from joinedup.register.models import Consultation, ConsultationKind, Decision, Effect
from joinedup.reports.equality import EqualityPage, Found, equality_page
from joinedup.web.components import DateField, Form
from joinedup.web.decisions._forms import WordsForm, ask, sent
from joinedup.web.decisions._page_of import decision_of
from joinedup.web.decisions._people import person_of
from joinedup.web.shell import council, day, show

_KINDS = {
    ConsultationKind.PUBLIC.value: (
        "Write down a public consultation",
        "Asking residents and those who use a service is separate from asking other directorates.",
    ),
    ConsultationKind.WORKFORCE.value: (
        "Write down a workforce consultation",
        "Asking staff and trade unions is separate from asking the public and other directorates.",
    ),
}
_WORDS = forms.Textarea


class ConsultationForm(Form):
    """One consultation, from what is asked to what changed because of it."""

    what = forms.CharField(label="What is asked", max_length=300)
    whom = forms.CharField(label="Who is asked, and how", widget=_WORDS, max_length=4_000)
    begins = DateField(label="First day", help_text="For example, 1 4 2027")
    ends = DateField(label="Last day", help_text="For example, 27 6 2027")
    responses = forms.IntegerField(
        label="How many answered", help_text="Leave empty while it runs", min_value=0, required=False
    )
    heard = forms.CharField(label="What was heard", widget=_WORDS, max_length=8_000, required=False)
    changed = forms.CharField(
        label="What changed because of it",
        help_text="Say so if nothing did, and why",
        widget=_WORDS,
        max_length=8_000,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, says in PRINCIPLES:
            self.fields[f"principle_{key}"] = forms.CharField(
                label=f"Gunning principle: {says[0].lower()}{says[1:]}",
                help_text="Say how this is met; leave it empty until it is",
                widget=forms.Textarea,
                max_length=4_000,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Return the consultation; it ends after it begins."""
        held = super().clean() or {}
        if held.get("begins") and held.get("ends") and held["ends"] < held["begins"]:
            self.add_error("ends", "Last day must be on or after the first day")
        return held

    def held(self) -> dict[str, Any]:
        """Return what is kept of it."""
        names = ("what", "whom", "begins", "ends", "responses", "heard", "changed")
        principles = {key: self.cleaned_data[f"principle_{key}"] for key, _ in PRINCIPLES}
        return {name: self.cleaned_data[name] for name in names} | {"principles": principles}


class FindingForm(Form):
    """What was found for one protected characteristic."""

    effect = forms.ChoiceField(
        label="How does it fall on people who share this characteristic?",
        widget=forms.RadioSelect,
        choices=Effect.choices,
    )
    evidence = forms.CharField(
        label="Evidence",
        help_text="What it rests on, or why nothing is known",
        widget=forms.Textarea,
        max_length=8_000,
    )
    mitigation = forms.CharField(
        label="What would lessen it", widget=forms.Textarea, max_length=8_000, required=False
    )


def consultation_new(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """Write down a consultation of the public or of the workforce."""
    if kind not in _KINDS:
        raise Http404
    decision = _own(request, number)
    form = ConsultationForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            begin_consultation(decision, person_of(request), kind, form.held())
            return redirect(_back(number, "consultations"))
        except InputRefused as refusal:
            form.add_error(None, str(refusal))
    title, intro = _KINDS[kind]
    return ask(request, form, title, "Save", intro=intro, back=_back(number, "consultations"))


def consultation_edit(request: HttpRequest, number: int, consultation: int) -> HttpResponse:
    """Bring what is written down of a consultation up to date."""
    decision = _own(request, number)
    one = get_object_or_404(
        Consultation.objects.select_related("decision"), pk=consultation, decision=decision
    )
    names = ("what", "whom", "begins", "ends", "responses", "heard", "changed")
    initial = {name: getattr(one, name) for name in names}
    initial |= {f"principle_{key}": one.principles.get(key, "") for key, _ in PRINCIPLES}
    form = ConsultationForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            tell_consultation(one, person_of(request), form.held())
            return redirect(_back(number, "consultations"))
        except InputRefused as refusal:
            form.add_error(None, str(refusal))
    return ask(
        request, form, one.what, "Save", intro=one.get_kind_display(), back=_back(number, "consultations")
    )


def equality_analysis(request: HttpRequest, number: int) -> HttpResponse:
    """Show the equality analysis: whom the model says it falls on, and what people found."""
    decision = decision_of(person_of(request), number)
    context = {
        "decision": decision,
        "page": page_of_equality(decision),
        "standing": equality(decision),
        "may_edit": may_on(person_of(request), Needs.PROPOSE, decision),
    }
    return show(request, "decisions/equality.html", context)


def page_of_equality(decision: Decision) -> EqualityPage:
    """Return the analysis as a page that can also be a paper."""
    where = equality(decision)
    problem, spread = "", None
    if where.analysis is not None:
        try:
            spread = spread_behind(where.analysis)
        except StoreRefused as refusal:
            problem = str(refusal)
    return equality_page(
        f"{decision.reference}: {decision.title}",
        council().name,
        where.says,
        [_found(one) for one in where.characteristics],
        spread,
        _regard(where),
        problem,
    )


def _found(one: CharacteristicStanding) -> Found:
    held = one.finding
    if held is None:
        return Found(one.key, one.name)
    by = f"{held.by.name}, {day(held.at)}"
    return Found(one.key, one.name, held.get_effect_display(), held.evidence, held.mitigation, by)


def _regard(where: EqualityStanding) -> str:
    held = where.regard
    if held is None:
        return ""
    who = f"{held.by.name}{f', {held.post}' if held.post else ''}"
    if not where.is_signed:
        return f"{who} had due regard on {day(held.at)}, but the analysis has changed since: sign it again."
    return f"{who} had due regard on {day(held.at)}: {held.says}"


def equality_start(request: HttpRequest, number: int) -> HttpResponse:
    """Start the analysis before the decision is tested, without the model's distribution."""
    decision = _own(request, number)
    if request.method == "POST":
        start_analysis(decision, person_of(request))
    return redirect("equality", number)


def equality_find(request: HttpRequest, number: int, characteristic: str) -> HttpResponse:
    """Write down what was found for one protected characteristic."""
    names = dict(CHARACTERISTICS)
    if characteristic not in names:
        raise Http404
    decision = _own(request, number)
    held = next(one.finding for one in equality(decision).characteristics if one.key == characteristic)
    shown = {name: getattr(held, name) for name in ("effect", "evidence", "mitigation")} if held else {}
    form = FindingForm(sent(request), initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            find(decision, person_of(request), characteristic, **form.cleaned_data)
            return redirect("equality", number)
        except InputRefused as refusal:
            form.add_error(None, str(refusal))
    facts = page_of_equality(decision).told_of(characteristic)
    intro = "What the model and the council’s own lists tell of it:" if facts else ""
    back = reverse("equality", args=[number])
    return ask(request, form, names[characteristic], "Save the finding", intro=intro, facts=facts, back=back)


def equality_sign(request: HttpRequest, number: int) -> HttpResponse:
    """Sign that due regard was had to the analysis as it is."""
    decision, person = _own(request, number), person_of(request)
    form = WordsForm(
        sent(request),
        label="How due regard was had",
        hint="What was weighed, and why the decision may go on as it is or changed",
    )
    if request.method == "POST" and form.is_valid():
        post = next((one.post or one.kind.says for one in person.held()), "")
        try:
            sign(decision, person, post, form.cleaned_data["words"])
            return redirect("equality", number)
        except InputRefused as refusal:
            form.add_error("words", str(refusal))
    intro = (
        "By signing you say that you had due regard to the need to eliminate discrimination, advance "
        "equality of opportunity and foster good relations (Equality Act 2010, section 149). If a finding is "
        "changed afterwards, the signature no longer holds."
    )
    back = reverse("equality", args=[number])
    return ask(request, form, "Sign due regard", "Sign", intro=intro, back=back)


def _own(request: HttpRequest, number: int) -> Decision:
    """Return a decision that the person may change.

    Raises:
        PermissionDenied: they may not.
    """
    decision = decision_of(person_of(request), number)
    require_on(person_of(request), Needs.PROPOSE, decision)
    return decision


def _back(number: int, anchor: str) -> str:
    return f"{reverse('decision', args=[number])}#{anchor}"
