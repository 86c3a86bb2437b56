"""Finding the decision that a page is about."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from joinedup.register.models import Decision


def decision_of(number: int) -> Decision:
    """Return a decision, or answer that there is none."""
    return get_object_or_404(Decision.objects.select_related("made_by"), pk=number)
