"""Lets a person through to a page, or not: the only place where that is decided for a whole page."""

from __future__ import annotations

from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from joinedup.access.accounts import must_use_codes
from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.access.sessions import is_over
from joinedup.web.shell import View

AnyView = TypeVar("AnyView", bound=View)
_OPEN_WITHOUT_CODES = "is_open_without_codes"


def guarded(view: View, needs: Needs) -> View:
    """Return a view that only those reach who are allowed what it needs.

    Whose role asks for one-time codes reaches only the pages where they are set up, until they are.

    Args:
        view: what answers.
        needs: what a person must be allowed.
    """

    @wraps(view)
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if needs.is_open:
            return view(request, *args, **kwargs)
        account = request.user
        if not isinstance(account, Account) or not account.is_active or is_over(request):
            return _to_sign_in(request)
        if not _is_proven(account):
            if account.has_codes:
                return _to_sign_in(request)
            if not getattr(view, _OPEN_WITHOUT_CODES, False) and must_use_codes(account):
                return redirect("my_codes")
        if not account.may(needs):
            raise PermissionDenied(needs)
        return view(request, *args, **kwargs)

    return through


def open_without_codes(view: AnyView) -> AnyView:
    """Return a view that somebody reaches who must set up one-time codes first."""
    setattr(view, _OPEN_WITHOUT_CODES, True)
    return view


def client_address(request: HttpRequest) -> str:
    """Return the network address of whoever asks, to count wrong passwords by.

    Behind a proxy it is the last address that the proxy wrote down; what came before it anybody could write.
    """
    sent = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.IS_HTTPS else ""
    return sent.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def _is_proven(account: Account) -> bool:
    """Return whether a one-time code was given in this session."""
    return getattr(account, "otp_device", None) is not None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        logout(request)
    # Whoever was to send a form is not led back to it: it cannot be reached by a link.
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
