"""Long work: project the council, as `joinedup project` does."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from joinedup.access.roles import Needs
from joinedup.council import Settings, backcast, compile_kernel, keep_projection, ready
from joinedup.council import project as run
from joinedup.folder import Council
from joinedup.reports.coverage import write_coverage
from joinedup.reports.links import links_of
from joinedup.reports.projection import in_short, write_projection
from joinedup.reports.services import write_services
from joinedup.web.services._results import build_pages
from joinedup.web.shell import Done, JobKind, Tell

# Shares of the whole work, as it takes on a county of full size.
_READY, _RUN, _BACKCAST, _KEPT, _DRAWN = 0.1, 0.5, 0.85, 0.87, 0.94


def _project(council: Council, asked_for: dict[str, Any], tell: Tell) -> Done:
    settings = Settings()
    tell("reading the council's data", 0.0)
    asked = ready(council)
    tell("getting the model ready", 0.02)
    compile_kernel()

    def between(first: float, last: float) -> Tell:
        return lambda doing, share, /: tell(doing, first + (last - first) * share)

    projection = run(asked, settings, between(_READY, _RUN))
    past = backcast(asked, settings, between(_RUN, _BACKCAST))
    tell("keeping the results", _BACKCAST)
    keep_projection(council, projection, past)
    tell("writing the reports", _KEPT)
    write_projection(projection, past, council)
    write_coverage(projection, council)
    write_services(projection, past, council, links_of(council))
    tell("drawing the pages", _DRAWN)
    build_pages(council)
    return Done(in_short(projection, past)[0], reverse("services"))


PROJECT = JobKind("project", "Project the council", _project, Needs.RUN_MODEL)
