"""Asking for one thing on one page: a form, what it does, and what is refused said beside its fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from joinedup.errors import InputRefused
from joinedup.register.deciding import StepRefused
from joinedup.register.models import Decision
from joinedup.web.deciding._people import page_of
from joinedup.web.shell import show


@dataclass(frozen=True)
class Group:
    """Fields that belong together.

    Args:
        title: their heading; "" for none.
        says: what to know before filling them in; "" for nothing.
        fields: names of the fields.
        is_folded: whether they are folded away until somebody opens them or has filled one in.
    """

    title: str
    says: str
    fields: Sequence[str]
    is_folded: bool = False

    def is_open(self, form: forms.Form) -> bool:
        """Return whether a folded group is shown: something in it was filled in or is wrong."""
        return any(form[name].errors or _is_filled(form[name].value()) for name in self.fields)


def _is_filled(value: object) -> bool:
    return any(value) if isinstance(value, list | tuple) else bool(value)


@dataclass(frozen=True)
class Asking:
    """A page that asks for one thing.

    Args:
        title: its heading.
        button: what its button says.
        back: the part of the decision's page it belongs to.
        lead: paragraphs before the form.
        before: a template shown before the form; "" for none.
        context: what that template reads.
        groups: its fields; all of them in one group where none is given.
    """

    title: str
    button: str
    back: str
    lead: Sequence[str] = ()
    before: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    groups: Sequence[Group] = ()


def ask(
    request: HttpRequest,
    decision: Decision,
    form: forms.Form,
    asking: Asking,
    act: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """Show a form, or do what it asks and go back to the decision.

    Args:
        request: the request.
        decision: the decision.
        form: the form, bound where something was sent.
        asking: the page.
        act: does it; what it refuses is said above the form.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except StepRefused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
        except InputRefused as refused:
            form.add_error(None, f"{refused.what} {refused.todo}")
        else:
            return redirect(page_of(decision, asking.back))
    groups = asking.groups or (Group("", "", tuple(form.fields)),)
    context = {"form": form, "asking": asking, "groups": groups, "decision": decision, "back": asking.back}
    return show(request, "deciding/ask.html", {**asking.context, **context})


def sent(request: HttpRequest) -> Any:
    """Return what was sent, or None where the form is only looked at."""
    return request.POST if request.method == "POST" else None
