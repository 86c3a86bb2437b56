"""What owners state their proposals save and cost, year by year, and how much of it will be delivered."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from joinedup.council._price_levels import price_levels
from joinedup.council._session import Ready
from joinedup.council.medium_term._pence import pence
from joinedup.council.medium_term._rows import Section
from joinedup.council.proposals import Change, Proposal
from joinedup.vocabulary import MONTHS_A_YEAR, Pot, spending_line

BUDGET = "budget."
CASHABLE, AVOIDED = "cashable", "avoided"
# A share of a step smaller than this is the rounding of a computer and not part of a post.
_HAIR = 1e-9


@dataclass(frozen=True)
class Stated:
    """One sum that an owner states, year by year, in whole pence at the prices of each year.

    Args:
        proposal: the proposal.
        section: savings, costs avoided, investments or one-off costs.
        pot: identifier of the pot.
        line: code of its budget line; "" where the owner names none.
        pounds_a_year: the sum in a full year, at the prices of the plan's first year; a cost is positive for
            investments and one-off costs, a saving for savings.
        starts: first day.
        in_force: share of each year in which it holds. One number a year.
        prices: price level of each year against the plan's first. One number a year.
        share: share that is expected to be delivered.
        step: pounds a year of a whole post or contract; None where any part saves.
        pence: as stated, by year.
        not_delivered: part of it not expected to be delivered, by year; for savings only.
        part_steps: part of what is delivered that makes no whole post or contract, by year.
    """

    proposal: Proposal
    section: Section
    pot: str
    line: str
    pounds_a_year: float
    starts: date
    in_force: tuple[float, ...]
    prices: tuple[float, ...]
    share: float
    step: float | None
    pence: tuple[int, ...]
    not_delivered: tuple[int, ...]
    part_steps: tuple[int, ...]

    @property
    def is_saving(self) -> bool:
        """Whether it is a saving and not a cost."""
        return self.section in (Section.SAVINGS, Section.AVOIDED)

    @property
    def first_year(self) -> int:
        """Number of the first year in which it holds, from 0; beyond the plan where it begins later."""
        return next((year for year, share in enumerate(self.in_force) if share), len(self.in_force))


def stated(
    asked: Ready, proposals: Sequence[Proposal], shares: Mapping[str, float], years: int
) -> list[Stated]:
    """Return every sum that owners state, in the order of their proposals.

    A cost is taken at the share expected to go ahead: what is not carried out is not paid for.

    Args:
        asked: the council.
        proposals: the proposals.
        shares: share of each that is expected to be delivered, by identifier.
        years: years of the plan.
    """
    found: list[Stated] = []
    levels = tuple(float(one) for one in price_levels(asked, years))
    starts = asked.council.plan_starts
    for one in sorted(proposals, key=lambda each: each.id):
        share = shares[one.id]
        for saving in one.savings:
            months = _in_force(starts, saving.starts, None, years)
            if saving.pounds_a_year < 0:
                cost = (Section.INVESTMENTS, saving.pot, "", -saving.pounds_a_year)
                found.append(_stated(one, *cost, saving.starts, months, levels, share, None))
                continue
            section = Section.AVOIDED if saving.kind == AVOIDED else Section.SAVINGS
            sum_ = (section, saving.pot, "", saving.pounds_a_year)
            found.append(_stated(one, *sum_, saving.starts, months, levels, share, saving.whole_steps_of))
        found += [
            _stated(one, section, pot, line, change.by, change.starts, months, levels, share, None)
            for change in one.changes
            if (known := _money_put_in(one, change)) is not None
            for section, pot, line in [known]
            for months in [_in_force(starts, change.starts, change.ends, years, change.over_months)]
        ]
    return found


def _stated(
    proposal: Proposal,
    section: Section,
    pot: str,
    line: str,
    pounds: float,
    starts: date,
    in_force: tuple[float, ...],
    prices: tuple[float, ...],
    share: float,
    step: float | None,
) -> Stated:
    is_saving = section in (Section.SAVINGS, Section.AVOIDED)
    whole = [pounds * months * level for months, level in zip(in_force, prices, strict=True)]
    lost = [one * (1 - share) if is_saving else 0.0 for one in whole]
    part = below_a_step(pounds * share, step)
    return Stated(
        proposal,
        section,
        pot,
        line,
        pounds,
        starts,
        in_force,
        prices,
        share,
        step,
        tuple(pence(one if is_saving else one * share) for one in whole),
        tuple(pence(one) for one in lost),
        tuple(pence(part * months * level) for months, level in zip(in_force, prices, strict=True)),
    )


def below_a_step(pounds: float, step: float | None) -> float:
    """Return what is left of a yearly sum beyond its whole posts or contracts; 0 where any part saves.

    Args:
        pounds: pounds a year.
        step: pounds a year of a whole one.
    """
    if step is None:
        return 0.0
    return max(pounds - math.floor(pounds / step + _HAIR) * step, 0.0)


def _money_put_in(proposal: Proposal, change: Change) -> tuple[Section, str, str] | None:
    """Return how money that a change puts into a budget line is shown; None where it puts in none.

    Money for a time is a one-off cost. Money for good is an investment, unless the owner states what the
    proposal costs that pot already.
    """
    if not change.lever.startswith(BUDGET) or change.by <= 0:
        return None
    line = spending_line(change.lever.removeprefix(BUDGET))
    if change.ends is not None:
        return Section.ONE_OFF, line.pot.value, line.code
    if any(one.pot == line.pot.value and one.pounds_a_year < 0 for one in proposal.savings):
        return None
    return Section.INVESTMENTS, line.pot.value, line.code


def _in_force(
    first: date, starts: date, ends: date | None, years: int, over_months: int = 0
) -> tuple[float, ...]:
    """Return the share of each year in which something holds, month by month as the model counts them."""
    since = np.arange(years * MONTHS_A_YEAR) - _months(first, starts) + 1
    holds = np.clip(since / max(over_months, 1), 0.0, 1.0)
    if ends is not None:
        holds[max(_months(first, ends), 0) :] = 0.0
    return tuple(float(one) for one in holds.reshape(years, MONTHS_A_YEAR).mean(axis=1))


def _months(first: date, day: date) -> int:
    return (day.year - first.year) * MONTHS_A_YEAR + day.month - first.month


def in_pot(every: Sequence[Stated], pot: Pot) -> list[Stated]:
    """Return the sums of one pot."""
    return [one for one in every if one.pot == pot.value]
