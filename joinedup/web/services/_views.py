"""The pages of services, and asking for a projection."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.council import measures
from joinedup.folder import Council
from joinedup.reports.services import named_services
from joinedup.store import Store
from joinedup.web.jobs.asking import ask_for
from joinedup.web.services import _results as results
from joinedup.web.services._job import PROJECT
from joinedup.web.shell import council, show, show_page

_LINKS = (
    ("projection", "The whole projection"),
    ("map", "Map of patches and wards"),
    ("links", "How services move each other"),
    ("starts_from", "Whose numbers it starts from"),
)


def services(request: HttpRequest) -> HttpResponse:
    """Show every service, and what wants attention."""
    here = council()
    if not results.is_run(here):
        return _not_run(request, here)
    context = {
        "page": results.services_built(here),
        "may_project": _may(request, PROJECT.needs),
        "links": _LINKS,
    }
    return show(request, "services/all.html", context)


def service(request: HttpRequest, name: str) -> HttpResponse:
    """Show one service, for the whole council or one patch."""
    here = council()
    patch = request.GET.get("patch", "")
    if name not in named_services() or patch not in {"", *(one.id for one in here.patches)}:
        raise Http404
    if not results.is_run(here):
        return _not_run(request, here)
    return show(request, "services/one.html", {"page": results.service_built(here, name, patch)})


def projection(request: HttpRequest) -> HttpResponse:
    """Show the whole do-nothing projection."""
    here = council()
    return (
        show_page(request, results.projection_built(here))
        if results.is_run(here)
        else _not_run(request, here)
    )


def links(request: HttpRequest) -> HttpResponse:
    """Show how services move each other, with the evidence."""
    return show_page(request, results.links_built(council()))


def starts_from(request: HttpRequest) -> HttpResponse:
    """Show whose numbers the projection starts from."""
    here = council()
    return (
        show_page(request, results.coverage_built(here)) if results.is_run(here) else _not_run(request, here)
    )


def area_map(request: HttpRequest) -> HttpResponse:
    """Show one measure by patch or ward on a map."""
    here, chosen = council(), request.GET.get("show", "")
    _, counts = results.areas_held(here)
    known = {f"ward:{one.name}" for one in counts}
    if results.is_run(here):
        known |= {one.name for one in measures().values() if one.is_main}
    if not known:
        return _not_run(request, here)
    if chosen and chosen not in known:
        raise Http404
    return show(request, "services/map.html", {"page": results.map_built(here, chosen)})


@require_POST
def project(request: HttpRequest) -> HttpResponse:
    """Ask for a projection."""
    assert isinstance(request.user, Account)
    return redirect("job", ask_for(PROJECT, request.user).pk)


def _not_run(request: HttpRequest, here: Council) -> HttpResponse:
    context = {
        "has_data": bool(Store(here.workings).manifest().load),
        "may_project": _may(request, PROJECT.needs),
        "data_address": reverse("data") if _may(request, Needs.SEE_DATA) else "",
    }
    return show(request, "services/not_run.html", context)


def _may(request: HttpRequest, needs: Needs) -> bool:
    return isinstance(request.user, Account) and request.user.may(needs)
