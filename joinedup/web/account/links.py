"""Links with which a person sets a password, and sending them."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse

from joinedup.access.models import Account
from joinedup.web.shell import council

_LOG = logging.getLogger("joinedup.mail")
_HOUR = timedelta(hours=1)


def can_send() -> bool:
    """Return whether messages leave this machine."""
    return not settings.EMAIL_BACKEND.endswith("console.EmailBackend")


def link_address(secret: str, request: HttpRequest | None = None) -> str:
    """Return the whole address of a link.

    Args:
        secret: its secret.
        request: who asks on which address; otherwise `JOINEDUP_ADDRESS`, or this machine.
    """
    path = reverse("follow_link", args=[secret])
    if settings.ADDRESS.netloc:
        return f"{settings.ADDRESS.scheme}://{settings.ADDRESS.netloc}{path}"
    return request.build_absolute_uri(path) if request else f"http://127.0.0.1:8000{path}"


def send_link(account: Account, secret: str, lasts: timedelta) -> bool:
    """Send a person their link; returns whether it could be sent."""
    here = council()
    hours = lasts // _HOUR
    words = (
        f"Hello {account.name},\n\nset your password for JoinedUp at {here.name} here:\n\n"
        f"{link_address(secret)}\n\nThe link works once, within {hours} hour{'s' if hours > 1 else ''}. If "
        "you did not expect this message, ignore it and tell whoever manages accounts in your council.\n"
    )
    message = EmailMessage(f"Set your password for JoinedUp at {here.name}", words, to=[account.email])
    try:
        return bool(message.send())
    except OSError as error:
        # Neither the address nor what the mail server said of it.
        _LOG.error("a message could not be sent (%s)", type(error).__name__)
        return False
