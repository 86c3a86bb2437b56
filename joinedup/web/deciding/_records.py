"""Pages of deciding: the record itself, its publication and call-in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from joinedup.access.roles import Needs
from joinedup.register.collaborating import last_test
from joinedup.register.deciding import (
    Declared,
    Draft,
    Expected,
    call_in,
    close_call_in,
    decide,
    publish_record,
    readiness,
    scheme_of,
    terms_of,
    tested,
    why_not_by,
    why_not_called_in,
)
from joinedup.register.models import CallIn, CallInOutcome, Decision, Outcome, Record
from joinedup.web.components import DateField, Form
from joinedup.web.deciding._asking import Asking, Group, ask, sent
from joinedup.web.deciding._people import decision_for, page_of, person_of
from joinedup.web.figures import figures_now
from joinedup.web.shell import council, day

_INTERESTS = range(1, 5)
_OWN = range(1, 3)
_MEASURES_OFFERED = 15


def _text(label: str, rows: int = 4, needed: bool = False, says: str = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, required=needed, help_text=says, max_length=10000)


class DecideForm(Form):
    """A record of a decision."""

    outcome = forms.ChoiceField(label="What was decided", choices=Outcome.choices, widget=forms.RadioSelect)
    decided_on = DateField(label="Day of the decision")
    option = forms.ChoiceField(label="Option chosen", widget=forms.RadioSelect, required=False)
    changes = _text("What was changed, where it was agreed with changes")
    reasons = _text("Reasons for the decision", 6, needed=True)
    conditions = _text("Conditions")
    urgent_because = _text("Why it cannot wait for call-in")
    urgent_agreed_by = forms.CharField(
        label="Who of scrutiny agreed that it cannot wait", required=False, max_length=200
    )
    review_on = DateField(label="Day of the first review", required=False)
    measures = forms.MultipleChoiceField(
        label="Measures that the review looks at", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = list(decision.options.all())
        self.fields["option"].choices = [(one.pk, f"{one.title}") for one in self.options]  # type: ignore[attr-defined]
        chosen = self.fields["measures"]
        offered = measures_offered(decision)
        chosen.choices = [(name, says) for name, says, _ in offered]  # type: ignore[attr-defined]
        chosen.hints = {name: hint for name, _, hint in offered}  # type: ignore[attr-defined]
        for one in self.options:
            self.fields[f"rejected_{one.pk}"] = _text(f"Why “{one.title}” was rejected", 2)
        for at in _INTERESTS:
            who = forms.CharField(label=f"Interest {at}: who declared it", required=False, max_length=200)
            self.fields[f"who_{at}"] = who
            self.fields[f"what_{at}"] = _text(f"Interest {at}: what it is", 2)
            left = forms.BooleanField(label=f"Interest {at}: they left the room", required=False)
            self.fields[f"left_{at}"] = left
            note = forms.CharField(
                label=f"Interest {at}: dispensation granted", required=False, max_length=500
            )
            self.fields[f"note_{at}"] = note
        for at in _OWN:
            for name, label in _EXPECTED.items():
                self.fields[f"{name}_{at}"] = (
                    forms.FloatField(label=f"{label} ({at})", required=False)
                    if name in _NUMBERS
                    else forms.CharField(label=f"{label} ({at})", required=False, max_length=200)
                )

    def clean(self) -> dict[str, Any]:
        """Ask for all of an interest or expectation, or none of it."""
        held = super().clean() or {}
        for at in _INTERESTS:
            if bool(held.get(f"who_{at}")) != bool(held.get(f"what_{at}")):
                self.add_error(f"who_{at}", f"Interest {at}: say who declared it and what it is")
        for at in _OWN:
            given = [held.get(f"{name}_{at}") not in (None, "") for name in _EXPECTED]
            if any(given) and not all(given):
                self.add_error(f"says_{at}", f"Own measure {at}: fill in every field, or none")
        return held

    def draft(self) -> Draft:
        """Return what was written as a record."""
        held = self.cleaned_data
        option = next((one for one in self.options if str(one.pk) == held["option"]), None)
        return Draft(
            outcome=Outcome(held["outcome"]),
            option=option,
            reasons=held["reasons"],
            decided_on=held["decided_on"],
            rejected={
                one.pk: held[f"rejected_{one.pk}"]
                for one in self.options
                if one != option and held[f"rejected_{one.pk}"]
            },
            changes=held["changes"],
            conditions=held["conditions"],
            interests=tuple(
                Declared(held[f"who_{at}"], held[f"what_{at}"], held[f"left_{at}"], held[f"note_{at}"])
                for at in _INTERESTS
                if held[f"who_{at}"]
            ),
            urgent_because=held["urgent_because"],
            urgent_agreed_by=held["urgent_agreed_by"],
            review_on=held["review_on"],
            measures=tuple(held["measures"]),
            expected=tuple(
                Expected(*(held[f"{name}_{at}"] for name in _EXPECTED)) for at in _OWN if held[f"says_{at}"]
            ),
        )


_EXPECTED = {
    "says": "Own measure",
    "unit": "Its unit",
    "mean": "What you expect",
    "low": "Lowest of the range you are 80% sure of",
    "high": "Highest of that range",
    "basis": "What that rests on",
}
_NUMBERS = ("mean", "low", "high")


def _groups(form: DecideForm) -> tuple[Group, ...]:
    interests = [[f"{name}_{at}" for name in ("who", "what", "left", "note")] for at in _INTERESTS]
    has_tests = bool(form.fields["measures"].choices)  # type: ignore[attr-defined]
    return (
        Group("The decision", "", ("outcome", "decided_on", "option", "changes", "reasons", "conditions")),
        Group(
            "Options rejected",
            "Every option that was not chosen needs a reason; the one chosen stays empty.",
            [f"rejected_{one.pk}" for one in form.options],
        ),
        Group("Interests declared", "Leave this empty where nobody declared one.", interests[0]),
        Group("More interests", "", [name for row in interests[1:] for name in row], is_folded=True),
        Group(
            "Listen: the first review",
            "What was predicted is held against what came. Name at least one measure. The prediction is "
            "taken from the frozen test; the model speaks of 31 March of each year.",
            ("review_on", "measures") if has_tests else ("review_on",),
        ),
        Group(
            "Measures that no test speaks of",
            "Where nothing was tested, say what you expect, and the range you are 80% sure of.",
            [f"{name}_{at}" for at in _OWN for name in _EXPECTED],
            is_folded=has_tests,
        ),
        Group(
            "It cannot wait for call-in",
            "Scrutiny must have agreed, and it is reported to council.",
            ("urgent_because", "urgent_agreed_by"),
            is_folded=True,
        ),
    )


def measures_offered(decision: Decision) -> list[tuple[str, str, str]]:
    """Return the measures that the tested options move most: name, words, and how far."""
    found: dict[str, tuple[float, str, str]] = {}
    for option in decision.options.all():
        test = last_test(option)
        for one in tested(test).at(tested(test).years[-1]) if test and tested(test).years else ():
            if one.measure not in found or one.moved > found[one.measure][0]:
                hint = f"“{option.title}” moves it by {one.change:+,.1f} {one.unit} by {day(one.as_at)}"
                found[one.measure] = (one.moved, one.says, hint)
    most = sorted(found.items(), key=lambda pair: -pair[1][0])[:_MEASURES_OFFERED]
    return [(name, says, hint) for name, (_, says, hint) in most]


def in_person(request: HttpRequest, number: int) -> HttpResponse:
    """Ask somebody who decides for their decision."""
    return _decided(request, decision_for(request, number, Needs.DECIDE), is_recording=False)


def for_a_body(request: HttpRequest, number: int) -> HttpResponse:
    """Ask whoever keeps the record of cabinet or full council for what was decided."""
    return _decided(request, decision_for(request, number, Needs.PUBLISH), is_recording=True)


def _decided(request: HttpRequest, decision: Decision, is_recording: bool) -> HttpResponse:
    here, on, person = council(), timezone.localdate(), person_of(request)
    scheme, terms = scheme_of(here, on), terms_of(here, on)
    ready = readiness(decision, terms, on)
    route = getattr(decision, "lawful_route", None)
    stops = why_not_by(route, person, scheme, decision, is_recording) if route else []
    form = DecideForm(sent(request), initial={"decided_on": on}, decision=decision)
    if is_recording:
        form.fields["decided_on"].label = "Day of the meeting"

    def act(_held: dict[str, Any]) -> None:
        figures = figures_now(here)
        decide(decision, person, form.draft(), scheme, terms, on, is_recording, figures)

    asking = Asking(
        "Record what the meeting decided" if is_recording else "Decide",
        "Record the decision",
        "record",
        before="deciding/may_decide.html",
        context={"ready": ready, "route": route, "stops": stops, "on": on},
        groups=_groups(form),
    )
    return ask(request, decision, form, asking, act)


@require_POST
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Record that the record of a decision was published."""
    decision = decision_for(request, number, Needs.PUBLISH)
    on = timezone.localdate()
    number_sent = request.POST.get("record", "")
    if not (number_sent.isascii() and number_sent.isdecimal()):
        raise Http404
    held = get_object_or_404(Record, pk=int(number_sent[:18]), decision=decision)
    publish_record(held, person_of(request), on, terms_of(council(), on))
    return redirect(page_of(decision, "record"))


class CallInForm(Form):
    """Why scrutiny wants a decision looked at again."""

    supporters = forms.CharField(
        label="Members who call it in",
        help_text="One a line. The constitution says how many are needed.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    reasons = _text("Reasons", 6, needed=True)


def called_in(request: HttpRequest, number: int) -> HttpResponse:
    """Ask scrutiny why a decision is called in."""
    decision = decision_for(request, number, Needs.CALL_IN)
    record, on, person = decision.records.last(), timezone.localdate(), person_of(request)
    if record is None:
        return redirect(page_of(decision, "record"))
    stops = why_not_called_in(record, on)
    asking = Asking(
        "Call the decision in",
        "Call it in",
        "record",
        before="deciding/stops.html",
        context={"stops": stops, "stopped": "It cannot be called in"},
    )
    return ask(
        request,
        decision,
        CallInForm(sent(request)),
        asking,
        lambda held: call_in(record, person, on, held["supporters"], held["reasons"]),
    )


class HeardForm(Form):
    """What scrutiny made of a decision."""

    outcome = forms.ChoiceField(
        label="What scrutiny decided",
        choices=[one for one in CallInOutcome.choices if one[0]],
        widget=forms.RadioSelect,
    )
    heard_on = DateField(label="Day of the meeting")
    advice = _text("What scrutiny advised", 6, needed=True)

    def clean_heard_on(self) -> date:
        """Refuse a meeting that has not been held."""
        held: date = self.cleaned_data["heard_on"]
        if held > timezone.localdate():
            raise forms.ValidationError("Day of the meeting must be today or in the past")
        return held


def heard(request: HttpRequest, number: int, call: int) -> HttpResponse:
    """Ask what scrutiny made of a decision that it called in."""
    decision = decision_for(request, number, Needs.PUBLISH)
    held_call = get_object_or_404(CallIn, pk=call, record__decision=decision)
    person, on = person_of(request), timezone.localdate()

    def act(held: dict[str, Any]) -> None:
        close_call_in(held_call, person, held["heard_on"], held["outcome"], held["advice"])

    form = HeardForm(sent(request), initial={"heard_on": on})
    return ask(request, decision, form, Asking("Record what scrutiny decided", "Save", "record"), act)
