"""Making accounts, giving and ending roles, and letting people set their own passwords.

No password is ever chosen or seen by anybody but the person: whoever manages accounts hands out a link that
works once. Every act here is in the audit.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from joinedup.access.audit import record
from joinedup.access.models import Account, Appointment, CodeRule, Invitation
from joinedup.access.roles import Needs, Role
from joinedup.errors import InputRefused

LINK_LASTS = timedelta(hours=72)
OWN_LINK_LASTS = timedelta(hours=1)
# How many links people may ask for themselves in an hour: one person, and all together.
MOST_OWN_LINKS, MOST_LINKS = 3, 60
_HOUR = timedelta(hours=1)
_LONGEST_NAME = 200


@dataclass(frozen=True)
class Place:
    """Where a role holds; everywhere where all is empty.

    Args:
        directorate: identifier of a directorate.
        patch: identifier of a patch.
        organisation: identifier of another organisation.
        post: post or seat that brings the role, as people say it.
    """

    directorate: str = ""
    patch: str = ""
    organisation: str = ""
    post: str = ""


EVERYWHERE = Place()
# Neither may be held by whoever holds the other: the Local Government and Housing Act 1989, section 5(1).
_APART = frozenset({Role.MONITORING_OFFICER, Role.SECTION_151})
_IDENTIFIER = re.compile(r"[a-z0-9_-]{1,60}")


def place_faults(role: Role | None, place: Place) -> dict[str, str]:
    """Return why a role cannot hold at a place, by the field of the place; empty where it can.

    Whoever acts for one partner or leads one patch must not hold the role for all of them.

    Args:
        role: the role; None where none was chosen.
        place: where it is to hold.
    """
    faults = {}
    if role is Role.PATCH_LEAD and not place.patch:
        faults["patch"] = "Choose the patch that the person leads"
    if role is Role.PARTNER and not place.organisation:
        faults["organisation"] = "Enter the organisation that the person acts for"
    if place.organisation and not _IDENTIFIER.fullmatch(place.organisation):
        faults["organisation"] = "Use small letters, figures and hyphens only"
    return faults


def add_account(email: str, name: str, actor: Account | None) -> Account:
    """Make an account that may sign in once its person has set a password.

    The first account of all turns on one-time codes for administrators.

    Raises:
        InputRefused: the address is no address or has an account already, or the name is empty.
    """
    email, name = email.strip().lower(), " ".join(name.split())
    try:
        validate_email(email)
    except ValidationError:
        raise InputRefused("That is not an e-mail address.", "Write it like name@council.gov.uk.") from None
    if not name or len(name) > _LONGEST_NAME:
        raise InputRefused("A name has between 1 and 200 characters.", "Write the person's name.")
    with transaction.atomic():
        if Account.objects.filter(email=email).exists():
            raise InputRefused(
                "There is an account with this e-mail address already.",
                "Give it another role, or send its person a new link.",
            )
        if not Account.objects.exists():
            require_codes({Role.ADMINISTRATOR}, actor)
        account = Account.objects.create_user(email, name)
        record(actor, "added an account", email)
    return account


def give_role(account: Account, role: Role, place: Place, actor: Account | None) -> Appointment:
    """Give a person a role; one they hold there already is left as it is.

    Raises:
        InputRefused: the role would hold for more than it should, or the law keeps it apart from another they
            hold.
    """
    faults = place_faults(role, place)
    if faults:
        raise InputRefused(
            f"This role cannot be given like that. {' '.join(f'{one}.' for one in faults.values())}",
            f"Name the {' and the '.join(faults)}.",
        )
    with transaction.atomic():
        _lock_accounts()
        if role in _APART and account.appointments.filter(role__in=_APART - {role}).exists():
            raise InputRefused(
                "The monitoring officer may not also be the chief finance officer"
                " (Local Government and Housing Act 1989, section 5(1); recalled, not checked).",
                "Give one of the two roles to somebody else, or end the other first.",
            )
        made, is_new = account.appointments.get_or_create(
            role=role.value,
            directorate=place.directorate,
            patch=place.patch,
            organisation=place.organisation,
            post=place.post,
        )
        if is_new:
            record(actor, "gave a role", account.email, role=role.value, where=made.where, post=made.post)
    return made


def end_role(appointment: Appointment, actor: Account | None) -> None:
    """Take a role from a person.

    Raises:
        InputRefused: nobody would be left who can manage accounts.
    """
    with transaction.atomic():
        _lock_accounts()
        if appointment.is_known and Needs.MANAGE_ACCOUNTS in appointment.kind.allows:
            _keep_one_who_manages(~Q(pk=appointment.pk))
        record(
            actor, "ended a role", appointment.account.email, role=appointment.role, where=appointment.where
        )
        appointment.delete()


def deactivate(account: Account, actor: Account | None) -> None:
    """Let a person sign in no more; their sessions and links end, and what they did stays.

    Raises:
        InputRefused: nobody would be left who can manage accounts.
    """
    with transaction.atomic():
        _lock_accounts()
        if account.is_active and account.may(Needs.MANAGE_ACCOUNTS):
            _keep_one_who_manages(~Q(account=account))
        account.invitations.filter(used_at=None).delete()
        account.is_active = False
        account.session_round = F("session_round") + 1
        account.save(update_fields=["is_active", "session_round"])
        account.refresh_from_db(fields=["session_round"])
        record(actor, "made an account inactive", account.email)


def activate(account: Account, actor: Account | None) -> None:
    """Let a person sign in again."""
    with transaction.atomic():
        account.is_active = True
        account.save(update_fields=["is_active"])
        record(actor, "made an account active", account.email)


def make_link(account: Account, actor: Account | None) -> str:
    """Return the secret of a link with which a person sets a password once; earlier links end.

    Raises:
        InputRefused: the account is not active.
    """
    if not account.is_active:
        raise InputRefused("This account is not active.", "Make it active first.")
    with transaction.atomic():
        secret = _new_link(account, LINK_LASTS, is_asked_by_themselves=False)
        record(actor, "made a link to set a password", account.email)
    return secret


def ask_for_link(email: str) -> tuple[Account, str] | None:
    """Return the account and the secret of a link that somebody asks for who forgot their password.

    None where there is no such account that may sign in, or too many links were asked for in the last hour;
    whoever asks is not told which.
    """
    with transaction.atomic():
        _lock_accounts()
        lately = Invitation.objects.filter(is_asked_by_themselves=True, made_at__gt=timezone.now() - _HOUR)
        account = Account.objects.filter(email=email.strip().lower(), is_active=True).first()
        if account is None or lately.count() >= MOST_LINKS:
            return None
        if lately.filter(account=account).count() >= MOST_OWN_LINKS:
            record(None, "refused a further link to set a password", account.email)
            return None
        secret = _new_link(account, OWN_LINK_LASTS, is_asked_by_themselves=True)
        record(account, "asked for a link to set a password", account.email)
    return account, secret


def account_of_link(secret: str) -> Account | None:
    """Return whose link this is, where it is valid."""
    link = _valid_link(secret)
    return link.account if link else None


def set_password_by_link(secret: str, password: str) -> Account:
    """Set a person's password by their link, which is spent by it; all their sessions end.

    Raises:
        InputRefused: the link was used, has ended or never was.
    """
    with transaction.atomic():
        _lock_accounts()
        link = _valid_link(secret)
        if link is None:
            raise InputRefused("This link was used already or has ended.", "Ask for a new one.")
        link.account.set_password(password)
        link.account.session_round += 1
        link.account.save(update_fields=["password", "session_round"])
        link.account.invitations.filter(used_at=None).update(used_at=timezone.now())
        record(link.account, "set a password by link", link.account.email)
    return link.account


def change_password(account: Account, password: str) -> None:
    """Change a person's own password; their other sessions end."""
    with transaction.atomic():
        account.set_password(password)
        account.save(update_fields=["password"])
        record(account, "changed the password", account.email)


def roles_with_codes() -> set[Role]:
    """Return the roles whose holders must use one-time codes."""
    held = set(CodeRule.objects.values_list("role", flat=True))
    return {role for role in Role if role.value in held}


def require_codes(roles: set[Role], actor: Account | None) -> None:
    """Say which roles' holders must use one-time codes, and that those of other roles need not."""
    with transaction.atomic():
        CodeRule.objects.exclude(role__in=[role.value for role in roles]).delete()
        for role in sorted(roles):
            CodeRule.objects.get_or_create(role=role.value)
        record(actor, "set who must use one-time codes", "", roles=sorted(role.value for role in roles))


def must_use_codes(account: Account) -> bool:
    """Return whether a role that a person holds asks for one-time codes."""
    return not {one.kind for one in account.held()}.isdisjoint(roles_with_codes())


def _new_link(account: Account, lasts: timedelta, *, is_asked_by_themselves: bool) -> str:
    now = timezone.now()
    # Earlier links are ended and not deleted: they count towards how many were asked for.
    account.invitations.filter(used_at=None, ends_at__gt=now).update(ends_at=now)
    secret = secrets.token_urlsafe(32)
    account.invitations.create(
        digest=_digest(secret), ends_at=now + lasts, is_asked_by_themselves=is_asked_by_themselves
    )
    return secret


def _valid_link(secret: str) -> Invitation | None:
    return (
        Invitation.objects.select_related("account")
        .filter(digest=_digest(secret), used_at=None, ends_at__gt=timezone.now(), account__is_active=True)
        .first()
    )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _lock_accounts() -> None:
    """Let no other transaction change accounts meanwhile; two who end each other's role leave nobody."""
    list(Account.objects.select_for_update().order_by("pk").values_list("pk"))


def _keep_one_who_manages(others: Q) -> None:
    managing = [role.value for role in Role if Needs.MANAGE_ACCOUNTS in role.allows]
    held = Appointment.objects.filter(others, role__in=managing, account__is_active=True)
    if not held.exists():
        raise InputRefused(
            "Nobody would be left who can manage accounts.", "Make somebody else an administrator first."
        )
