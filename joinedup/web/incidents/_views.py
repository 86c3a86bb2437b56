"""The pages of incidents: the list, opening one in minutes, the page of one, and its brief."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from joinedup.access.audit import record
from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.register.incidents import (
    clocks_to_come,
    content_of_brief,
    incident_kinds,
    keep_brief,
    may_lead,
    may_read,
    open_incident,
    read_by,
)
from joinedup.register.models import Incident
from joinedup.reports.papers import Paper, paper_context, why_no_pdf
from joinedup.store import frozen, thawed
from joinedup.web.incidents._brief import brief_of, clock_says, open_notices
from joinedup.web.incidents._forms import NewIncident
from joinedup.web.paper_files import paper_in, sent_as
from joinedup.web.shell import council, person_of, show

_LISTED = 200


@require_safe
def incidents(request: HttpRequest) -> HttpResponse:
    """Show the incidents that a person may read, open ones first, with the next clock of each."""
    person, now = person_of(request), timezone.now()
    seen = read_by(person, Incident.objects.prefetch_related("notices"))
    closed = [one for one in seen if one.closed_at is not None]
    rows = []
    for one in [*(one for one in seen if one.closed_at is None), *closed[:_LISTED]]:
        waits = open_notices([one])
        rows.append((one, incident_kinds()[one.kind], waits, clock_says(waits[0], now) if waits else ""))
    context = {
        "rows": rows,
        "n_more": max(len(closed) - _LISTED, 0),
        "may_open": person.may(Needs.BRIEF_INCIDENTS),
    }
    return show(request, "incidents/list.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Open an incident: what, when, where, and what is known; everything else follows."""
    person, here = person_of(request), council()
    form = NewIncident(
        request.POST or None, here=here, now=timezone.now(), directorates=_directorates(person)
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = open_incident(
            here,
            person,
            kind=said["kind"],
            aware_at=said["moment"],
            directorate=said["directorate"],
            patch=said["patch"],
            place=said["place"],
            case_reference=said["case_reference"],
            known=said["known"],
            source=said["source"],
        )
        return redirect("incident", made.pk)
    return show(request, "incidents/new.html", {"form": form})


@require_safe
def incident(request: HttpRequest, number: int) -> HttpResponse:
    """Show everything about one incident."""
    one = incident_of(request, number)
    person, now = person_of(request), timezone.now()
    notices = [(each, clock_says(each, now), each.due < now) for each in one.notices.all()]
    facts = one.facts.select_related("by").prefetch_related("corrected_by").order_by("-known_at", "-id")
    record(person, "incident seen", one.reference)
    context = {
        "incident": one,
        "kind": incident_kinds()[one.kind],
        "here": council(),
        "patches": {each.id: each.name for each in council().patches},
        "waits": [each for each in notices if each[0].is_open],
        "settled": [each for each, _, _ in notices if not each.is_open],
        "set_backs": one.set_backs.select_related("by"),
        "to_come": clocks_to_come(one),
        "facts": [(each, hasattr(each, "corrected_by")) for each in facts],
        "steps": one.steps.all(),
        "readers": one.readers.select_related("account"),
        "briefs": one.briefs.select_related("by"),
        "may_lead": may_lead(person, one),
        "why_no_pdf": why_no_pdf(),
    }
    return show(request, "incidents/incident.html", context)


@require_safe
def brief(request: HttpRequest, number: int) -> HttpResponse:
    """Show the brief as it would be taken now."""
    one = incident_of(request, number)
    paper = brief_of(one, council(), timezone.now())
    record(person_of(request), "incident brief seen", one.reference)
    context = {**paper_context(paper), "incident": one, "why_no_pdf": why_no_pdf()}
    return show(request, "incidents/brief.html", context)


@require_safe
def take(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """Send the brief as it stands now; the version that is sent is kept."""
    one = incident_of(request, number)
    paper = brief_of(one, council(), timezone.now())
    content = paper_in(form, paper)
    kept = keep_brief(one, frozen(paper), person_of(request), form)
    return sent_as(form, content, f"{one.reference}-brief-{kept.number}")


@require_safe
def take_again(request: HttpRequest, number: int, version: int, form: str) -> HttpResponse:
    """Send a brief again exactly as it was kept."""
    one = incident_of(request, number)
    kept = get_object_or_404(one.briefs, number=version)
    content = paper_in(form, thawed(content_of_brief(kept), Paper))
    record(
        person_of(request),
        "incident brief taken again",
        one.reference,
        number=version,
        digest=kept.digest,
        form=form,
    )
    return sent_as(form, content, f"{one.reference}-brief-{version}")


def incident_of(request: HttpRequest, number: int) -> Incident:
    """Return an incident that the person may read; to others it is as if there were none."""
    one = get_object_or_404(Incident, pk=number)
    if not may_read(person_of(request), one):
        raise Http404
    return one


def _directorates(person: Account) -> list[str] | None:
    """Return for which directorates a person may open an incident; None for all."""
    held = [one for one in person.held() if Needs.BRIEF_INCIDENTS in one.kind.allows]
    return None if any(not one.directorate for one in held) else [one.directorate for one in held]
