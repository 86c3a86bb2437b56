"""The section of incidents: its list is for roles that see them, one incident for those named on it too."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.folder import Council
from joinedup.register.incidents import may_lead, read_by
from joinedup.register.models import Incident
from joinedup.web.incidents import _acts, _views
from joinedup.web.incidents._brief import clock_says, open_notices
from joinedup.web.shell import Route, Section, Task

_ONE = "<int:number>/"
SECTION = Section(
    "Incidents",
    "incidents/",
    (
        Route("", _views.incidents, "incidents", Needs.SEE_INCIDENTS),
        Route("new/", _views.new, "new_incident", Needs.BRIEF_INCIDENTS),
    ),
    Needs.SEE_INCIDENTS,
)
_ROUTES = (
    Route(_ONE, _views.incident, "incident", Needs.SIGNED_IN),
    Route(f"{_ONE}brief/", _views.brief, "incident_brief", Needs.SIGNED_IN),
    Route(f"{_ONE}brief/<slug:form>/", _views.take, "take_incident_brief", Needs.SIGNED_IN),
    Route(
        f"{_ONE}briefs/<int:version>/<slug:form>/",
        _views.take_again,
        "take_incident_brief_again",
        Needs.SIGNED_IN,
    ),
    Route(f"{_ONE}facts/", _acts.fact, "incident_fact", Needs.SIGNED_IN),
    Route(f"{_ONE}steps/", _acts.step, "incident_step", Needs.SIGNED_IN),
    Route(f"{_ONE}steps/<int:step>/done/", _acts.step_done, "incident_step_done", Needs.SIGNED_IN),
    Route(f"{_ONE}notices/", _acts.notice, "incident_notice", Needs.BRIEF_INCIDENTS),
    Route(f"{_ONE}notices/<int:notice>/told/", _acts.told, "incident_told", Needs.BRIEF_INCIDENTS),
    Route(
        f"{_ONE}notices/<int:notice>/not-needed/",
        _acts.unneeded,
        "incident_not_needed",
        Needs.BRIEF_INCIDENTS,
    ),
    Route(f"{_ONE}notices/<int:notice>/set-back/", _acts.back, "incident_set_back", Needs.BRIEF_INCIDENTS),
    Route(f"{_ONE}readers/", _acts.reader, "incident_reader", Needs.BRIEF_INCIDENTS),
    Route(
        f"{_ONE}readers/<int:reader>/remove/",
        _acts.taken_off,
        "incident_reader_remove",
        Needs.BRIEF_INCIDENTS,
    ),
    Route(f"{_ONE}close/", _acts.closing, "close_incident", Needs.BRIEF_INCIDENTS),
)


def waiting(person: Account, council: Council) -> Iterator[Task]:
    """Yield the clocks that still run for those who brief, and the steps of the posts a person holds."""
    held = Incident.objects.filter(closed_at=None).prefetch_related("notices", "steps")
    now, posts = timezone.now(), {one.post.casefold() for one in person.held() if one.post}
    for incident in read_by(person, held):
        address = reverse("incident", args=[incident.pk])
        if may_lead(person, incident):
            for notice in open_notices([incident]):
                due = timezone.localtime(notice.due).date()
                why = f"{notice.law}: {clock_says(notice, now)}"
                yield Task(f"Tell {notice.who} ({incident.reference})", address, why, due)
        for step in incident.steps.all():
            if step.done_at is None and step.owner_post.casefold() in posts:
                yield Task(
                    f"{step.what} ({incident.reference})", address, "A next step of an incident", step.due
                )


# Those named on an incident need no role that sees incidents; each page asks whether they may.
ONE_INCIDENT = Section(
    "Incident", "incidents/", _ROUTES, Needs.SIGNED_IN, waiting=waiting, is_in_navigation=False
)
