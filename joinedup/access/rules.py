"""Who may act on one thing: one role must both allow the act and hold where the thing lies.

Whatever cannot be told is refused: somebody without an account, an account that is not active, a role that
this version does not know, a thing that does not say where it lies.
"""

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


def may_on(person: object, needs: Needs, thing: object) -> bool:
    """Return whether one role of a person both allows an act and holds where the thing lies.

    Args:
        person: who wants to act; anybody but an active `Account` is refused.
        needs: what the act needs.
        thing: what it is done to, `Placed`; anything else is refused.
    """
    if not isinstance(person, Account) or not person.is_active:
        return False
    directorates, patches, organisations = (_identifiers(thing, name) for name in _PLACES)
    if directorates is None or patches is None or organisations is None:
        return False
    return any(
        needs in one.kind.allows and one.covers(directorates, patches, organisations) for one in person.held()
    )


def require_on(person: object, needs: Needs, thing: object) -> None:
    """Refuse a person who may not act on a thing.

    Raises:
        PermissionDenied: no role of theirs both allows it and holds there.
    """
    if not may_on(person, needs, thing):
        raise PermissionDenied(needs)


def _identifiers(thing: object, name: str) -> Sequence[str] | None:
    """Return where a thing lies; None where that is no list of words: `in` looks into a single word too."""
    held = getattr(thing, name, None)
    is_list = isinstance(held, list | tuple) and all(isinstance(one, str) for one in held)
    return held if is_list else None


__all__ = ["Placed", "may_on", "require_on"]
