"""The pages of services, and asking for a projection."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.council import area_counts, areas_of
from joinedup.folder import Council
from joinedup.reports.area_map import map_page
from joinedup.reports.coverage import coverage_page
from joinedup.reports.links import links_of, links_page
from joinedup.reports.projection import projection_page
from joinedup.reports.services import PatchChoice, ServicePage, named_services, service_page, services_page
from joinedup.store import Store
from joinedup.web.jobs.asking import ask_for
from joinedup.web.services._job import PROJECT
from joinedup.web.services._results import Run, built_once, last_run
from joinedup.web.shell import council, show, show_page


def services(request: HttpRequest) -> HttpResponse:
    """Show every service, and what wants attention."""
    here = council()
    run = last_run(here)
    if run is None:
        return _not_run(request, here)
    page = built_once(
        here,
        ("services",),
        lambda: services_page(run.projection, run.backcast, here, ending="/", older=run.older),
    )
    context = {"page": page, "may_project": _may_project(request), "links": _LINKS}
    return show(request, "services/all.html", context)


def service(request: HttpRequest, name: str) -> HttpResponse:
    """Show one service, for the whole council or one patch."""
    here = council()
    patch = request.GET.get("patch", "")
    if name not in named_services() or patch not in {"", *(one.id for one in here.patches)}:
        raise Http404
    run = last_run(here)
    if run is None:
        return _not_run(request, here)
    page = built_once(here, ("service", name, patch), lambda: _service_page(here, run, name, patch))
    return show(request, "services/one.html", {"page": page})


def _service_page(here: Council, run: Run, name: str, patch: str) -> ServicePage:
    links = built_once(here, ("links of",), lambda: links_of(here))
    page = service_page(run.projection, run.backcast, here, links, name, patch=patch, older=run.older)
    return replace(page, choices=_choices(here, patch))


def _choices(here: Council, patch: str) -> tuple[PatchChoice, ...]:
    if len(here.patches) < 2:
        return ()
    places = [("", "Whole council"), *((one.id, one.name) for one in here.patches)]
    return tuple(PatchChoice(name, _address(id), id == patch) for id, name in places)


def _address(patch: str) -> str:
    query = QueryDict(mutable=True)
    query["patch"] = patch
    return f"?{query.urlencode()}" if patch else "?"


def projection(request: HttpRequest) -> HttpResponse:
    """Show the whole do-nothing projection."""
    here = council()
    run = last_run(here)
    if run is None:
        return _not_run(request, here)
    page = built_once(here, ("projection",), lambda: projection_page(run.projection, run.backcast, here))
    return show_page(request, page)


def links(request: HttpRequest) -> HttpResponse:
    """Show how services move each other, with the evidence."""
    here = council()
    return show_page(request, built_once(here, ("links",), lambda: links_page(links_of(here), here)))


def starts_from(request: HttpRequest) -> HttpResponse:
    """Show whose numbers the projection starts from."""
    here = council()
    run = last_run(here)
    if run is None:
        return _not_run(request, here)
    return show_page(request, built_once(here, ("coverage",), lambda: coverage_page(run.projection, here)))


def area_map(request: HttpRequest) -> HttpResponse:
    """Show one measure by patch or ward on a map."""
    here, run = council(), last_run(council())
    areas = built_once(here, ("areas",), lambda: (areas_of(here), area_counts(here)))
    chosen = request.GET.get("show", "")
    if not areas[1] and run is None:
        return _not_run(request, here)
    page = built_once(
        here,
        ("map", chosen),
        lambda: map_page(here, *areas, run.projection if run else None, chosen, _SERVICE_IN_PATCH),
    )
    return show(request, "services/map.html", {"page": page})


@require_POST
def project(request: HttpRequest) -> HttpResponse:
    """Ask for a projection."""
    assert isinstance(request.user, Account)
    return redirect("job", ask_for(PROJECT, request.user).pk)


def _not_run(request: HttpRequest, here: Council) -> HttpResponse:
    context = {
        "has_data": bool(Store(here.workings).manifest().load),
        "may_project": _may_project(request),
        "data_address": reverse("data") if _may(request, Needs.SEE_DATA) else "",
    }
    return show(request, "services/not_run.html", context)


def _may_project(request: HttpRequest) -> bool:
    return _may(request, PROJECT.needs)


def _may(request: HttpRequest, needs: Needs) -> bool:
    return isinstance(request.user, Account) and request.user.may(needs)


_SERVICE_IN_PATCH = "../{service}/?patch={patch}"
_LINKS = (
    ("projection", "The whole projection"),
    ("map", "Map of patches and wards"),
    ("links", "How services move each other"),
    ("starts_from", "Whose numbers it starts from"),
)
