"""Who may act on one thing: a role must both allow the act and hold where the thing lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django.core.exceptions import PermissionDenied

from joinedup.access.models import Account
from joinedup.access.roles import Needs

_PLACES = ("directorates", "patches", "organisations")


class Placed(Protocol):
    """Something that lies somewhere in the council: whom it belongs to decides who may act on it."""

    @property
    def directorates(self) -> Sequence[str]:
        """Identifiers of the directorates it belongs to."""

    @property
    def patches(self) -> Sequence[str]:
        """Identifiers of the patches it lies in."""

    @property
    def organisations(self) -> Sequence[str]:
        """Identifiers of the other organisations it belongs to."""


def may_on(person: Account, needs: Needs, thing: Placed) -> bool:
    """Return whether one role of a person both allows an act and holds where the thing lies.

    Refused where that cannot be told.
    """
    directorates, patches, organisations = (_identifiers(thing, name) for name in _PLACES)
    if directorates is None or patches is None or organisations is None:
        return False
    return any(
        needs in one.kind.allows and one.covers(directorates, patches, organisations) for one in person.held()
    )


def _identifiers(thing: object, name: str) -> Sequence[str] | None:
    held = getattr(thing, name, None)
    return held if isinstance(held, list | tuple) else None


def require_on(person: Account, needs: Needs, thing: Placed) -> None:
    """Refuse a person who may not act on a thing.

    Raises:
        PermissionDenied: no role of theirs both allows it and holds there.
    """
    if not may_on(person, needs, thing):
        raise PermissionDenied(needs)
