"""The parts of a decision's page, one line each; a later part adds itself here."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from joinedup.register.models import Decision
from joinedup.web.deciding.panel import (
    deliver_panel,
    listen_panel,
    load_panel,
    record_panel,
    route_panel,
)
from joinedup.web.decisions._own_panels import related, summary, timeline
from joinedup.web.decisions._step_panels import consultations, equality, options, parties, test
from joinedup.web.papers.panel import panel as papers
from joinedup.web.shell import Panel

PanelOf = Callable[[HttpRequest, Decision], Panel | None]

_PANELS: tuple[PanelOf, ...] = (
    summary,
    options,
    test,
    parties,
    consultations,
    equality,
    related,
    route_panel,
    load_panel,
    record_panel,
    deliver_panel,
    listen_panel,
    timeline,
    papers,
)


def panels_of(request: HttpRequest, decision: Decision) -> list[Panel]:
    """Return the parts of a decision's page that a person is shown, in order."""
    found = [panel(request, decision) for panel in _PANELS]
    return sorted((one for one in found if one), key=lambda one: one.order)
