"""Everything that a proposal can change: what it means, its unit and what is spent on it today."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse

from joinedup.council import kept_projection, levers
from joinedup.declared import Lever, LeverKind
from joinedup.errors import StoreRefused
from joinedup.folder import Council
from joinedup.register.collaborating import service_of_levers
from joinedup.reports.links import service_name
from joinedup.vocabulary import pounds, spending_line
from joinedup.web.components import Form
from joinedup.web.shell import council, show


@dataclass(frozen=True)
class ShownLever:
    """Something that can be changed, as people are told of it.

    Args:
        name: its name in a proposal's file.
        says: what it is.
        by: how a change of it is written.
        service: the service it changes.
        today: what is spent today on the budget line that pays for it; "" where none does.
    """

    name: str
    says: str
    by: str
    service: str
    today: str


class LookForLevers(Form):
    """What a person looks for among all that can be changed."""

    text = forms.CharField(label="Words", required=False, max_length=200)


def shown_levers(here: Council) -> list[ShownLever]:
    """Return everything that can be changed, in the order of the services."""
    spent = _spent_today(here)
    return [_shown(one, spent) for one in levers().values()]


def _shown(one: Lever, spent: dict[str, str]) -> ShownLever:
    by = (
        f"a percentage {one.unit}, such as -8%"
        if one.kind is LeverKind.SHARE
        else f"a number of {one.unit}, such as 120"
    )
    service = service_of_levers().get(one.name, "")
    return ShownLever(one.name, one.says, by, service_name(service), spent.get(one.line, ""))


def _spent_today(here: Council) -> dict[str, str]:
    """Return what is spent on each budget line in the first year of the last projection."""
    try:
        projection = kept_projection(here)
    except StoreRefused:
        projection = None
    if projection is None:
        return {}
    return {
        one.line: f"{spending_line(one.line).says}: {pounds(one.expected[0].mean)} in {projection.years[0]}"
        for one in projection.lines
    }


def lever_list(request: HttpRequest) -> HttpResponse:
    """List everything that a proposal can change."""
    form = LookForLevers(request.GET)
    words = form.cleaned_data["text"].casefold().split() if form.is_valid() else []
    found = [one for one in shown_levers(council()) if _has(one, words)]
    return show(request, "decisions/levers.html", {"form": form, "levers": found})


def _has(one: ShownLever, words: list[str]) -> bool:
    held = f"{one.name} {one.says} {one.service} {one.today}".casefold()
    return all(word in held for word in words)


def lever_says(request: HttpRequest) -> HttpResponse:
    """Answer with what the lever that was typed is, as a part of the form."""
    typed = str(next((value for name, value in request.GET.items() if name.endswith("lever")), "")).strip()
    return show(
        request, "decisions/lever_says.html", {"lever": lever_named(council(), typed), "typed": typed}
    )


def lever_named(here: Council, typed: str) -> ShownLever | None:
    """Return the lever of a name, or that is described by what was typed; None where there is none."""
    held = shown_levers(here)
    return next((one for one in held if typed.casefold() in (one.name.casefold(), one.says.casefold())), None)
