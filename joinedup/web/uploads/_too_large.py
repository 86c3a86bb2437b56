"""Refuses a sending that is too large before any of it is read, so that it cannot fill the disk."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from joinedup.web.failures import too_large

_OF_THOSE_SIGNED_IN = 1_000_000_000
_OF_ANYBODY = 100_000


class RefuseTooLarge:
    """Answers a sending larger than anybody may send; somebody not signed in may send a form and no more.

    It stands after the session is known and before anything reads what was sent.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does, or refuse."""
        try:
            size = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            size = 0
        if size > _OF_ANYBODY and (size > _OF_THOSE_SIGNED_IN or not request.user.is_authenticated):
            return too_large(request)
        return self._get_response(request)
