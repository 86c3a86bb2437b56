"""Pages of notices: recording one, and withdrawing it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from joinedup.access.roles import Needs
from joinedup.register.deciding import (
    publish_notice,
    readiness,
    route_of_decision,
    terms_of,
    withdraw_notice,
)
from joinedup.register.models import Notice, NoticeKind
from joinedup.web.components import DateField, Form
from joinedup.web.deciding._asking import Asking, Group, ask, sent
from joinedup.web.deciding._people import decision_for, page_of, person_of
from joinedup.web.shell import council


class NoticeForm(Form):
    """A notice as it was published."""

    kind = forms.ChoiceField(label="Which notice", choices=NoticeKind.choices, widget=forms.RadioSelect)
    published_on = DateField(label="Day on which it was published")
    where_published = forms.CharField(
        label="Where it was published", help_text="Its address on the council's website.", max_length=300
    )
    planned_for = DateField(label="Day on which it says that it will be decided")
    decision_maker = forms.CharField(
        label="Who decides",
        help_text="The name and title of one person; for a body its name and its members.",
        max_length=300,
    )
    matter = forms.CharField(
        label="What is to be decided",
        help_text="Without anything that is exempt.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
    )
    documents = forms.CharField(
        label="Documents put before who decides",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=5000,
    )
    because = forms.CharField(
        label="Why the usual notice is impracticable, or why it cannot be deferred",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=5000,
    )
    scrutiny_who = forms.CharField(
        label="Who of scrutiny was told, or agreed", required=False, max_length=200
    )
    scrutiny_on = DateField(label="Day on which they were told, or agreed", required=False)


_GROUPS = (
    Group("", "", ("kind", "published_on", "where_published")),
    Group("What the notice says", "", ("planned_for", "decision_maker", "matter", "documents")),
    Group(
        "Only for a general exception or special urgency",
        "A general exception: the chair of scrutiny was told in writing. Special urgency: they agreed.",
        ("because", "scrutiny_who", "scrutiny_on"),
    ),
)


def notice(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for a notice that was published."""
    decision = decision_for(request, number, Needs.PUBLISH)
    person, on, here = person_of(request), timezone.localdate(), council()
    route = route_of_decision(decision)
    begun: dict[str, Any] = {"kind": NoticeKind.KEY, "published_on": on, "matter": decision.title}
    if route is not None:
        begun |= {"decision_maker": route.who, "planned_for": route.planned_for}
    form = NoticeForm(sent(request), initial=begun)
    day = route.planned_for if route and route.planned_for and route.planned_for > on else on
    context = {"ready": readiness(decision, terms_of(here, on), day), "on": day}
    asking = Asking(
        "Publish a notice",
        "Save the notice",
        "route",
        before="deciding/ways.html",
        context=context,
        groups=_GROUPS,
    )
    return ask(
        request,
        decision,
        form,
        asking,
        lambda held: publish_notice(decision, person, Notice(**held), on),
    )


@require_POST
def withdraw(request: HttpRequest, number: int, notice: int) -> HttpResponse:
    """Withdraw a notice."""
    decision = decision_for(request, number, Needs.PUBLISH)
    held = get_object_or_404(Notice, pk=notice, decision=decision, withdrawn_on=None)
    withdraw_notice(held, person_of(request), timezone.localdate())
    return redirect(page_of(decision, "route"))
