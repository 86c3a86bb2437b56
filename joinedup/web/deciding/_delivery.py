"""Pages of delivering: milestones, pilots and the savings tracker."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from joinedup.access.roles import Needs, Role
from joinedup.council import measures
from joinedup.council.monitoring import STATUSES
from joinedup.register.deciding import (
    KINDS,
    Update,
    add_milestone,
    begin_pilot,
    claimed_by,
    end_pilot,
    finish_milestone,
    read_pilot,
    savings_of,
    spending_lines_of,
    update_tracker,
)
from joinedup.register.models import Decision, Milestone, Pilot
from joinedup.vocabulary import SPENDING_LINES, Pot, financial_year, spending_line
from joinedup.web.components import DateField, Form
from joinedup.web.deciding._asking import Asking, Group, ask, sent
from joinedup.web.deciding._people import decision_for, holds, person_of
from joinedup.web.deciding._words import from_pence
from joinedup.web.shell import council

_PENCE = 100
_MOST = 10_000_000_000


class MilestoneForm(Form):
    """A step of carrying a decision out."""

    title = forms.CharField(label="What will have been done", max_length=200)
    owner_post = forms.CharField(label="The post that answers for it", max_length=200)
    starts = DateField(label="Day on which it begins")
    due = DateField(label="Day by which it is done")


class ReachedForm(Form):
    """That a milestone was reached."""

    done_on = DateField(label="Day on which it was reached")
    note = forms.CharField(
        label="What shows it", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=2000
    )


class PilotForm(Form):
    """A pilot and the rule by which it is stopped."""

    title = forms.CharField(label="What is tried", max_length=200)
    where = forms.CharField(label="Where", max_length=200)
    owner_post = forms.CharField(label="The post that answers for it", max_length=200)
    counted = forms.ChoiceField(
        label="Measure that the council's own files count",
        help_text="It is then checked by itself whenever data is loaded.",
        required=False,
    )
    area = forms.ChoiceField(label="Counted where", required=False)
    measure = forms.CharField(label="Or another measure, read by a person", required=False, max_length=200)
    unit = forms.CharField(label="Its unit", required=False, max_length=60)
    stops = forms.ChoiceField(
        label="Stop where the measure is",
        choices=Pilot.Stops.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose on which side of the value it stops"},
    )
    threshold = forms.FloatField(
        label="This value", error_messages={"required": "Enter the value at which it stops"}
    )
    starts = DateField(label="Day on which it begins")
    check_by = DateField(label="Day on which it is checked at the latest")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counted = sorted((one.says, one.name) for one in measures().values() if one.figure)
        self.fields["counted"].choices = [("", "None of these"), *((name, says) for says, name in counted)]  # type: ignore[attr-defined]
        patches = [(one.id, one.name) for one in council().patches]
        self.fields["area"].choices = [("", "The whole council"), *patches]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one measure."""
        held = super().clean() or {}
        if bool(held.get("counted")) == bool(held.get("measure")):
            self.add_error("measure", "Choose one measure that is counted, or name another with its unit")
        elif held.get("measure") and not held.get("unit"):
            self.add_error("unit", "Its unit: enter what the value counts")
        return held

    def pilot(self) -> Pilot:
        """Return the pilot that was written, not yet kept."""
        held = dict(self.cleaned_data)
        known = measures().get(held.pop("counted"))
        if known is not None:
            held |= {"measure": known.says, "unit": known.unit, "figure": known.figure, "band": known.band}
        else:
            held["area"] = ""
        return Pilot(**held)


class ReadingForm(Form):
    """What a pilot's measure was."""

    as_at = DateField(label="Day of the value")
    value = forms.FloatField(label="Value")
    source = forms.CharField(label="Where it was read", max_length=300)


class EndForm(Form):
    """Why a pilot ends."""

    because = forms.CharField(label="Why it ends", widget=forms.Textarea(attrs={"rows": 4}), max_length=5000)


class TrackerForm(Form):
    """How one saving stands."""

    reference = forms.ChoiceField(label="Saving")
    service = forms.ChoiceField(label="Spending line")
    pot = forms.ChoiceField(label="Pot", choices=[(one.says, one.says) for one in Pot])
    kind = forms.ChoiceField(
        label="Kind",
        choices=[(one, one.capitalize()) for one in KINDS],
        help_text="Cashable can be taken from the budget; avoided keeps spending from rising.",
        widget=forms.RadioSelect,
    )
    status = forms.ChoiceField(
        label="How it stands",
        choices=[(one, one.capitalize()) for one in STATUSES],
        widget=forms.RadioSelect,
    )
    financial_year = forms.ChoiceField(label="Financial year")
    planned = forms.DecimalField(
        label="Planned for the year, in pounds",
        min_value=0,
        max_value=_MOST,
        decimal_places=2,
        error_messages={"required": "Enter the pounds planned for the year"},
    )
    delivered = forms.DecimalField(
        label="Delivered to date, in pounds",
        min_value=0,
        max_value=_MOST,
        decimal_places=2,
        error_messages={"required": "Enter the pounds delivered to date"},
    )
    forecast = forms.DecimalField(
        label="Forecast for the year, in pounds",
        min_value=0,
        max_value=_MOST,
        decimal_places=2,
        error_messages={"required": "Enter the pounds forecast for the year"},
    )
    as_at = DateField(label="Position at", error_messages={"required": "Enter the day of the position"})
    note = forms.CharField(label="Note", required=False, max_length=300)

    def __init__(self, *args: Any, decision: Decision, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = {one.proposal: one.title for one in claimed_by(decision)} or {
            decision.reference: decision.title
        }
        self.titles = named
        self.fields["reference"].choices = [(key, f"{says} ({key})") for key, says in named.items()]  # type: ignore[attr-defined]
        mine = spending_lines_of(decision.services) or tuple(one.code for one in SPENDING_LINES)
        lines = [spending_line(code).says for code in mine]
        self.fields["service"].choices = [(one, one) for one in lines]  # type: ignore[attr-defined]
        years = [financial_year(date(on.year + add, on.month, 1)) for add in (-1, 0, 1, 2, 3)]
        self.fields["financial_year"].choices = [(one, one) for one in years]  # type: ignore[attr-defined]


def milestone(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for a milestone."""
    decision = decision_for(request, number, Needs.DELIVER)
    person = person_of(request)
    form = MilestoneForm(sent(request), initial={"owner_post": decision.owner_post})
    return ask(
        request,
        decision,
        form,
        Asking("Add a milestone", "Save the milestone", "delivery"),
        lambda held: add_milestone(
            decision, person, held["title"], held["owner_post"], held["starts"], held["due"]
        ),
    )


def reached(request: HttpRequest, number: int, milestone: int) -> HttpResponse:
    """Ask when a milestone was reached."""
    decision = decision_for(request, number, Needs.DELIVER)
    held_one = get_object_or_404(Milestone, pk=milestone, decision=decision)
    person, on = person_of(request), timezone.localdate()
    form = ReachedForm(sent(request), initial={"done_on": on})
    return ask(
        request,
        decision,
        form,
        Asking(f"Reached: {held_one.title}", "Save", "delivery"),
        lambda held: finish_milestone(held_one, person, on, held["done_on"], held["note"]),
    )


def pilot(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for a pilot and its stop rule."""
    decision = decision_for(request, number, Needs.DELIVER)
    person = person_of(request)
    begun = {"owner_post": decision.owner_post, "starts": timezone.localdate()}
    form = PilotForm(sent(request), initial=begun)
    groups = (
        Group("", "", ("title", "where", "owner_post", "starts")),
        Group("Stop rule", "", ("counted", "area", "measure", "unit", "stops", "threshold", "check_by")),
    )
    return ask(
        request,
        decision,
        form,
        Asking("Begin a pilot", "Begin the pilot", "delivery", groups=groups),
        lambda held: begin_pilot(decision, person, form.pilot()),
    )


def reading(request: HttpRequest, number: int, pilot: int) -> HttpResponse:
    """Ask what a pilot's measure was."""
    decision = decision_for(request, number, Needs.DELIVER)
    held_one = get_object_or_404(Pilot, pk=pilot, decision=decision)
    person, on = person_of(request), timezone.localdate()
    form = ReadingForm(sent(request), initial={"as_at": on})
    lead = (
        f"The pilot is stopped where {held_one.measure} is {held_one.get_stops_display()} "
        f"{held_one.threshold:g} {held_one.unit}.",
    )
    return ask(
        request,
        decision,
        form,
        Asking(f"Read: {held_one.title}", "Save the value", "delivery", lead),
        lambda held: read_pilot(held_one, person, on, held["as_at"], held["value"], held["source"]),
    )


def ended(request: HttpRequest, number: int, pilot: int) -> HttpResponse:
    """Ask why a pilot ends."""
    decision = decision_for(request, number, Needs.DELIVER)
    held_one = get_object_or_404(Pilot, pk=pilot, decision=decision)
    person, on = person_of(request), timezone.localdate()
    return ask(
        request,
        decision,
        EndForm(sent(request)),
        Asking(f"End the pilot: {held_one.title}", "End it", "delivery"),
        lambda held: end_pilot(held_one, person, on, held["because"]),
    )


def tracker(request: HttpRequest, number: int) -> HttpResponse:
    """Ask finance how a saving stands."""
    decision = decision_for(request, number, Needs.DELIVER)
    person, on, here = person_of(request), timezone.localdate(), council()
    if not holds(person, Role.FINANCE, decision):
        raise PermissionDenied
    form = TrackerForm(sent(request), initial={"as_at": on}, decision=decision, on=on)

    def act(held: dict[str, Any]) -> None:
        title = form.titles[held["reference"]]
        directorate = here.directorate_name(decision.directorate)
        update = Update(
            reference=held["reference"],
            title=title,
            directorate=directorate,
            service=held["service"],
            pot=held["pot"],
            kind=held["kind"],
            status=held["status"],
            financial_year=held["financial_year"],
            planned=_pence(held["planned"]),
            delivered=_pence(held["delivered"]),
            forecast=_pence(held["forecast"]),
            as_at=held["as_at"],
            note=held["note"],
        )
        update_tracker(decision, person, here, update)

    lead = (
        "It is kept here and written to data/finance/savings_tracker_register.csv, in the form of your own "
        "tracker. The plan and the outturn move with the next load.",
    )
    asking = Asking(
        "Update the savings tracker",
        "Save the position",
        "delivery",
        lead,
        before="deciding/savings.html",
        context={"savings": savings_of(decision, here), "from_pence": from_pence},
    )
    return ask(request, decision, form, asking, act)


def _pence(pounds: Decimal) -> int:
    return int(pounds * _PENCE)
