"""Putting a decision forward, adding alternatives, and writing the proposals behind them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from joinedup.access.audit import record
from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.access.rules import may_on, require_on
from joinedup.council import every_proposal, limits_of, proposal_path
from joinedup.council.proposals import read_draft
from joinedup.errors import JoinedUpError, ProposalRefused
from joinedup.folder import Council
from joinedup.register.collaborating import (
    add_alternative,
    describe,
    files_and_records,
    hold,
    patches_changed,
    proposals_of,
    refresh_places,
    remove_alternative,
    require_open,
    take_up,
    taken_up,
    write_proposal,
    write_variant,
)
from joinedup.register.models import Decision, Option, OptionKind
from joinedup.web.components import Form
from joinedup.web.decisions._forms import all_errors, ask, sent
from joinedup.web.decisions._levers import lever_named, shown_levers
from joinedup.web.decisions._page_of import decision_of
from joinedup.web.decisions._people import person_of
from joinedup.web.decisions._places import Place
from joinedup.web.decisions._proposal_form import WholeProposal, as_typed
from joinedup.web.decisions._words import if_nothing
from joinedup.web.shell import council, show


class TakeUpForm(Form):
    """A decision on proposals that are written already."""

    proposals = forms.MultipleChoiceField(
        label="Proposals",
        widget=forms.CheckboxSelectMultiple,
        help_text="Several are taken together as one option",
    )
    title = forms.CharField(
        label="What is to be decided",
        help_text="Leave empty to take the proposal's own title",
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, here: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = written_proposals(here)
        self.fields["proposals"].choices = [(name, title) for name, title, _ in choices]  # type: ignore[attr-defined]
        self.fields["proposals"].hints = {name: hint for name, _, hint in choices}  # type: ignore[attr-defined]
        self.fields["proposals"].error_messages["required"] = "Choose at least one proposal"


class AlternativeForm(TakeUpForm):
    """An alternative made of other proposals."""

    title = forms.CharField(
        label="What the alternative is called",
        help_text="Leave empty to take the proposals' own titles",
        max_length=200,
        required=False,
    )


class VariantForm(Form):
    """The same proposal in another size or later."""

    per_cent = forms.IntegerField(
        label="Size, as a percentage of what is proposed", min_value=1, max_value=300, initial=50
    )
    months = forms.IntegerField(
        label="Months later",
        min_value=0,
        max_value=60,
        initial=0,
        error_messages={"required": "Enter how many months later"},
    )


class AboutForm(Form):
    """What a decision is called, says and belongs to."""

    title = forms.CharField(label="What is to be decided", max_length=200)
    summary = forms.CharField(
        label="In a few plain sentences",
        widget=forms.Textarea,
        max_length=4_000,
        error_messages={"required": "Enter what it is about, in a few plain sentences"},
    )
    owner = forms.CharField(label="The post that answers for it", max_length=200)


def written_proposals(here: Council) -> list[tuple[str, str, str]]:
    """Return the proposals that can be read: short name, title, and whose it is."""
    found, taken = [], taken_up()
    for path in every_proposal(here):
        try:
            one = read_draft(proposal_path(here, _stem(path))).checked(limits_of(here))
        except ProposalRefused:
            # What is wrong with a file is said by `joinedup proposal check` and where the file is edited.
            continue
        new = "" if one.id in taken else "; in no decision yet"
        hint = f"{one.owner}, {here.directorate_name(one.directorate)} ({one.id}){new}"
        found.append((one.id, one.title, hint))
    return found


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def decision_new(request: HttpRequest) -> HttpResponse:
    """Take up proposals that are written already, or lead to where a new one is written."""
    here, person = council(), person_of(request)
    form = TakeUpForm(sent(request), here=here)
    if request.method == "POST" and form.is_valid():
        names = form.cleaned_data["proposals"]
        try:
            proposals = proposals_of(here, Option(proposals=names))
            place = Place([proposals[0].directorate], list(patches_changed(proposals, here)), [])
            if may_on(person, Needs.PROPOSE, place):
                title = form.cleaned_data["title"] or " and ".join(one.title for one in proposals)
                return _to(take_up(here, person, title[:200], names, if_nothing(here)))
            form.add_error("proposals", "Your role does not let you propose for the directorate of the first")
        except JoinedUpError as refusal:
            form.add_error("proposals", str(refusal))
    return show(request, "decisions/new.html", {"form": form})


def proposal_new(request: HttpRequest) -> HttpResponse:
    """Write a proposal and put it forward as a decision."""
    here, person = council(), person_of(request)

    def done(name: str, title: str) -> HttpResponse:
        return _to(take_up(here, person, title, [name], if_nothing(here)))

    return _written(request, WholeProposal(here, person, sent(request)), done, "Write a proposal")


def option_write(request: HttpRequest, number: int) -> HttpResponse:
    """Write a proposal that becomes an alternative of a decision."""
    here, person = council(), person_of(request)
    decision = _own(person, number)

    def done(name: str, title: str) -> HttpResponse:
        add_alternative(here, decision, person, [name])
        return _to(decision)

    whole = WholeProposal(here, person, sent(request))
    return _written(request, whole, done, "Write an alternative", reverse("decision", args=[number]))


def proposal_edit(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Change the file of a proposal that is part of a decision."""
    here, person = council(), person_of(request)
    decision = _own(person, number)
    if name not in {one for option in decision.options.all() for one in option.proposals}:
        raise Http404
    content = read_draft(proposal_path(here, name)).content
    if not isinstance(content, dict):
        raise ProposalRefused(f"{name} does not hold a proposal.", "Correct its file.")
    # An alternative may be another directorate's proposal: its file is theirs to change.
    theirs = content.get("directorate")
    if isinstance(theirs, str) and theirs:
        require_on(person, Needs.PROPOSE, Place([theirs], list(decision.patches), []))

    def done(name: str, title: str) -> HttpResponse:
        with transaction.atomic():
            hold(decision)
            require_open(decision)
            refresh_places(here, decision)
            decision.tell(person, "A proposal was changed", title)
            record(person, "changed a proposal", decision.reference, proposal=name)
        return _to(decision)

    whole = WholeProposal(here, person, sent(request), _readable(content), name)
    title = f"Change “{content.get('title', name)}”"
    return _written(request, whole, done, title, reverse("decision", args=[number]))


def _readable(content: dict[str, Any]) -> dict[str, Any]:
    """Return the content of a file with lists where lists belong, whatever somebody typed into it."""
    made = dict(content)
    for name in ("changes", "savings"):
        held = made.get(name)
        made[name] = [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []
    evidence = made.get("evidence")
    made["evidence"] = [str(one) for one in evidence] if isinstance(evidence, list) else []
    return made


def _written(
    request: HttpRequest, whole: WholeProposal, done: Any, title: str, back: str = ""
) -> HttpResponse:
    """Show a proposal's form; write its file and go on where it is right."""
    does = str(request.POST.get("do", ""))
    if request.method == "POST" and does.partition("-")[0] in {"add", "remove"}:
        whole = as_typed(whole, request, does)
    elif request.method == "POST" and whole.is_valid():
        content = whole.content()
        try:
            with files_and_records() as files:
                write_proposal(whole.here, content, is_new=whole.is_new, files=files)
                answer: HttpResponse = done(content["id"], content["title"])
            return answer
        except ProposalRefused as refusal:
            whole.about.add_error("id" if "id" in whole.about.fields else None, str(refusal))
    is_checked = request.method == "POST" and whole.about.is_bound
    context = {
        "whole": whole,
        "title": title,
        "back": back or reverse("decisions"),
        "problems": all_errors(whole.forms) if is_checked else "",
        "is_wrong": is_checked,
        "levers": shown_levers(whole.here),
        "says": [lever_named(whole.here, str(one["lever"].value() or "")) for one in whole.changes],
    }
    return show(request, "decisions/proposal.html", context)


def option_add(request: HttpRequest, number: int) -> HttpResponse:
    """Add an alternative made of proposals that are written already."""
    here, person = council(), person_of(request)
    decision = _own(person, number)
    form = AlternativeForm(sent(request), here=here)
    if request.method == "POST" and form.is_valid():
        try:
            held = form.cleaned_data
            add_alternative(here, decision, person, held["proposals"], held["title"])
            return _to(decision)
        except JoinedUpError as refusal:
            form.add_error("proposals", str(refusal))
    variant = VariantForm()
    return show(
        request, "decisions/alternative.html", {"form": form, "variant": variant, "decision": decision}
    )


def option_variant(request: HttpRequest, number: int) -> HttpResponse:
    """Write what is proposed in another size or later, and add it as an alternative."""
    here, person = council(), person_of(request)
    decision = _own(person, number)
    form = VariantForm(sent(request))
    if request.method == "POST" and form.is_valid():
        share, months = form.cleaned_data["per_cent"] / 100, form.cleaned_data["months"]
        try:
            proposed = get_object_or_404(Option, decision=decision, kind=OptionKind.PROPOSED)
            with files_and_records() as files:
                varied = [write_variant(here, one, share, months, files).id for one in proposed.proposals]
                add_alternative(here, decision, person, varied)
            return _to(decision)
        except JoinedUpError as refusal:
            form.add_error(None, str(refusal))
    other = AlternativeForm(here=here)
    return show(request, "decisions/alternative.html", {"form": other, "variant": form, "decision": decision})


@require_POST
def option_remove(request: HttpRequest, number: int, option: int) -> HttpResponse:
    """Take an alternative away that was never tested."""
    person = person_of(request)
    decision = _own(person, number)
    remove_alternative(decision, get_object_or_404(Option, pk=option, decision=decision), person)
    return _to(decision)


def decision_edit(request: HttpRequest, number: int) -> HttpResponse:
    """Change what a decision is called, says and belongs to."""
    person = person_of(request)
    decision = _own(person, number)
    held = {"title": decision.title, "summary": decision.summary, "owner": decision.owner_post}
    form = AboutForm(sent(request), initial=held)
    if request.method == "POST" and form.is_valid():
        describe(decision, person, **form.cleaned_data)
        return _to(decision)
    back = reverse("decision", args=[number])
    return ask(request, form, f"Change {decision.reference}", "Save", back=back)


def _own(person: Account, number: int) -> Decision:
    """Return a decision that a person may change.

    Raises:
        PermissionDenied: they may not.
        InputRefused: it can no longer be changed.
    """
    decision = decision_of(person, number)
    require_on(person, Needs.PROPOSE, decision)
    require_open(decision)
    return decision


def _to(decision: Decision) -> HttpResponseRedirect:
    return redirect("decision", decision.pk)
