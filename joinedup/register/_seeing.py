"""Who may see a decision: officers and members every one, a partner those that name its organisation."""

from __future__ import annotations

from joinedup.access.models import Account
from joinedup.access.roles import Needs, Role
from joinedup.access.rules import may_on
from joinedup.register.models import Decision


def may_see(person: object, decision: Decision) -> bool:
    """Return whether a person may see a decision.

    A partner sees a decision that lies with its organisation, or on which its organisation is asked; whatever
    else cannot be told is refused.

    Args:
        person: who looks; anybody but an active account is refused.
        decision: the decision.
    """
    if not isinstance(person, Account) or not person.is_active:
        return False
    if any(Needs.SEE_DECISIONS in one.kind.allows and one.kind is not Role.PARTNER for one in person.held()):
        return True
    if may_on(person, Needs.SEE_DECISIONS, decision):
        return True
    return any(
        may_on(person, Needs.SEE_DECISIONS, party)
        for party in decision.parties.all()
        if not party.left_out_because
    )


__all__ = ["may_see"]
