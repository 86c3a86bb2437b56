"""The addresses of the application, with one more kind of long work that tests ask for."""

from __future__ import annotations

from django.urls import path

from joinedup.access.roles import Needs
from joinedup.web.doors import guarded
from joinedup.web.jobs.views import jobs_section
from joinedup.web.shell import Done, JobKind
from joinedup.web.urls import handler403, handler404
from joinedup.web.urls import urlpatterns as others

COUNT = JobKind("count", "Count", lambda council, asked_for, tell: Done("Done."), Needs.RUN_MODEL)
_SECTION = jobs_section((COUNT,))
urlpatterns = [
    *(path(_SECTION.path + one.path, guarded(one.view, one.needs), name=one.name) for one in _SECTION.routes),
    *others,
]
__all__ = ["handler403", "handler404", "urlpatterns"]
