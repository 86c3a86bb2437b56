"""The addresses of the application, made from what its sections declare."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from joinedup.access.models import Account
from joinedup.web.doors import guarded
from joinedup.web.sections import SECTIONS
from joinedup.web.shell import Section, View
from joinedup.web.today import today_section

handler400 = "joinedup.web.failures.bad_request"
handler403 = "joinedup.web.failures.not_allowed"
handler404 = "joinedup.web.failures.not_found"
handler500 = "joinedup.web.failures.broken"

ALL_SECTIONS: tuple[Section, ...] = (today_section(SECTIONS), *SECTIONS)


def _addresses() -> Iterator[URLPattern]:
    for section in ALL_SECTIONS:
        for route in section.routes:
            view = _with_navigation(guarded(route.view, route.needs), section)
            yield path(section.path + route.path, view, name=route.name)


def _with_navigation(view: View, section: Section) -> View:
    """Return a view whose request knows what the person may open, and where they are."""

    def shown(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        account = request.user
        if isinstance(account, Account):
            request.navigation = tuple(  # type: ignore[attr-defined]
                (one.title, one.routes[0].name, one is section)
                for one in ALL_SECTIONS
                if one.is_in_navigation and account.may(one.needs)
            )
        return view(request, *args, **kwargs)

    return shown


urlpatterns: list[URLPattern] = list(_addresses())
