"""How much of each proposal is likely to be delivered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from joinedup.council._session import Ready
from joinedup.council.proposals import Proposal
from joinedup.parameters import find_parameter

_RATE = "nao.savings.delivered_share"


@dataclass(frozen=True)
class Delivery:
    """How much of a proposal is likely to be delivered, as shares of what it sets out to do.

    Args:
        proposal: identifier of the proposal.
        low: a poor outcome; one in ten is poorer.
        likely: what to expect.
        high: a good outcome; one in ten is better.
        because: where the shares come from, in words.
    """

    proposal: str
    low: float
    likely: float
    high: float
    because: str


def deliveries(asked: Ready, proposals: Iterable[Proposal]) -> dict[str, Delivery]:
    """Return how much of each proposal is likely to be delivered, by identifier.

    Args:
        asked: the council.
        proposals: the proposals.
    """
    rate = find_parameter(asked.parameters, _RATE).at(asked.council.plan_starts)
    because = "what councils usually deliver of planned savings"
    return {
        one.id: Delivery(one.id, float(rate.low), float(rate.value), float(rate.high), because)
        for one in proposals
    }
