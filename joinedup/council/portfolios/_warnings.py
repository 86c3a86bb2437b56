"""What a reader must know before relying on an answer about many proposals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isinf

from joinedup.council.portfolios._measure_shares import PEOPLE
from joinedup.council.portfolios._pair_words import planned
from joinedup.council.portfolios._played import Played
from joinedup.council.portfolios._portfolio import PotTotal
from joinedup.council.portfolios._series import ALL_YEARS, FIVE_YEARS, PRESENT_VALUE
from joinedup.council.portfolios._worth import Worth
from joinedup.vocabulary import Pot, pounds

_LONGER = {
    PRESENT_VALUE: "over the whole plan, at present value,",
    ALL_YEARS: "over the whole plan",
}


def warnings_of(worth: Worth, played: Played, totals: Sequence[PotTotal], draws: int) -> Iterator[str]:
    """Yield what a reader must know, in words.

    Args:
        worth: what sets do.
        played: the sets that were run.
        totals: what the whole set does, by pot and time.
        draws: number of draws.
    """
    yield from _too_few(totals, draws, len(worth.series.years))
    unsettled = sorted(played.fair.unsettled | played.owen.unsettled)
    for part in unsettled:
        name = part if part == PEOPLE else f"the {Pot(part).says}"
        yield (
            f"Fair shares in {name} come from some of the orders that are possible and are not exact to one "
            "per cent of the largest; their standard errors stand beside them."
        )
    counted = {one.pot for one in worth.series.all if one.pot is not None}
    for player, proposal in enumerate(worth.proposals):
        if not played.alone[player].any() and not played.last_in[player].any():
            yield f"“{proposal.title}” changes nothing that the model counts."
        for pot in dict.fromkeys(Pot(one.pot) for one in proposal.savings if one.pot not in counted):
            yield (
                f"What the owner of “{proposal.title}” says of {pot.says} is left out: the model counts no "
                "money there."
            )


def _too_few(totals: Sequence[PotTotal], draws: int, years: int) -> Iterator[str]:
    over = {FIVE_YEARS: planned(years)} | _LONGER
    if any(isinf(one.error) for one in totals):
        yield f"{draws} futures are too few to say how exact these sums are; try more."
        return
    for pot in dict.fromkeys(one.pot for one in totals):
        wide = {one.when: one for one in totals if one.pot == pot and not one.is_exact}
        # The years that are decided about matter most; where those are sure, the longer run is spoken of.
        when = next((when for when in over if when in wide), next(iter(wide), ""))
        if when:
            about = f"{over.get(when, f'in {when}')} uncertain by about {pounds(2 * wide[when].error)}"
            yield (
                f"{Pot(pot).says}: {draws} futures leave the mean of what all do {about} either way. "
                "Try more before relying on smaller differences."
            )
