"""The addresses of services."""

from __future__ import annotations

from joinedup.access.roles import Needs
from joinedup.web.services import _views as views
from joinedup.web.services._job import PROJECT
from joinedup.web.shell import Route, Section

SECTION = Section(
    "Services",
    "services/",
    (
        Route("", views.services, "services", Needs.SEE_SERVICES),
        Route("projection/", views.projection, "projection", Needs.SEE_SERVICES),
        Route("map/", views.area_map, "map", Needs.SEE_SERVICES),
        Route("links/", views.links, "links", Needs.SEE_SERVICES),
        Route("starts-from/", views.starts_from, "starts_from", Needs.SEE_SERVICES),
        Route("project/", views.project, "project", Needs.RUN_MODEL),
        Route("<slug:name>/", views.service, "service", Needs.SEE_SERVICES),
    ),
    Needs.SEE_SERVICES,
    jobs=(PROJECT,),
)
