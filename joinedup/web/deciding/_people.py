"""Who is looking, and what of a decision they may see and do."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from joinedup.access.models import Account
from joinedup.access.roles import Needs, Role
from joinedup.access.rules import may_on, require_on
from joinedup.register.collaborating import may_see
from joinedup.register.models import Decision
from joinedup.web.shell import person_of


def decision_for(request: HttpRequest, number: int, *needs: Needs) -> Decision:
    """Return a decision on which a person may do at least one of these; anything else is refused.

    Args:
        request: the request.
        number: number of the decision.
        needs: what they must be allowed where the decision lies, any of them.

    Raises:
        PermissionDenied: they may do none of them there.
    """
    person = person_of(request)
    decision = get_object_or_404(Decision, pk=number)
    if not any(may_on(person, one, decision) for one in needs[:-1]):
        require_on(person, needs[-1], decision)
    return decision


def may_see_exempt(person: Account, decision: Decision) -> bool:
    """Return whether a person may read the exempt parts: those who advise on, publish or take it."""
    return may_on(person, Needs.SEE_EXEMPT, decision)


def holds(person: Account, role: Role, decision: Decision) -> bool:
    """Return whether a person holds a role, or one that acts as it, where a decision lies."""
    places = decision.directorates, decision.patches, decision.organisations
    return any(one.kind.acts_as(role) and one.covers(*places) for one in person.held())


def page_of(decision: Decision, part: str = "") -> str:
    """Return the address of a decision's page, or of one part of it."""
    return reverse("decision", args=[decision.pk]) + (f"#{part}" if part else "")


__all__ = ["decision_for", "holds", "may_see", "may_see_exempt", "page_of", "person_of"]
