"""Each proposal's part in every pot, to the last pound: by proposal, by line and in all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from joinedup.council._certainty import replicate_error
from joinedup.council._ranges import ranges
from joinedup.council.portfolios._lines import Line, Lines, places_of
from joinedup.council.portfolios._played import Played
from joinedup.council.portfolios._portfolio import LineShare, PotShare, PotTotal
from joinedup.council.portfolios._pounds import apportioned, whole_pounds
from joinedup.council.portfolios._series import SUMS
from joinedup.council.portfolios._worth import Worth
from joinedup.council.proposals import Proposal
from joinedup.vocabulary import MONTHS_A_YEAR, Pot

Pounds = list[int]


@dataclass(frozen=True)
class InPot:
    """One pot at one time, in whole pounds that add up.

    Args:
        pot: the pot.
        when: the time.
        lines: its lines.
        together: what the set does.
        by_line: by line of the pot, every proposal's fair share in it.
        alone: what each proposal does alone.
    """

    pot: Pot
    when: str
    lines: tuple[Line, ...]
    together: int
    by_line: list[Pounds]
    alone: Pounds

    @property
    def fair(self) -> Pounds:
        """Every proposal's fair share."""
        return [sum(shares) for shares in zip(*self.by_line, strict=True)]


def in_pot(pot: Pot, when: str, lines: Lines, played: Played) -> InPot:
    """Return one pot at one time."""
    here = lines[pot, when]
    places = places_of(here)
    fair, whole = played.fair.mean(pot.value)[:, places], played.whole[places]
    together = whole_pounds(whole.sum())
    by_line = [
        apportioned(fair[:, place], line_whole)
        for place, line_whole in enumerate(apportioned(whole, together))
    ]
    alone = [whole_pounds(one) for one in played.alone[:, places].sum(axis=1)]
    return InPot(pot, when, here, together, by_line, alone)


def pot_shares(held: InPot, played: Played, proposed: Pounds, worth: Worth) -> list[PotShare]:
    """Return every proposal's part in one pot at one time."""
    places, part = places_of(held.lines), held.pot.value
    last_in = played.last_in[:, places].sum(axis=1)
    within = apportioned(played.owen.mean(part)[:, places].sum(axis=1), held.together)
    error, within_error = played.fair.error(part, places), played.owen.error(part, places)
    fair = held.fair
    return [
        PotShare(
            proposal=proposal.id,
            pot=part,
            when=held.when,
            proposed=proposed[player],
            alone=held.alone[player],
            last_in=whole_pounds(last_in[player]),
            fair_share=fair[player],
            standard_error=float(error[player]),
            owen=within[player],
            owen_error=float(within_error[player]),
        )
        for player, proposal in enumerate(worth.proposals)
    ]


def pot_total(held: InPot, shares: list[PotShare], worth: Worth) -> PotTotal:
    """Return what the whole set does to one pot at one time."""
    draws = worth.change(worth.everything)[:, places_of(held.lines)].sum(axis=1)
    return PotTotal(
        pot=held.pot.value,
        when=held.when,
        proposed=sum(one.proposed for one in shares),
        alone=sum(held.alone),
        together=held.together,
        interaction=held.together - sum(held.alone),
        fair_shares=sum(one.fair_share for one in shares),
        owen=sum(one.owen for one in shares),
        range=ranges(draws[:, None])[0],
        p_saves=float((draws < 0).mean()),
        error=replicate_error(draws),
        shares_error=max(one.standard_error for one in shares),
    )


def line_shares(held: InPot, worth: Worth) -> Iterator[LineShare]:
    """Yield where the pounds of every fair share went; lines on which it has no pound are left out."""
    for line, shares in zip(held.lines, held.by_line, strict=True):
        for proposal, pounds in zip(worth.proposals, shares, strict=True):
            if pounds:
                yield LineShare(
                    proposal.id,
                    proposal.directorate,
                    line.code,
                    line.says,
                    line.directorate,
                    held.pot.value,
                    held.when,
                    pounds,
                )


def proposed_in(pot: Pot, when: str, worth: Worth) -> Pounds:
    """Return what the owner of each proposal says it does to a pot, as a change in net spending."""
    return [whole_pounds(_said(proposal, pot, worth)[when]) for proposal in worth.proposals]


def _said(proposal: Proposal, pot: Pot, worth: Worth) -> dict[str, float]:
    pounds = np.zeros(len(worth.series.years))
    for saving in proposal.savings:
        if saving.pot == pot.value:
            pounds -= saving.pounds_a_year * _in_force(saving.starts, worth)
    course = (pounds * worth.series.price_levels) @ worth.series.factors
    return dict(zip((*worth.series.planned, *SUMS), (float(one) for one in course), strict=True))


def _in_force(day: date, worth: Worth) -> NDArray[np.float64]:
    """Return the share of each year of the plan in which a saving has begun. Shape (year,)."""
    starts = worth.plan.asked.council.plan_starts
    months = (day.year - starts.year) * MONTHS_A_YEAR + day.month - starts.month
    years = np.arange(1, len(worth.series.years) + 1)
    return np.asarray(np.clip((years * MONTHS_A_YEAR - months) / MONTHS_A_YEAR, 0.0, 1.0))
