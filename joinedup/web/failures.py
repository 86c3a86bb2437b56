"""What people see when something is refused, not found or broken: what, and what they can do next."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from joinedup.errors import JoinedUpError
from joinedup.web.shell import show

_LOG = logging.getLogger("django.request")
_TRY_AGAIN = "Nothing that was saved is lost. Wait a minute and try again."


class ClearFailures:
    """Answers a failure that a view did not foresee with a page that says what can be done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, failure: Exception) -> HttpResponse | None:
        """Return the page for a failure, or None for those that Django has a page for."""
        if isinstance(failure, Http404 | PermissionDenied | BadRequest):
            return None
        if isinstance(failure, JoinedUpError):
            return refused(request, failure)
        # Never what was sent or found: more people read logs than may read the data.
        _LOG.error("%s in %s", type(failure).__name__, getattr(request.resolver_match, "view_name", ""))
        if isinstance(failure, DatabaseError | InterfaceError | OSError):
            return unavailable(request)
        return None


def refused(request: HttpRequest, failure: JoinedUpError) -> HttpResponse:
    """Answer with what could not be done, in the words of the refusal."""
    return show(
        request, "failure.html", _says("This cannot be done as it is", failure.what, failure.todo), 422
    )


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer that what we depend on, a disk or a database, is not there for now."""
    what = "The place where JoinedUp keeps its records cannot be reached or is full."
    response = _plain(request, "Sorry, this is not available for now", what, _TRY_AGAIN, 503)
    response["Retry-After"] = "60"
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer that there is no such page."""
    what = "There is no page at this address. It may have been typed wrongly, or what it showed is gone."
    return _plain(request, "Page not found", what, "", 404)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer that the person may not see or do this."""
    what = "Your role does not let you see or do this."
    todo = "If it should, ask whoever manages accounts in your council."
    return _plain(request, "You cannot open this page", what, todo, 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer that what was sent cannot be read."""
    what = "What your browser sent could not be read."
    return _plain(request, "Something is wrong with this request", what, "Go back and try again.", 400)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer that something failed which should not have."""
    what = "Something went wrong on our side."
    return _plain(request, "Sorry, there is a problem with JoinedUp", what, _TRY_AGAIN, 500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer that a form was open for too long, or did not come from us."""
    what = "This form was open for too long, or your browser does not keep cookies."
    return _plain(request, "Send the form again", what, "Go back, load the page anew and send it again.", 403)


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer that what was sent is larger than we take."""
    what = "What you sent is larger than JoinedUp takes at once."
    return _plain(request, "This is too large", what, "Send fewer or smaller files, or sign in first.", 413)


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """Answer that there were too many wrong passwords."""
    what = "There were too many attempts to sign in."
    todo = "Wait 15 minutes and try again, or ask whoever manages accounts in your council."
    return _plain(request, "Sign-in is locked for now", what, todo, 429)


def _plain(request: HttpRequest, title: str, what: str, todo: str, status: int) -> HttpResponse:
    """Answer in the frame where that can be had, and without it where even that fails."""
    try:
        return show(request, "failure.html", _says(title, what, todo), status)
    except (DatabaseError, InterfaceError, OSError, JoinedUpError):
        return render(request, "failure_alone.html", _says(title, what, todo), status=status)


def _says(title: str, what: str, todo: str) -> dict[str, Any]:
    return {"title": title, "what": what, "todo": todo}


__all__ = [
    "ClearFailures",
    "bad_request",
    "broken",
    "form_expired",
    "locked_out",
    "not_allowed",
    "not_found",
    "refused",
    "too_large",
    "unavailable",
]
