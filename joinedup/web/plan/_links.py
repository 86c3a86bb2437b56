"""How services move each other, with the council's own values."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from joinedup.folder import Council
from joinedup.links import load_links
from joinedup.parameters import load_parameters
from joinedup.reports import json_text
from joinedup.reports.links import (
    LinksPage,
    ShownLink,
    acting,
    as_json,
    links_page,
    links_workbook,
    service_name,
    shown_links,
)
from joinedup.web.components import Form
from joinedup.web.kept_pages import file_of, page_of
from joinedup.web.plan._money import TYPES, crumbs
from joinedup.web.shell import council, show_page


class ServiceForm(Form):
    """The one service whose links to show."""

    service = forms.ChoiceField(label="Service", required=False)

    def __init__(self, asked_for: object) -> None:
        super().__init__(asked_for)  # type: ignore[arg-type]
        choices = self.fields["service"]
        assert isinstance(choices, forms.ChoiceField)
        choices.choices = [("", "All services"), *((one, service_name(one)) for one in _services())]


def service_links(request: HttpRequest) -> HttpResponse:
    """Show how services move each other: a map, and every effect with what stands behind it."""
    here = council()
    form = ServiceForm(request.GET)
    service = form.cleaned_data["service"] if form.is_valid() else ""
    page = page_of(
        here,
        LinksPage,
        _name(service),
        lambda: links_page(_links(here, service), here, service),
        here.local_parameters,
    )
    files = [
        (says, f"{reverse('service_links_file', args=(kind,))}?service={service}")
        for says, kind in (("Workbook (XLSX)", "xlsx"), ("Every link (JSON)", "json"))
    ]
    context = {"above": "plan/above_links.html", "form": form, "files": files, "crumbs": crumbs()}
    return show_page(request, page, context)


def service_links_file(request: HttpRequest, form: str) -> HttpResponse:
    """Answer with the links as a workbook or JSON, as the command line writes them."""
    here, service = council(), request.GET.get("service", "")
    if form not in TYPES or service not in ("", *_services()):
        raise Http404
    content = file_of(
        here, f"{_name(service)}.{form}", lambda: _file(here, service, form), here.local_parameters
    )
    response = HttpResponse(content, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="links.{form}"'
    return response


def _file(here: Council, service: str, form: str) -> bytes:
    links = _links(here, service)
    if form == "json":
        return json_text(as_json(links)).encode()
    title = f"{here.name}: {links_page(links, here, service).title}"
    return links_workbook(links, title, datetime.now(UTC).isoformat(timespec="seconds"))


def _links(here: Council, service: str) -> list[ShownLink]:
    return shown_links(load_links(), load_parameters(here.local_parameters), here.plan_starts, service)


def _name(service: str) -> str:
    return f"links-{service}" if service else "links"


@cache
def _services() -> tuple[str, ...]:
    held = load_links()
    return tuple(sorted({*held, *(acting(link) for some in held.values() for link in some)}))
