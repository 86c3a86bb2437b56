"""Who is looking, and what a person is to a decision."""

from __future__ import annotations

from joinedup.access.models import Account
from joinedup.register.models import Decision
from joinedup.web.shell import person_of


def owns(person: Account, decision: Decision) -> bool:
    """Return whether a decision is a person's own: they hold its owner's post, or they put it forward."""
    post = decision.owner_post.strip().casefold()
    return decision.made_by_id == person.pk or any(
        one.post.strip().casefold() == post for one in person.held() if one.post
    )


__all__ = ["owns", "person_of"]
