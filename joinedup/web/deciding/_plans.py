"""Pages of what is to come: the forward plan, and how much each service carries at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from joinedup.access import audit
from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.access.rules import may_on
from joinedup.folder import Council
from joinedup.parameters import load_parameters
from joinedup.register.deciding import (
    Limit,
    MonthLoad,
    Span,
    add_months,
    changes_of,
    forward_plan,
    forward_plan_csv,
    limits_of,
    loads_by_month,
    spans_of,
    terms_of,
    usual_months,
)
from joinedup.register.models import ChangeLimit, Decision, Stage
from joinedup.vocabulary import SPENDING_LINES, spending_line
from joinedup.web.components import Form
from joinedup.web.deciding._asking import sent
from joinedup.web.deciding._people import may_see, person_of
from joinedup.web.figures import figures_now
from joinedup.web.shell import council, show

_MONTHS = 18
_OVER = (Stage.REJECTED, Stage.WITHDRAWN, Stage.REVIEWED)


@dataclass(frozen=True)
class Loads:
    """What services carry month by month.

    Args:
        months: first days of the months looked at.
        rows: what each service carries in each month in which it carries anything.
        limits: the limit of each service.
        decisions: every decision that may be carried, by its number.
    """

    months: tuple[date, ...]
    rows: tuple[MonthLoad, ...]
    limits: dict[str, Limit]
    decisions: dict[int, Decision]

    def named_to(self, person: Account) -> frozenset[int]:
        """Return the numbers of the decisions that a person may see; others are not named to them."""
        return frozenset(number for number, one in self.decisions.items() if may_see(person, one))

    @property
    def over(self) -> tuple[MonthLoad, ...]:
        """The months in which a service carries more than it can."""
        return tuple(one for one in self.rows if one.is_over)

    @property
    def spans(self) -> tuple[Span, ...]:
        """What each service carries, months in a row together."""
        return spans_of(self.rows)

    @property
    def services(self) -> list[str]:
        """Codes of the services that carry anything."""
        return list(dict.fromkeys(one.service for one in self.rows))


@dataclass(frozen=True)
class _Service:
    """A service as something that object-level rules know."""

    directorates: tuple[str, ...]
    patches: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


def loads(here: Council, on: date) -> Loads:
    """Return what every service carries from this month on."""
    parameters = load_parameters(here.local_parameters)
    decisions = Decision.objects.exclude(stage__in=_OVER).select_related("lawful_route")
    held = list(decisions.prefetch_related("milestones", "records"))
    changes = changes_of(held, on, usual_months(parameters, on))
    months = tuple(add_months(on.replace(day=1), ahead) for ahead in range(_MONTHS))
    codes = {code for one in changes for code in one.services}
    figures = figures_now(here) if codes else None
    limits = limits_of(codes, figures, parameters, on)
    return Loads(months, loads_by_month(changes, limits, months), limits, {one.pk: one for one in held})


def plan(request: HttpRequest) -> HttpResponse:
    """Show every decision to come, with what each lacks."""
    here, on, person = council(), timezone.localdate(), person_of(request)
    terms = terms_of(here, on)
    entries = [one for one in forward_plan(terms, on) if may_see(person, one.decision)]
    carried = loads(here, on)
    context = {
        "entries": entries,
        "on": on,
        "terms": terms,
        "loads": carried,
        "named": carried.named_to(person),
        "name_of": _name_of,
        "may_limit": person.may(Needs.DELIVER),
    }
    return show(request, "deciding/forward_plan.html", context)


def public_plan(request: HttpRequest) -> HttpResponse:
    """Show the plan as it is published: key decisions of which notice was given, nothing exempt."""
    here, on, person = council(), timezone.localdate(), person_of(request)
    found = forward_plan(terms_of(here, on), on)
    entries = [one for one in found if one.is_public and may_see(person, one.decision)]
    return show(request, "deciding/public_plan.html", {"entries": entries, "on": on})


def plan_csv(request: HttpRequest, kind: str) -> HttpResponse:
    """Answer with the plan as CSV: `all` for those within, `public` for everybody."""
    if kind not in ("all", "public"):
        raise Http404
    here, on, person = council(), timezone.localdate(), person_of(request)
    entries = [one for one in forward_plan(terms_of(here, on), on) if may_see(person, one.decision)]
    audit.record(person, "downloaded the forward plan", kind)
    # The mark at the start tells spreadsheets that it is UTF-8.
    content = forward_plan_csv(entries, is_public=kind == "public").encode("utf-8-sig")
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="forward_plan_{kind}_{on.isoformat()}.csv"'
    return response


class LimitForm(Form):
    """How many changes a service can carry at once."""

    most = forms.IntegerField(
        label="Changes it can carry at once",
        help_text="Leave empty to go back to what its budget suggests.",
        min_value=1,
        max_value=50,
        required=False,
    )
    because = forms.CharField(
        label="What that rests on",
        help_text="The people it has for change, and what else they carry.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Say what that rests on"},
    )


def limit(request: HttpRequest, service: str) -> HttpResponse:
    """Ask how many changes a service can carry at once."""
    person = person_of(request)
    line = next((one for one in SPENDING_LINES if one.code == service), None)
    if line is None:
        raise Http404
    if not may_on(person, Needs.DELIVER, _Service((line.directorate.value,))):
        raise PermissionDenied
    held = ChangeLimit.objects.filter(service=service).first()
    begun = {"most": held.most, "because": held.because} if held else {}
    form = LimitForm(sent(request), initial=begun)
    if request.method == "POST" and form.is_valid():
        _keep_limit(person, service, form.cleaned_data)
        return redirect("forward_plan")
    return show(request, "deciding/limit.html", {"form": form, "name": line.says})


def _keep_limit(person: Account, service: str, held: dict[str, object]) -> None:
    with transaction.atomic():
        if held["most"] is None:
            ChangeLimit.objects.filter(service=service).delete()
            audit.record(person, "took back how many changes a service carries", service)
            return
        ChangeLimit.objects.update_or_create(service=service, defaults={**held, "by": person})
        audit.record(person, "set how many changes a service carries", service, most=held["most"])


def _name_of(service: str) -> str:
    return spending_line(service).says
