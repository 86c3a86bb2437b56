"""What sets of proposals do, made up by hand, so that an answer about them needs no run of the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from joinedup.council import Plan, Ready, Settings
from joinedup.council.portfolios import Worth
from joinedup.council.proposals import Proposal, Saving

DRAWS, YEARS = 8, 6
Does = Callable[[frozenset[str], Worth], NDArray[np.float64]]


def made_proposal(
    id: str, directorate: str = "children", pounds: float = 0.0, starts: date = date(2026, 4, 1)
) -> Proposal:
    """Return a proposal whose owner says what it saves of the General Fund a year."""
    savings = (Saving("general_fund", pounds, starts, "cashable"),) if pounds else ()
    return Proposal(id, f"Title of {id}", "Head of service", directorate, "", (), savings, (), id)


class MadeWorth(Worth):
    """What sets do, as somebody says.

    Args:
        asked: the council.
        proposals: the proposals.
        does: what a set, by identifiers, does to every series. Shape (draw, series).
        level: every series without any proposal.
    """

    def __init__(self, asked: Ready, proposals: Sequence[Proposal], does: Does, level: float = 1e4) -> None:
        super().__init__(Plan(asked, Settings(draws=DRAWS, years=YEARS)), proposals)
        self._without = np.full((DRAWS, len(self.series.all)), level)
        self._does = does

    def _found(self, chosen: int, shape: tuple[int, ...], threads: int | None) -> NDArray[np.float64]:
        return self._does(frozenset(one.id for one in self.members(chosen)), self)


def by_chance(ids: frozenset[str], worth: Worth) -> NDArray[np.float64]:
    """Return what a set does without any structure, the same whenever it is asked.

    A proposal whose identifier begins with `nothing` does nothing, whatever is beside it.
    """
    doing = sorted(one for one in ids if not one.startswith("nothing"))
    if not doing:
        return np.zeros((DRAWS, len(worth.series.all)))
    parts = [_draws(f"{one}", worth, 1e6) for one in doing]
    return np.asarray(np.sum(parts, axis=0) + _draws("+".join(doing), worth, 1e5))


def _draws(name: str, worth: Worth, size: float) -> NDArray[np.float64]:
    rng = np.random.default_rng(crc32(name.encode()))
    series = len(worth.series.all)
    return rng.normal(scale=size, size=series) + rng.normal(scale=size / 10, size=(DRAWS, series))
