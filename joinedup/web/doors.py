"""Lets a person through to a page, or not: the only place where that is decided for a whole page."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.web.shell import View


def guarded(view: View, needs: Needs) -> View:
    """Return a view that only those reach who are allowed what it needs.

    Args:
        view: what answers.
        needs: what a person must be allowed.
    """

    @wraps(view)
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if needs.is_open:
            return view(request, *args, **kwargs)
        if not isinstance(request.user, Account) or not request.user.is_active:
            return redirect_to_login(request.get_full_path())
        if not request.user.may(needs):
            raise PermissionDenied(needs)
        response = view(request, *args, **kwargs)
        # What one person may see is not kept where the next one at the same machine could.
        response.setdefault("Cache-Control", "private, no-store")
        return response

    return through
