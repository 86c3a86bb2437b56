"""When a person's session ends: after eight hours, or as soon as it should."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from joinedup.access.audit import record
from joinedup.access.models import Account

_BEGAN = "began_at"


def began(sender: Any, request: HttpRequest, user: Account, **_: Any) -> None:
    """Note when a session began."""
    request.session[_BEGAN] = time.time()


def is_over(request: HttpRequest) -> bool:
    """Return whether a session has lasted as long as it may, counted from signing in."""
    since = request.session.get(_BEGAN)
    return since is None or not 0 <= time.time() - float(since) < settings.SESSION_COOKIE_AGE


def end_all(account: Account, actor: Account, request: HttpRequest | None = None) -> None:
    """End every session of a person; the one that asks goes on where it is theirs.

    Args:
        account: whose sessions.
        actor: who ends them.
        request: the request that goes on.
    """
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(session_round=F("session_round") + 1)
        account.refresh_from_db(fields=["session_round"])
        record(actor, "ended all sessions", account.email)
    if request is not None:
        update_session_auth_hash(request, account)
