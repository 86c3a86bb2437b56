"""What the owner of a proposal says it saves or costs, in a sentence or two."""

from __future__ import annotations

from joinedup.council.proposals import Proposal
from joinedup.reports._wording import listed, pot_phrase, pounds, upper_first


def claims_in_words(proposal: Proposal) -> str:
    """Return what its owner says that a proposal saves or costs; equal steps are named once.

    Args:
        proposal: the proposal.
    """
    steps: dict[tuple[str, float], list[str]] = {}
    for one in sorted(proposal.savings, key=lambda saving: saving.starts):
        steps.setdefault((one.pot, one.pounds_a_year), []).append(f"{one.starts:%B %Y}")
    said = [_said(pot, amount, starts) for (pot, amount), starts in steps.items() if amount]
    return f"{upper_first('; '.join(said))}." if said else "No saving is proposed."


def _said(pot: str, amount: float, starts: list[str]) -> str:
    does = "saves" if amount > 0 else "costs"
    first = f"{does} {pot_phrase(pot)} {pounds(abs(amount))} a year from {starts[0]}"
    return f"{first}, and as much again from {listed(starts[1:])}" if starts[1:] else first
