"""What people do to an incident: add facts, say who was told, set steps, name readers, close it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from joinedup.errors import InputRefused
from joinedup.register.incidents import (
    add_fact,
    add_notice,
    add_step,
    close,
    finish_step,
    may_lead,
    name_reader,
    not_needed,
    set_back,
    started_from,
    take_off,
    tell,
)
from joinedup.register.models import Incident, IncidentNotice
from joinedup.web.incidents._brief import standing_facts
from joinedup.web.incidents._forms import (
    CloseForm,
    FactForm,
    NoticeForm,
    NotNeededForm,
    ReaderForm,
    SetBackForm,
    StepForm,
    ToldForm,
)
from joinedup.web.incidents._views import incident_of
from joinedup.web.shell import council, moment, person_of, show


def fact(request: HttpRequest, number: int) -> HttpResponse:
    """Add something that a department knows."""
    one = incident_of(request, number)
    own = next((each.directorate for each in person_of(request).held() if each.directorate), one.directorate)
    form = FactForm(
        request.POST or None,
        here=council(),
        now=timezone.now(),
        incident=one,
        facts=standing_facts(one),
        initial={"directorate": own},
    )

    def keep(said: dict[str, Any]) -> None:
        add_fact(
            one,
            person_of(request),
            directorate=said["directorate"],
            says=said["says"],
            known_at=said["moment"],
            source=said["source"],
            corrects=said["corrects"],
        )

    return _form_page(request, one, form, "Add what is known", "Add", keep)


def told(request: HttpRequest, number: int, notice: int) -> HttpResponse:
    """Record that somebody was told."""
    one = _led(request, number)
    held = get_object_or_404(one.notices, pk=notice)
    now = timezone.now()
    post = next((each.post for each in person_of(request).held() if each.post), "")
    form = ToldForm(request.POST or None, here=council(), now=now, initial={"told_by": post})

    def keep(said: dict[str, Any]) -> None:
        tell(
            council(),
            held,
            person_of(request),
            told_at=said["moment"],
            told_by=said["told_by"],
            told_how=said["told_how"],
            now=now,
        )

    return _form_page(request, one, form, f"Record that they were told: {held.who}", "Record", keep)


def unneeded(request: HttpRequest, number: int, notice: int) -> HttpResponse:
    """Record why somebody need not be told."""
    one = _led(request, number)
    held = get_object_or_404(one.notices, pk=notice)
    form = NotNeededForm(request.POST or None, here=council())
    title = f"Why they need not be told: {held.who}"
    return _form_page(
        request,
        one,
        form,
        title,
        "Record",
        lambda said: not_needed(held, person_of(request), said["because"], timezone.now()),
    )


def back(request: HttpRequest, number: int, notice: int) -> HttpResponse:
    """Set back what was recorded of telling somebody, where that was a mistake."""
    one = _led(request, number)
    held = get_object_or_404(one.notices, pk=notice)
    return _form_page(
        request,
        one,
        SetBackForm(request.POST or None, here=council()),
        f"Set back what was recorded: {held.who}",
        "Set it back",
        lambda said: set_back(held, person_of(request), said["because"], timezone.now()),
        lead=_what_setting_back_does(held),
    )


def _what_setting_back_does(held: IncidentNotice) -> list[str]:
    says = []
    if held.told_at:
        says.append(f"On record: told {moment(held.told_at)} by {held.told_by}, {held.told_how}.")
    elif held.not_needed_because:
        says.append(f"On record: not needed: {held.not_needed_because}")
    says.append("Once it is set back they have still to be told, by the time that held before.")
    for one in started_from(held):
        says.append(f"The clock that started with it goes too: {one.who}.")
    return says


def notice(request: HttpRequest, number: int) -> HttpResponse:
    """Add somebody else who must be told."""
    one = _led(request, number)
    form = NoticeForm(request.POST or None, here=council(), now=timezone.now())
    return _form_page(
        request,
        one,
        form,
        "Add somebody who must be told",
        "Add",
        lambda said: add_notice(one, person_of(request), said["whom"], said["moment"]),
    )


def step(request: HttpRequest, number: int) -> HttpResponse:
    """Add what is done next."""
    one = incident_of(request, number)
    form = StepForm(request.POST or None, here=council(), initial={"due": timezone.localdate()})
    return _form_page(
        request,
        one,
        form,
        "Add a next step",
        "Add",
        lambda said: add_step(one, person_of(request), said["what"], said["owner_post"], said["due"]),
    )


@require_POST
def step_done(request: HttpRequest, number: int, step: int) -> HttpResponse:
    """Record that a step is done."""
    one = incident_of(request, number)
    finish_step(get_object_or_404(one.steps, pk=step), person_of(request), timezone.now())
    return redirect("incident", one.pk)


def reader(request: HttpRequest, number: int) -> HttpResponse:
    """Let somebody read the incident and add what they know."""
    one = _led(request, number)
    form = ReaderForm(request.POST or None)
    return _form_page(
        request,
        one,
        form,
        "Name somebody on it",
        "Name them",
        lambda said: name_reader(one, person_of(request), said["email"]),
    )


@require_POST
def taken_off(request: HttpRequest, number: int, reader: int) -> HttpResponse:
    """Take somebody off the incident who was named on it."""
    one = _led(request, number)
    take_off(get_object_or_404(one.readers, pk=reader), person_of(request))
    return redirect("incident", one.pk)


def closing(request: HttpRequest, number: int) -> HttpResponse:
    """Close the incident."""
    one = _led(request, number)
    form = CloseForm(request.POST or None, here=council())
    return _form_page(
        request,
        one,
        form,
        "Close this incident",
        "Close it",
        lambda said: close(one, person_of(request), said["because"], timezone.now()),
    )


def _led(request: HttpRequest, number: int) -> Incident:
    """Return an incident on which the person may brief."""
    one = incident_of(request, number)
    if not may_lead(person_of(request), one):
        raise PermissionDenied
    return one


def _form_page(
    request: HttpRequest,
    one: Incident,
    form: Form,
    title: str,
    button: str,
    keep: Callable[[dict[str, Any]], object],
    lead: Sequence[str] = (),
) -> HttpResponse:
    """Show a form, or keep what it says and go back to the incident."""
    if request.method == "POST" and form.is_valid():
        try:
            keep(form.cleaned_data)
            return redirect("incident", one.pk)
        except InputRefused as refused:
            form.add_error(None, str(refused))
    context = {
        "incident": one,
        "form": form,
        "title": title,
        "lead": lead,
        "button": button,
        "is_asked": getattr(form, "is_asked", False),
    }
    return show(request, "incidents/form.html", context)
