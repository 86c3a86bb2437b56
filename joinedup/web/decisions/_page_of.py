"""Finding the decision that a page is about."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.register.collaborating import may_see
from joinedup.register.models import Decision


def decision_of(person: Account, number: int) -> Decision:
    """Return a decision that a person may see, or answer that there is none.

    Raises:
        PermissionDenied: they may not see it.
    """
    decision = get_object_or_404(Decision.objects.select_related("made_by"), pk=number)
    if not may_see(person, decision):
        raise PermissionDenied(Needs.SEE_DECISIONS)
    return decision
