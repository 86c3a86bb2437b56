"""Each proposal's part in what a set of them does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from joinedup.council._plan import Plan
from joinedup.council._session import Progress, Ready, Settings, manifest_of
from joinedup.council.portfolios._bearers import by_directorate, by_organisation
from joinedup.council.portfolios._kept_sets import KeptSets
from joinedup.council.portfolios._lines import Lines, lines_of, places_of, whens_of
from joinedup.council.portfolios._measure_shares import measure_parts, watched_measures
from joinedup.council.portfolios._money_shares import (
    InPot,
    in_pot,
    line_shares,
    pot_shares,
    pot_total,
    proposed_in,
)
from joinedup.council.portfolios._pairs import pairs_of
from joinedup.council.portfolios._played import EXACT_UP_TO, Played, play
from joinedup.council.portfolios._portfolio import Portfolio, PotShare, PotTotal, Tried
from joinedup.council.portfolios._sampled import Watched
from joinedup.council.portfolios._warnings import warnings_of
from joinedup.council.portfolios._worth import Worth
from joinedup.council.proposals import Proposal
from joinedup.errors import ProposalRefused
from joinedup.vocabulary import Pot

# Settings of computing. Many sets are run, each of which differs from the plan by what is decided alone, so
# that fewer draws do than for one proposal: what 64 leave open is stated with every answer.
SET_DRAWS = 64
# A share below this many pounds need not be exact: no reader is shown a smaller sum.
_SMALL_SHARE = 1_000.0


def assemble(
    asked: Ready,
    proposals: Sequence[Proposal],
    settings: Settings,
    progress: Progress | None = None,
    worth: Worth | None = None,
    *,
    exact_up_to: int = EXACT_UP_TO,
) -> Portfolio:
    """Return what a set of proposals does and each one's part in it.

    Args:
        asked: the council.
        proposals: the proposals, in any order.
        settings: how sets are run; `SET_DRAWS` draws are enough for most.
        progress: told what is being done and the share done.
        worth: what sets of these proposals do, where sets of them have been run already.
        exact_up_to: the most proposals of which every set is run; fair shares of more come from some orders.

    Raises:
        ProposalRefused: there is no proposal, or two have the same identifier.
    """
    _check(proposals)
    ordered = sorted(proposals, key=lambda one: one.id)
    held = worth or Worth(Plan(asked, settings, progress), ordered, progress, KeptSets(asked, settings))
    lines = lines_of(held.series)
    played = play(
        held,
        [one.directorate for one in held.proposals],
        _watched(held, lines),
        seed=settings.seed,
        exact_up_to=exact_up_to,
    )
    return _answer(held, lines, played)


def _check(proposals: Sequence[Proposal]) -> None:
    if not proposals:
        raise ProposalRefused("There is no proposal to look at.", "Name at least one.")
    ids = [one.id for one in proposals]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise ProposalRefused(f"The proposal {twice[0]} is there twice.", "Name each proposal once.")


def _watched(worth: Worth, lines: Lines) -> list[Watched]:
    found, whens = [watched_measures(worth)], whens_of(worth.series)
    for pot in Pot:
        sums = np.zeros((len(worth.series.all), len(whens)))
        for column, when in enumerate(whens):
            sums[places_of(lines.get((pot, when), ())), column] = 1.0
        found.append(Watched(pot.value, sums, np.full(len(whens), _SMALL_SHARE)))
    return found


def _answer(worth: Worth, lines: Lines, played: Played) -> Portfolio:
    whens = whens_of(worth.series)
    pots, shares, totals = _money(worth, lines, played, whens)
    by_line = [one for held in pots for one in line_shares(held, worth)]
    measure_shares, measure_totals = measure_parts(worth, played)
    tried = _tried(played)
    plan = worth.plan
    return Portfolio(
        manifest=manifest_of(plan.asked, plan.settings, list(worth.proposals)),
        proposals=worth.proposals,
        years=worth.series.years,
        draws=plan.settings.draws,
        whens=whens,
        tried=tried,
        shares=tuple(shares),
        totals=tuple(totals),
        measure_shares=tuple(measure_shares),
        measure_totals=tuple(measure_totals),
        pairs=tuple(pairs_of(pots, lines, worth, played)),
        lines=tuple(by_line),
        bears=tuple(by_directorate(by_line)),
        organisations=tuple(by_organisation(by_line, plan.asked)),
        warnings=tuple(warnings_of(worth, played, totals, plan.settings.draws)),
    )


def _money(
    worth: Worth, lines: Lines, played: Played, whens: tuple[str, ...]
) -> tuple[list[InPot], list[PotShare], list[PotTotal]]:
    """Return every pot at every time where any owner speaks of it or any set touches it."""
    pots: list[InPot] = []
    shares: list[PotShare] = []
    totals: list[PotTotal] = []
    for pot in Pot:
        if any((pot, when) not in lines for when in whens):
            # Nothing is spent from a pot without lines.
            continue
        here = [in_pot(pot, when, lines, played) for when in whens]
        proposed = [proposed_in(pot, when, worth) for when in whens]
        rows = [pot_shares(one, played, said, worth) for one, said in zip(here, proposed, strict=True)]
        if any(row.proposed or row.alone or row.last_in or row.fair_share for some in rows for row in some):
            pots += here
            shares += [row for some in rows for row in some]
            totals += [pot_total(one, some, worth) for one, some in zip(here, rows, strict=True)]
    return pots, shares, totals


def _tried(played: Played) -> Tried:
    fair, owen = played.fair, played.owen
    return Tried(
        sets=played.sets,
        is_exact=fair.is_exact,
        orders=0 if fair.is_exact else 2 * len(fair.by_pair),
        orders_in_groups=0 if owen.is_exact or owen is fair else 2 * len(owen.by_pair),
        is_settled=not fair.unsettled and not owen.unsettled,
    )
