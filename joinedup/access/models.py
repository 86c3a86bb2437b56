"""What is kept of people and of what they did: accounts, the roles they hold, the audit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from joinedup.access.roles import Needs, Role


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_user(self, email: str, name: str, password: str | None = None) -> Account:
        """Make an account that may sign in; without a password it may not until one is set."""
        account = self.model(email=self.normalize_email(email).lower(), name=name)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        """Return the account with this address, however it is written."""
        return self.get(email=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """Somebody who may sign in.

    A person who leaves is made inactive and never deleted, since what they did stays on record.
    `session_round` goes up when all sessions of the person must end; `has_codes` says that they must give a
    one-time code after their password.
    """

    email = models.EmailField("E-mail address", unique=True)
    name = models.CharField("Name", max_length=200)
    is_active = models.BooleanField("May sign in", default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    session_round = models.PositiveIntegerField(default=0)
    has_codes = models.BooleanField("Uses one-time codes", default=False)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def held(self) -> tuple[Appointment, ...]:
        """Return the roles the person holds, read once for each request.

        Somebody who may not sign in holds none. A role that this version does not know counts for nothing.
        """
        if not self.is_active:
            return ()
        if not hasattr(self, "_held"):
            self._held = tuple(one for one in self.appointments.order_by("pk") if one.is_known)
        return self._held

    def may(self, needs: Needs) -> bool:
        """Return whether any role the person holds allows something, wherever it holds.

        Whoever may sign in may see their own account, also before they are given a role.
        """
        if needs is Needs.NOTHING:
            return True
        if needs is Needs.SIGNED_IN:
            return self.is_active
        return any(needs in one.kind.allows for one in self.held())

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what a session holds on to: it ends when the password or the round changes."""
        said = f"{self.session_round} {self.password}"
        return salted_hmac("joinedup.access.session", said, secret=secret, algorithm="sha256").hexdigest()


class Appointment(models.Model):
    """A role that a person holds: everywhere, or for one directorate, patch or organisation."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=40, choices=[(one.value, one.says) for one in Role])
    post = models.CharField("Post or seat", max_length=200, blank=True)
    directorate = models.CharField(max_length=40, blank=True)
    patch = models.CharField(max_length=40, blank=True)
    organisation = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return ", ".join(one for one in (self.post or self.kind.says, self.directorate, self.patch) if one)

    @property
    def kind(self) -> Role:
        """The role."""
        return Role(self.role)

    @property
    def is_known(self) -> bool:
        """Whether this version knows the role."""
        return self.role in set(Role)

    @property
    def where(self) -> str:
        """The directorate, patch and organisation it holds for, by identifier; "" for everywhere."""
        return ", ".join(one for one in (self.directorate, self.patch, self.organisation) if one)

    def covers(
        self, directorates: Iterable[str], patches: Iterable[str], organisations: Iterable[str]
    ) -> bool:
        """Return whether the role holds for something that lies in these places.

        A role without a place holds everywhere; one with a place holds where that place is named.
        """
        return (
            (not self.directorate or self.directorate in directorates)
            and (not self.patch or self.patch in patches)
            and (not self.organisation or self.organisation in organisations)
        )


class Invitation(models.Model):
    """A one-time link with which a person sets a password.

    Only the digest of its secret is kept. One at a time is valid for a person: a later one ends those before.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    is_asked_by_themselves = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"link {self.pk}"


class CodeRule(models.Model):
    """A role whose holders must use one-time codes."""

    role = models.CharField(max_length=40, unique=True, choices=[(one.value, one.says) for one in Role])

    def __str__(self) -> str:
        return self.role


class AuditEntry(models.Model):
    """One thing that somebody did. Written by `joinedup.access.audit` alone, never changed, never deleted."""

    number = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=32)
    actor = models.CharField(max_length=254, blank=True)
    action = models.CharField(max_length=80, db_index=True)
    about = models.CharField(max_length=200, blank=True)
    detail = models.TextField(default="{}")
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.number} {self.action}"
