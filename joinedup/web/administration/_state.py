"""How the installation is set up, and what to do where something is not as it should be."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from joinedup.access.accounts import roles_with_codes
from joinedup.access.backups import BACKED_UP
from joinedup.access.models import Account, AuditEntry
from joinedup.access.roles import Needs, Role
from joinedup.folder import Council
from joinedup.web.account.links import can_send
from joinedup.web.administration._audit import CHECKED
from joinedup.web.shell import Task, council, moment, person_of, show

_BACKUP_WITHIN = timedelta(days=7)
_CHECK_WITHIN = timedelta(days=31)
_UNUSED_AFTER = timedelta(days=90)


@dataclass(frozen=True)
class State:
    """One thing about the installation.

    Args:
        title: what it is.
        says: how it stands.
        todo: what to do about it; "" where it is well.
    """

    title: str
    says: str
    todo: str = ""


def overview(request: HttpRequest) -> HttpResponse:
    """Show how the installation is set up."""
    here = council()
    manages = person_of(request).may(Needs.MANAGE_ACCOUNTS)
    context = {"states": list(states(here)), "manages": manages, "folder": here.folder}
    return show(request, "administration/administration.html", context)


def states(here: Council) -> Iterator[State]:
    """Yield each thing that keeps the installation safe, and how it stands."""
    yield _https()
    yield _key()
    yield _mail()
    yield _database()
    yield _folder(here)
    yield _codes()
    yield _accounts()
    yield _backup(here)
    yield _audit(here)


def urgent(here: Council) -> Iterator[Task]:
    """Yield what waits for whoever looks after the installation."""
    address = reverse("administration")
    for state, says in ((_backup(here), "Make a backup"), (_audit(here), "Check the audit")):
        if state.todo:
            yield Task(says, address, state.says)


def _https() -> State:
    if settings.IS_HTTPS:
        return State("Connection", f"People reach JoinedUp over https at {settings.ADDRESS.hostname}.")
    return State(
        "Connection",
        "People reach JoinedUp over plain http, which is safe on this machine alone.",
        "To let others in, put a proxy with https before it and set JOINEDUP_ADDRESS to its address.",
    )


def _key() -> State:
    if settings.IS_KEY_GIVEN:
        return State("Secret key", "Given by JOINEDUP_SECRET_KEY.")
    return State(
        "Secret key",
        "Made up anew at each start, so that people are signed out by it.",
        "Set JOINEDUP_SECRET_KEY to 50 random characters that nobody else knows.",
    )


def _mail() -> State:
    if can_send():
        return State("E-mail", f"Sent through {settings.EMAIL_HOST}, from {settings.DEFAULT_FROM_EMAIL}.")
    return State(
        "E-mail",
        "Not sent: messages are printed where JoinedUp runs, and links to set a password are shown to you.",
        "Set JOINEDUP_SMTP_URL and JOINEDUP_MAIL_FROM.",
    )


def _database() -> State:
    if connection.vendor == "postgresql":
        return State("Database", "PostgreSQL.")
    return State("Database", "One SQLite file in the council's folder; JOINEDUP_DATABASE_URL names another.")


def _folder(here: Council) -> State:
    others = stat.S_IMODE(here.folder.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO)
    if not others:
        return State("The council's folder", "Open to its owner alone.")
    return State(
        "The council's folder",
        "Open to others on this machine.",
        f"Run: chmod 700 {here.folder}",
    )


def _codes() -> State:
    asked = roles_with_codes()
    managing = {role for role in Role if Needs.MANAGE_ACCOUNTS in role.allows}
    named = ", ".join(role.says.lower() for role in Role if role in asked)
    says = f"Asked of: {named}." if asked else "Asked of nobody."
    if managing <= asked:
        return State("One-time codes", says)
    return State("One-time codes", says, "Ask at least administrators for them, under One-time codes.")


def _accounts() -> State:
    before = timezone.now() - _UNUSED_AFTER
    active = Account.objects.filter(is_active=True)
    unused = active.filter(joined_at__lt=before).exclude(last_login__gte=before).count()
    says = f"{active.count()} active."
    if not unused:
        return State("Accounts", says)
    return State(
        "Accounts",
        f"{says} {unused} of them not used for {_UNUSED_AFTER.days} days.",
        "Make those inactive whose people have left.",
    )


def _backup(here: Council) -> State:
    last = AuditEntry.objects.filter(action=BACKED_UP).order_by("-number").first()
    todo = f"Run: joinedup backup FILE --council {here.folder}"
    if last is None:
        return State("Backup", "None was made yet.", todo)
    at = datetime.fromisoformat(last.at)
    says = f"Last made on {moment(at)}."
    return State("Backup", says, todo if timezone.now() - at > _BACKUP_WITHIN else "")


def _audit(here: Council) -> State:
    last = AuditEntry.objects.filter(action=CHECKED).order_by("-number").first()
    todo = "Check it under Audit, or run: joinedup audit verify"
    if last is None:
        return State("Audit", "Not checked yet.", todo)
    at, faults = datetime.fromisoformat(last.at), json.loads(last.detail).get("faults", 0)
    says = f"Last checked on {moment(at)}: " + ("whole." if not faults else f"{faults} faults found.")
    if faults:
        todo = "Read what was found under Audit, keep the files as they are, and tell the monitoring officer."
    is_late = timezone.now() - at > _CHECK_WITHIN
    return State("Audit", says, todo if faults or is_late else "")
