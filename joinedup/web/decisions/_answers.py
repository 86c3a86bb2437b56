"""Asking for answers and giving them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.access.rules import require_on
from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.register.collaborating import (
    add_party,
    ask_again,
    close_answers,
    default_due,
    give_answer,
    leave_out,
    may_answer,
    open_answers,
    partners_known,
    proposed_test,
    standing,
    why_reason_is_needed,
    withdraw_decision,
)
from joinedup.register.models import Decision, Party, PartyKind, Position, Stage
from joinedup.vocabulary import Directorate
from joinedup.web.components import DateField, Form
from joinedup.web.decisions._forms import WordsForm, ask, sent
from joinedup.web.decisions._page_of import decision_of
from joinedup.web.decisions._people import person_of
from joinedup.web.shell import council, day

_HINTS = {
    Position.SUPPORT.value: "Go ahead as it is",
    Position.MITIGATE.value: "Say below what would have to change",
    Position.OBJECT.value: "Say why; whoever decides is shown it",
    Position.HELP.value: "Say below what you would need",
}


class AnswerForm(Form):
    """An answer, with its reasons and its day."""

    position = forms.ChoiceField(label="Your answer", widget=forms.RadioSelect, choices=Position.choices)
    reasons = forms.CharField(label="Reasons", widget=forms.Textarea, max_length=8_000)
    asks_for = forms.CharField(
        label="What would have to change, or what you would need",
        help_text="Needed unless you support it or object to it altogether",
        widget=forms.Textarea,
        max_length=4_000,
        required=False,
    )
    on = DateField(label="Day of the answer", help_text="For example, 3 4 2027")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].hints = _HINTS  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Return the answer; one that asks for something says for what, and none is from the future."""
        held = super().clean() or {}
        if held.get("position") in {Position.MITIGATE, Position.HELP} and not held.get("asks_for"):
            self.add_error("asks_for", "Say what would have to change, or what you would need")
        if held.get("on") and held["on"] > timezone.localdate():
            self.add_error("on", "Day of the answer must not lie ahead")
        return held


class DueForm(Form):
    """The last day to answer."""

    due = DateField(label="Last day to answer", help_text="For example, 17 4 2027")

    def clean_due(self) -> Any:
        """Return the day, which lies ahead."""
        if self.cleaned_data["due"] <= timezone.localdate():
            raise forms.ValidationError("Last day to answer must lie ahead")
        return self.cleaned_data["due"]


class PartyForm(Form):
    """Somebody who must be asked too."""

    who = forms.ChoiceField(label="Who", required=False)
    partner = forms.CharField(
        label="Or a partner who is not in the list",
        help_text="For example: Middleshire Integrated Care Board",
        max_length=200,
        required=False,
    )
    reason = forms.CharField(label="Why they must be asked", widget=forms.Textarea, max_length=4_000)

    def __init__(self, *args: Any, here: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = _who(here)
        choices = [("", "Choose somebody"), *self.names.items()]
        self.fields["who"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Return who and why; exactly one is named."""
        held = super().clean() or {}
        if bool(held.get("who")) == bool(held.get("partner")):
            self.add_error("who", "Choose somebody, or name a partner below, and not both")
        return held

    def party(self) -> tuple[str, str, str]:
        """Return the kind, identifier and name of who was chosen."""
        held = self.cleaned_data
        if held["partner"]:
            return PartyKind.PARTNER.value, "", held["partner"]
        kind, _, identifier = held["who"].partition(":")
        return kind, identifier, self.names[held["who"]]


def _who(here: Council) -> dict[str, str]:
    directorates = {
        f"directorate:{one}": here.directorate_name(one)
        for one in Directorate
        if one is not Directorate.PARTNERS
    }
    patches = {f"patch:{one.id}": f"{one.name} (patch)" for one in here.patches}
    others = {f"organisation:{one.id}": one.name for one in here.organisations}
    partners = {f"partner:{identifier}": name for identifier, name in partners_known().items()}
    return directorates | patches | others | partners


def answers_open(request: HttpRequest, number: int) -> HttpResponse:
    """Ask everybody on the list for an answer by a day."""
    person, decision = _owner(request, number)
    now = timezone.localtime()
    form = DueForm(sent(request), initial={"due": default_due(council(), now.date())})
    if request.method == "POST" and form.is_valid():
        try:
            open_answers(decision, person, form.cleaned_data["due"], now)
            return _to(decision)
        except InputRefused as refusal:
            form.add_error("due", str(refusal))
    listed = [one.party.name for one in standing(decision, now.date()).asked]
    intro = "These are asked. Add others on the decision’s page first if they must be asked too."
    facts = listed or ["Nobody is listed: the model finds nobody materially affected."]
    return ask(
        request, form, "Ask for answers", "Ask for answers", intro=intro, facts=facts, back=_back(number)
    )


def answers_close(request: HttpRequest, number: int) -> HttpResponse:
    """Close the decision for answers."""
    person, decision = _owner(request, number)
    now = timezone.localtime()
    where = standing(decision, now.date())
    hint = "Whoever decides is shown this, with every objection and who was silent."
    form = WordsForm(
        sent(request),
        label="Why it is right to close now" if where.needs_reason else "Anything to add",
        hint=hint,
        required=where.needs_reason,
    )
    if request.method == "POST" and form.is_valid():
        try:
            close_answers(decision, person, form.cleaned_data["words"], now)
            return _to(decision)
        except InputRefused as refusal:
            form.add_error("words", str(refusal))
    says = why_reason_is_needed(where) or "Everybody has answered, and nobody objects."
    return ask(request, form, "Close for answers", "Close", intro=says, back=_back(number))


def decision_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Withdraw a decision, with the reason."""
    person, decision = _owner(request, number)
    form = WordsForm(sent(request), label="Why is it withdrawn?")
    if request.method == "POST" and form.is_valid():
        withdraw_decision(decision, person, form.cleaned_data["words"])
        return _to(decision)
    intro = "It stays on record with everything that happened. It cannot be taken up again."
    return ask(
        request,
        form,
        f"Withdraw {decision.reference}",
        "Withdraw",
        intro=intro,
        back=_back(number),
        is_warning=True,
    )


def party_add(request: HttpRequest, number: int) -> HttpResponse:
    """Add somebody who must be asked."""
    person, decision = _owner(request, number)
    here, on = council(), timezone.localdate()
    form = PartyForm(sent(request), here=here)
    if request.method == "POST" and form.is_valid():
        due = default_due(here, on) if decision.stage == Stage.COLLABORATING else None
        try:
            add_party(decision, person, *form.party(), form.cleaned_data["reason"], due)
            return _to(decision)
        except InputRefused as refusal:
            form.add_error("partner" if form.cleaned_data["partner"] else "who", str(refusal))
    return ask(request, form, "Add somebody who must be asked", "Add", back=_back(number))


def party_leave_out(request: HttpRequest, number: int, party: int) -> HttpResponse:
    """Take somebody off the list, with the reason."""
    person, decision = _owner(request, number)
    held = get_object_or_404(Party, pk=party, decision=decision)
    form = WordsForm(sent(request), label=f"Why need {held.name} not be asked?")
    if request.method == "POST" and form.is_valid():
        try:
            leave_out(held, person, form.cleaned_data["words"])
            return _to(decision)
        except InputRefused as refusal:
            form.add_error("words", str(refusal))
    intro = "The reason stays on the page, and whoever decides is shown it."
    return ask(request, form, f"Leave {held.name} out", "Leave out", intro=intro, back=_back(number))


def party_ask_again(request: HttpRequest, number: int, party: int) -> HttpResponse:
    """Ask a silent party again, with a new last day."""
    person, decision = _owner(request, number)
    held = get_object_or_404(Party, pk=party, decision=decision)
    on = timezone.localdate()
    form = DueForm(sent(request), initial={"due": default_due(council(), on)})
    if request.method == "POST" and form.is_valid():
        try:
            ask_again(held, person, form.cleaned_data["due"], on)
            return _to(decision)
        except InputRefused as refusal:
            form.add_error("due", str(refusal))
    return ask(request, form, f"Ask {held.name} again", "Ask again", back=_back(number))


def party_answer(request: HttpRequest, number: int, party: int) -> HttpResponse:
    """Answer for a party."""
    person = person_of(request)
    held = get_object_or_404(Party.objects.select_related("decision"), pk=party, decision=number)
    if not may_answer(person, held):
        raise PermissionDenied(Needs.ANSWER)
    last = held.answers.first()
    initial: dict[str, Any] = {"on": timezone.localdate()}
    if last is not None:
        initial |= {"position": last.position, "reasons": last.reasons, "asks_for": last.asks_for}
    form = AnswerForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            give_answer(held, person, **form.cleaned_data)
            return _to(held.decision)
        except InputRefused as refusal:
            form.add_error(None, str(refusal))
    return ask(
        request,
        form,
        f"Answer for {held.name}",
        "Save the answer",
        intro=f"{held.decision.reference}: {held.decision.title}",
        facts=_facts(held),
        back=_back(number),
    )


def _facts(party: Party) -> list[str]:
    """Return what somebody who answers should have before them."""
    facts = []
    test = proposed_test(party.decision)
    if test is not None and hasattr(test, "findings"):
        facts.append(test.findings.says)
    if party.because and party.probability is not None:
        facts.append(f"You are asked because: {party.because} (chance {party.probability:.0%}).")
    if party.reason:
        facts.append(f"You are asked because: {party.reason}")
    if party.due:
        facts.append(f"Last day to answer: {day(party.due)}.")
    return facts


def _owner(request: HttpRequest, number: int) -> tuple[Account, Decision]:
    """Return who acts, and a decision that they may put forward and so may ask about.

    Raises:
        PermissionDenied: they may not.
    """
    person, decision = person_of(request), decision_of(person_of(request), number)
    require_on(person, Needs.PROPOSE, decision)
    return person, decision


def _back(number: int) -> str:
    return reverse("decision", args=[number])


def _to(decision: Decision) -> HttpResponseRedirect:
    return redirect("decision", decision.pk)
