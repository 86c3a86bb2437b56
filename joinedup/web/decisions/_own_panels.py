"""Parts of a page of a decision that belong to no step: what it is, what happened, what touches the same."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from joinedup.access.roles import Needs
from joinedup.access.rules import may_on, require_on
from joinedup.council import measures
from joinedup.folder import Council
from joinedup.register.collaborating import OPEN_STAGES, Shared, mark_seen, may_see, related_to
from joinedup.register.models import Decision
from joinedup.reports.links import service_name
from joinedup.web.decisions._page_of import decision_of
from joinedup.web.decisions._people import owns, person_of
from joinedup.web.shell import Panel, council


def summary(request: HttpRequest, decision: Decision) -> Panel:
    """Return what is to be decided, who owns it and where it is."""
    here = council()
    context = {
        "decision": decision,
        "directorate": here.directorate_name(decision.directorate),
        "patches": [one.name for one in here.patches if one.id in decision.patches],
        "services": [service_name(one) for one in decision.services],
        "may_edit": decision.stage in OPEN_STAGES and may_on(person_of(request), Needs.PROPOSE, decision),
    }
    return Panel("What is to be decided", "decisions/summary.html", context, 10, "summary")


def timeline(request: HttpRequest, decision: Decision) -> Panel:
    """Return everything that happened, newest first."""
    events = decision.events.select_related("who").order_by("-id")
    return Panel("Timeline", "decisions/timeline.html", {"events": events}, 200, "timeline")


def related(request: HttpRequest, decision: Decision) -> Panel:
    """Return the other decisions that touch the same things."""
    here, person = council(), person_of(request)
    found = [one for one in related_to(decision) if may_see(person, one.decision)]
    context = {
        "decision": decision,
        "related": [(one, _shared_in_words(one.shared, here)) for one in found],
        "is_owner": owns(person, decision),
    }
    return Panel("Decisions that touch the same", "decisions/related.html", context, 190, "related")


@require_POST
def related_seen(request: HttpRequest, number: int, other: int) -> HttpResponse:
    """Write down that the owner has seen another decision that touches the same."""
    person, decision = person_of(request), decision_of(person_of(request), number)
    if not owns(person, decision):
        require_on(person, Needs.PROPOSE, decision)
    mark_seen(decision, decision_of(person, other), person)
    return redirect(f"{reverse('decision', args=[number])}#related")


def _shared_in_words(shared: Shared, here: Council) -> list[str]:
    patches = {one.id: one.name for one in here.patches}
    areas = {one.code: one.name for one in here.planning_areas}
    known = measures()
    told = [
        ("Services", [service_name(one) for one in shared.services]),
        ("Measures", [known[one].says for one in shared.measures if one in known]),
        ("School planning areas", [areas.get(one, one) for one in shared.areas]),
        ("Patches", [patches.get(one, one) for one in shared.patches]),
    ]
    return [f"{what}: {', '.join(names)}" for what, names in told if names]
