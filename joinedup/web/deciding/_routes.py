"""Pages of the lawful route: what it follows from, and what the monitoring officer says of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from joinedup.access.roles import Needs, Role
from joinedup.folder import Council
from joinedup.leadership import Taker
from joinedup.register.deciding import (
    EXEMPT_PARAGRAPHS,
    Asked,
    Scheme,
    add_exempt,
    change_route,
    claimed_by,
    comment,
    confirm_route,
    route_of_decision,
    scheme_of,
    set_route,
    waive,
    withdraw_exempt,
    withdraw_waiver,
)
from joinedup.register.models import CommentKind, Decision, Demand, ExemptItem, Waiver
from joinedup.web.components import DateField, Form
from joinedup.web.deciding._asking import Asking, Group, ask, sent
from joinedup.web.deciding._people import decision_for, holds, page_of, person_of
from joinedup.web.shell import council

_MOST_POUNDS = 10_000_000_000
_CONFIRM, _CHANGE = "confirm", "change"


class RouteForm(Form):
    """What the route of a decision follows from."""

    subject = forms.ChoiceField(label="What is decided", widget=forms.RadioSelect)
    pounds = forms.DecimalField(
        label="Most pounds saved or spent in any one year",
        help_text="Without a sign. A saving and its cost are not netted.",
        min_value=0,
        max_value=_MOST_POUNDS,
        decimal_places=2,
    )
    wards = forms.IntegerField(
        label="Wards or divisions whose communities it affects significantly",
        help_text="Two or more usually make an executive decision key.",
        error_messages={"required": "Enter how many wards or divisions it affects significantly"},
        min_value=0,
        max_value=500,
    )
    patch = forms.ChoiceField(label="The one patch it stays within", required=False)
    post = forms.CharField(label="The post that brings it", max_length=200)
    planned_for = DateField(label="Day on which it is to be decided", required=False)

    def __init__(self, *args: Any, scheme: Scheme, here: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subjects = [(code, says[:1].upper() + says[1:]) for code, says in scheme.delegations.subjects.items()]
        self.fields["subject"].choices = subjects  # type: ignore[attr-defined]
        patches = [("", "It does not stay within one"), *((one.id, one.name) for one in here.patches)]
        self.fields["patch"].choices = patches  # type: ignore[attr-defined]


class ConfirmForm(Form):
    """What the monitoring officer says of a route."""

    says = forms.ChoiceField(
        label="Is this the lawful route?",
        choices=[(_CONFIRM, "Yes, confirm it"), (_CHANGE, "No, change it")],
        widget=forms.RadioSelect,
    )
    taker = forms.ChoiceField(
        label="Kind of decision-maker",
        choices=[(one.value, one.says[:1].upper() + one.says[1:]) for one in Taker],
        required=False,
    )
    who = forms.CharField(label="Who decides", max_length=200, required=False)
    clause = forms.CharField(label="Paragraph of the constitution", max_length=200, required=False)
    is_key = forms.BooleanField(label="It is a key decision", required=False)
    reason = forms.CharField(
        label="Why the route is changed",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=5000,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where the route is changed."""
        held = super().clean() or {}
        if held.get("says") == _CHANGE:
            for name in ("taker", "who", "clause", "reason"):
                if not held.get(name):
                    self.add_error(name, f"{self.fields[name].label}: enter this to change the route")
        return held


class CommentForm(Form):
    """What a statutory officer says."""

    says = forms.CharField(label="Your comment", widget=forms.Textarea(attrs={"rows": 8}), max_length=10000)


class WaiveForm(Form):
    """Why something is not needed here."""

    demand = forms.ChoiceField(label="What is not needed", choices=Demand.choices, widget=forms.RadioSelect)
    because = forms.CharField(
        label="Why it is not needed here", widget=forms.Textarea(attrs={"rows": 4}), max_length=5000
    )


class ExemptForm(Form):
    """Part of a decision that is kept from the public."""

    paragraph = forms.TypedChoiceField(
        label="Paragraph of schedule 12A that allows it (recalled; check it)",
        choices=[(number, f"{number}. {says}") for number, says in EXEMPT_PARAGRAPHS.items()],
        coerce=int,
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label="Title that the public sees",
        help_text="It must not give away what is kept back.",
        max_length=200,
    )
    public_interest = forms.CharField(
        label="Why the public interest lies in keeping it back",
        help_text="The public sees this too.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
    )
    says = forms.CharField(
        label="What is kept back",
        help_text="Shown only to those who advise on, publish or take the decision. No names of children.",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20000,
    )


def route(request: HttpRequest, number: int) -> HttpResponse:
    """Ask what the route of a decision follows from, and work it out."""
    decision = decision_for(request, number, Needs.PROPOSE, Needs.ADVISE)
    here, on, person = council(), timezone.localdate(), person_of(request)
    scheme = scheme_of(here, on)
    form = RouteForm(sent(request), initial=_begun(decision, here), scheme=scheme, here=here)

    def act(held: dict[str, Any]) -> None:
        asked = Asked(
            held["subject"],
            held["pounds"],
            held["wards"],
            held["patch"],
            held["post"],
            held["planned_for"],
        )
        set_route(decision, person, scheme, asked)

    lead = (
        f"The route is worked out from {scheme.delegations.constitution}: the nearest decision-maker whose "
        "delegation covers the decision takes it.",
    )
    return ask(
        request, decision, form, Asking("Work out who decides", "Work out the route", "route", lead), act
    )


def _begun(decision: Decision, here: Council) -> dict[str, Any]:
    """Return what a form begins with: what was said before, or what the proposals say."""
    held = route_of_decision(decision)
    if held is not None:
        return {
            "subject": held.subject,
            "pounds": held.pounds,
            "wards": held.wards,
            "patch": held.patch,
            "post": held.asked_by_post,
            "planned_for": held.planned_for,
        }
    pounds = abs(sum(one.pounds_a_year for one in claimed_by(decision)))
    wards = sum(len(one.wards) for one in here.patches if one.id in decision.patches)
    patch = decision.patches[0] if len(decision.patches) == 1 else ""
    return {"pounds": f"{pounds:.2f}", "wards": wards, "patch": patch, "post": decision.owner_post}


def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Ask the monitoring officer whether the route is lawful."""
    decision = decision_for(request, number, Needs.ADVISE)
    person, held = person_of(request), route_of_decision(decision)
    if held is None:
        return redirect(page_of(decision, "route"))
    begun = {"taker": held.taker, "who": held.who, "clause": held.clause, "is_key": held.is_key}
    form = ConfirmForm(sent(request), initial=begun)

    def act(said: dict[str, Any]) -> None:
        if said["says"] == _CONFIRM:
            confirm_route(held, person)
        else:
            taker = Taker(said["taker"])
            change_route(held, person, taker, said["who"], said["clause"], said["is_key"], said["reason"])

    groups = (
        Group("", "", ("says",)),
        Group(
            "Only to change it",
            "Your reason stays on record beside the route that the delegations led to.",
            ("taker", "who", "clause", "is_key", "reason"),
        ),
    )
    asking = Asking(
        "Confirm or change the route",
        "Save",
        "route",
        before="deciding/route_says.html",
        context={"route": held},
        groups=groups,
    )
    return ask(request, decision, form, asking, act)


def comments(request: HttpRequest, number: int) -> HttpResponse:
    """Ask a statutory officer for a comment."""
    decision = decision_for(request, number, Needs.ANSWER)
    person, kind = person_of(request), comment_kind_of(request, decision)
    if kind is None:
        raise PermissionDenied
    title = f"Comment as the {str(kind.label)[0].lower()}{str(kind.label)[1:]}"
    lead = ("It stands on the page of the decision and in its papers. A later comment takes its place.",)
    form = CommentForm(sent(request))
    return ask(
        request,
        decision,
        form,
        Asking(title, "Save the comment", "comments", lead),
        lambda held: comment(decision, person, kind, held["says"]),
    )


def comment_kind_of(request: HttpRequest, decision: Decision) -> CommentKind | None:
    """Return as which statutory officer a person comments; None where they are neither."""
    person = person_of(request)
    if holds(person, Role.SECTION_151, decision):
        return CommentKind.SECTION_151
    if holds(person, Role.MONITORING_OFFICER, decision):
        return CommentKind.MONITORING_OFFICER
    return None


def not_needed(request: HttpRequest, number: int) -> HttpResponse:
    """Ask the monitoring officer what is not needed for this decision, and why."""
    decision = decision_for(request, number, Needs.ADVISE)
    person = person_of(request)
    lead = (
        "A test and the comments of the statutory officers cannot be left out where the route demands them.",
        "Your reason stays on the page of the decision and in its papers.",
    )
    return ask(
        request,
        decision,
        WaiveForm(sent(request)),
        Asking(
            "Record that something is not needed",
            "Save",
            "route",
            lead,
            before="deciding/waivers.html",
            context={"waivers": decision.waivers.filter(withdrawn_at=None).select_related("by")},
        ),
        lambda held: waive(decision, person, Demand(held["demand"]), held["because"]),
    )


@require_POST
def needed(request: HttpRequest, number: int, waiver: int) -> HttpResponse:
    """Withdraw that something is not needed for this decision."""
    decision = decision_for(request, number, Needs.ADVISE)
    withdraw_waiver(get_object_or_404(Waiver, pk=waiver, decision=decision), person_of(request))
    return redirect(page_of(decision, "route"))


def exempt(request: HttpRequest, number: int) -> HttpResponse:
    """Ask which part of a decision is kept from the public."""
    decision = decision_for(request, number, Needs.ADVISE)
    person = person_of(request)

    def act(held: dict[str, Any]) -> None:
        add_exempt(decision, person, held["paragraph"], held["title"], held["public_interest"], held["says"])

    asking = Asking(
        "Keep a part from the public",
        "Save the exempt part",
        "record",
        before="deciding/exempt_parts.html",
        context={"parts": decision.exempt_items.filter(withdrawn_at=None).select_related("by")},
    )
    return ask(request, decision, ExemptForm(sent(request)), asking, act)


@require_POST
def exempt_withdrawn(request: HttpRequest, number: int, part: int) -> HttpResponse:
    """Withdraw an exempt part of a decision."""
    decision = decision_for(request, number, Needs.ADVISE)
    withdraw_exempt(get_object_or_404(ExemptItem, pk=part, decision=decision), person_of(request))
    return redirect(page_of(decision, "record"))
