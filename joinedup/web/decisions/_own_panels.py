"""Parts of a page of a decision that belong to no step: what it is, and what happened to it."""

from __future__ import annotations

from django.http import HttpRequest

from joinedup.access.roles import Needs
from joinedup.access.rules import may_on
from joinedup.register.models import Decision, Stage
from joinedup.reports.links import service_name
from joinedup.web.decisions._people import person_of
from joinedup.web.shell import Panel, council

OPEN_STAGES = frozenset({Stage.PROPOSED, Stage.TESTED, Stage.COLLABORATING, Stage.READY})


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
