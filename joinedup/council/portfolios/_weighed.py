"""A set of proposals weighed: what it does and whom it falls on, from the same runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from joinedup.council._plan import Plan
from joinedup.council._session import Ready, Settings
from joinedup.council.portfolios._attribution import assemble
from joinedup.council.portfolios._distribution import Distribution, distribution
from joinedup.council.portfolios._kept_sets import KeptSets
from joinedup.council.portfolios._portfolio import Portfolio
from joinedup.council.portfolios._worth import Worth
from joinedup.council.proposals import Proposal


@dataclass(frozen=True)
class WeighedSet:
    """What a set of proposals does, and whom it falls on.

    Args:
        portfolio: what it does and each one's part in it.
        falls: whom it falls on.
    """

    portfolio: Portfolio
    falls: Distribution


def weigh_set(
    asked: Ready, proposals: Sequence[Proposal], settings: Settings, tell: Callable[[str, float], None]
) -> WeighedSet:
    """Return what a set of proposals does and whom it falls on.

    Sets that were run before are kept, so that a run that was stopped goes on where it was.

    Args:
        asked: the council.
        proposals: the set.
        settings: how runs are made.
        tell: told what is being done and the share done.
    """
    some = list(proposals)
    worth = Worth(Plan(asked, settings, tell), some, tell, KeptSets(asked, settings))
    found = assemble(asked, some, settings, tell, worth)
    tell("whom it falls on", 0.0)
    falls = distribution(asked, worth, worth.everything)
    tell("whom it falls on", 1.0)
    return WeighedSet(found, falls)
