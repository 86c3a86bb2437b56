"""Headers of every answer that Django and the content security policy do not set."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_PERMISSIONS = ", ".join(
    f"{one}=()"
    for one in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)


class OtherHeaders:
    """Keeps pages out of caches unless they say otherwise, and devices out of reach of pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does, with these headers."""
        response = self._get_response(request)
        # What one person may see is not kept where the next one at the same machine could.
        response.setdefault("Cache-Control", "private, no-store")
        response.setdefault("Permissions-Policy", _PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
