"""Where the pages of services are written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from joinedup.council import Backcast, Projection
from joinedup.folder import Council
from joinedup.reports.links import ShownLink
from joinedup.reports.services._named import named_services
from joinedup.reports.services._overview import services_page
from joinedup.reports.services._page import service_page
from joinedup.store import put


def write_services(
    projection: Projection,
    backcast: Backcast,
    council: Council,
    links: Sequence[ShownLink],
    folder: Path | None = None,
) -> Path:
    """Write a page for every service, and one that leads to them; returns the latter.

    Args:
        projection: the projection.
        backcast: how far off it would have been.
        council: the council.
        links: every link between services.
        folder: where to; `reports/services` where None.
    """
    where = folder or council.reports / "services"
    for service in named_services():
        page = service_page(projection, backcast, council, links, service)
        put(where / f"{service}.html", page.render().encode())
    index = where / "index.html"
    put(index, services_page(projection, backcast, council).render().encode())
    return index
