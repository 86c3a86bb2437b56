"""The same proposal in another size or at another time."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from joinedup.council.proposals._proposal import Proposal
from joinedup.vocabulary import MONTHS_A_YEAR


def scaled(proposal: Proposal, share: float) -> Proposal:
    """Return a proposal in another size: each change, and what it is said to save, times a share.

    Args:
        proposal: the proposal.
        share: its size beside what is written; 1 leaves it as it is, and 0 changes nothing.
    """
    if share == 1.0:
        return proposal
    return replace(
        proposal,
        changes=tuple(replace(one, by=one.by * share) for one in proposal.changes),
        savings=tuple(replace(one, pounds_a_year=one.pounds_a_year * share) for one in proposal.savings),
        hash=_hash_of(proposal, f"times {share!r}"),
    )


def later(proposal: Proposal, months: int) -> Proposal:
    """Return a proposal that begins later, with everything in it moved by as much.

    Args:
        proposal: the proposal.
        months: whole months; 0 leaves it as it is.
    """
    if months == 0:
        return proposal
    return replace(
        proposal,
        changes=tuple(
            replace(
                one,
                starts=_moved(one.starts, months),
                ends=_moved(one.ends, months) if one.ends else None,
            )
            for one in proposal.changes
        ),
        savings=tuple(replace(one, starts=_moved(one.starts, months)) for one in proposal.savings),
        hash=_hash_of(proposal, f"later by {months} months"),
    )


def _moved(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    # A plan counts whole months; the 29th to the 31st have no place in every month.
    return date(day.year + years, month + 1, min(day.day, 28))


def _hash_of(proposal: Proposal, how: str) -> str:
    return hashlib.sha256(f"{proposal.hash} {how}".encode()).hexdigest()[:16]
