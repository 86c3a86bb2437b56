"""What a set of proposals does, in sentences: each pot, which two not to pair, who saves and who pays."""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf

from joinedup.council.portfolios import FIVE_YEARS, Portfolio, PotTotal
from joinedup.folder import Council
from joinedup.reports._wording import (
    SMALL_SUM,
    chance,
    likely_off,
    listed,
    lower_first,
    number_word,
    pot_phrase,
    pounds,
    upper_first,
)
from joinedup.vocabulary import Pot

# Together and one by one are called the same where they differ by less than this share of either.
_SAME_SHARE = 0.005
_PAIRS_NAMED = 2
_FLOWS_NAMED = 3


def titles_of(portfolio: Portfolio) -> dict[str, str]:
    """Return the title of each proposal, by identifier."""
    return {one.id: one.title for one in portfolio.proposals}


def title_of(portfolio: Portfolio) -> str:
    """Return the title of the page."""
    n = len(portfolio.proposals)
    return "One proposal by itself" if n == 1 else f"{upper_first(number_word(n))} proposals taken as one set"


def span_of(portfolio: Portfolio) -> str:
    """Return the planned years in words: `over the five years to 2030/31`."""
    planned = portfolio.years.index(portfolio.last_year) + 1
    years = "year" if planned == 1 else "years"
    return f"over the {number_word(planned)} {years} to {portfolio.last_year}"


def is_felt(total: PotTotal) -> bool:
    """Whether a pot is to change by a sum worth speaking of, or somebody says that it will."""
    said = (total.proposed, total.alone, total.together, total.range.low_80, total.range.high_80)
    return max(abs(one) for one in said) >= SMALL_SUM


def felt_pots(portfolio: Portfolio) -> list[str]:
    """Return the pots worth speaking of, the one that changes most first; partners' money last."""
    totals = [portfolio.total(pot, FIVE_YEARS) for pot in portfolio.pots]
    felt = [one for one in totals if is_felt(one)]
    size = {one.pot: max(abs(one.together), abs(one.proposed)) for one in felt}
    return sorted(size, key=lambda pot: (pot == Pot.PARTNERS, -size[pot]))


def quiet_pots(portfolio: Portfolio) -> str:
    """Return the pots that are touched by less than is worth speaking of, in a sentence; "" for none."""
    quiet = [pot_phrase(pot) for pot in portfolio.pots if pot not in felt_pots(portfolio)]
    return f"Touched by less than £500 {span_of(portfolio)}: {listed(quiet)}." if quiet else ""


def answer(portfolio: Portfolio, pot: str) -> str:
    """Return what the set does to a pot: as proposed, one by one and together."""
    total, span = portfolio.total(pot, FIVE_YEARS), span_of(portfolio)
    name, many = pot_phrase(pot), number_word(len(portfolio.proposals))
    if pot == Pot.PARTNERS:
        return _of_partners(total, span)
    if total.proposed:
        who = "its owner says it will" if many == "one" else f"their owners say the {many} proposals will"
        first = f"{upper_first(who)} {_does_to(total.proposed, name)} {span}. "
    else:
        first = f"Nobody proposes anything for {name}. {upper_first(span)}: "
    tried = "Tried" if total.proposed else "tried"
    if len(portfolio.proposals) == 1:
        return f"{first}{tried} in the model, it would {_does(total.together)} ({likely_off(total.range)})."
    return (
        f"{first}{tried} one by one and added up, they {_does(total.alone)}; taken together they "
        f"{_does(total.together)} ({likely_off(total.range)})."
    )


def difference(portfolio: Portfolio, pot: str) -> str:
    """Return what is lost or gained by taking the proposals together, in a sentence."""
    total = portfolio.total(pot, FIVE_YEARS)
    if pot == Pot.PARTNERS or len(portfolio.proposals) == 1:
        return ""
    if abs(total.interaction) <= max(_SAME_SHARE * max(abs(total.alone), abs(total.together)), SMALL_SUM):
        return "Being taken together changes that by next to nothing."
    how = "loses" if total.interaction > 0 else "gains"
    return f"Being taken together {how} {pounds(abs(total.interaction))} of what each does alone."


def how_likely(portfolio: Portfolio, pot: str) -> str:
    """Return how likely the pot is to be better off; "" for partners' money."""
    if pot == Pot.PARTNERS:
        return ""
    total = portfolio.total(pot, FIVE_YEARS)
    return f"That {pot_phrase(pot)} is better off {span_of(portfolio)} is {chance(total.p_saves)}."


def _of_partners(total: PotTotal, span: str) -> str:
    if abs(total.together) < SMALL_SUM:
        return ""
    more = "more" if total.together > 0 else "less"
    return (
        f"Partners such as health and police would spend about {pounds(abs(total.together))} {more} {span}. "
        "That is their money and not the council's; it is in no sum on this page."
    )


def _does(amount: float) -> str:
    if abs(amount) < SMALL_SUM:
        return "neither save nor cost anything"
    return f"{'save' if amount < 0 else 'cost'} {pounds(abs(amount))}"


def _does_to(amount: float, name: str) -> str:
    if abs(amount) < SMALL_SUM:
        return f"neither save nor cost {name} anything"
    return f"{'save' if amount < 0 else 'cost'} {name} {pounds(abs(amount))}"


def not_together(portfolio: Portfolio) -> list[tuple[str, str]]:
    """Return the first pairs not to be taken together, each in a sentence, and why."""
    titles = titles_of(portfolio)
    said = []
    for pair in portfolio.not_together[:_PAIRS_NAMED]:
        names = f"“{titles[pair.first]}” and “{lower_first(titles[pair.second])}”"
        said.append((f"Do not take {names} together.", pair.why))
    return said


def other_pairs(portfolio: Portfolio) -> str:
    """Return how many more pairs are not to be taken together, or that there are none at all."""
    rest = len(portfolio.not_together) - _PAIRS_NAMED
    if not portfolio.pairs:
        return ""
    if any(isinf(one.error) for pair in portfolio.pairs for one in pair.pots):
        return "Too few futures were tried to tell whether any two of these stand in each other's way."
    if not portfolio.not_together:
        return "No two of these proposals stand in each other's way by enough to speak against taking both."
    if rest <= 0:
        return ""
    return f"{upper_first(number_word(rest))} other {'pair' if rest == 1 else 'pairs'}, below."


def overlaps(portfolio: Portfolio) -> str:
    """Return the first pair that overlaps, and how many more do; "" where none does."""
    held, titles = [pair for pair in portfolio.pairs if pair.overlap], titles_of(portfolio)
    if not held:
        return ""
    rest = len(held) - 1
    more = (
        f" {upper_first(number_word(rest))} other {'pair overlaps' if rest == 1 else 'pairs overlap'}, below."
    )
    first = f"“{titles[held[0].first]}” and “{lower_first(titles[held[0].second])}” overlap."
    return f"{first} {held[0].why}{more if rest else ''}"


def who_pays(portfolio: Portfolio, council: Council) -> list[str]:
    """Return the largest sums that one directorate's proposals cost or save another, pot by pot."""
    across = [
        one
        for one in portfolio.bears
        if one.when == FIVE_YEARS
        and one.pot != Pot.PARTNERS
        and one.proposing != one.bearing
        and abs(one.pounds) >= SMALL_SUM
    ]
    paid = sorted((one for one in across if one.pounds > 0), key=lambda one: -one.pounds)[:_FLOWS_NAMED]
    saved = sorted((one for one in across if one.pounds < 0), key=lambda one: one.pounds)[:1]
    return [
        f"What {council.directorate_name(one.proposing)} proposes {'costs' if one.pounds > 0 else 'saves'} "
        f"{council.directorate_name(one.bearing)} {pounds(abs(one.pounds))}{_from_pot(one.pot)}."
        for one in (*paid, *saved)
    ]


def _from_pot(pot: str) -> str:
    return "" if pot == Pot.GENERAL_FUND else f" of {pot_phrase(pot)}"


def adds_up(portfolio: Portfolio, pot: str) -> str:
    """Return that parts add up to their whole, with the sums to the last pound."""
    total = portfolio.total(pot, FIVE_YEARS)
    parts = {
        "fair shares": total.fair_shares,
        "fair shares within directorates": total.owen,
        "budget lines": _sum(portfolio.lines, pot),
        "directorates": _sum(portfolio.bears, pot),
        "each alone and what they do to each other": total.alone + total.interaction,
    }
    off = [name for name, sum_ in parts.items() if sum_ != total.together]
    whole = _whole(total.together)
    if off:
        return f"Parts do not add up to the whole of {whole}: {listed(off)}. Do not rely on this page."
    return f"Parts add up to the whole, {whole} = {whole}: {listed(list(parts))}."


def _sum(parts: Sequence[object], pot: str) -> int:
    return sum(
        one.pounds  # type: ignore[attr-defined]
        for one in parts
        if (one.pot, one.when) == (pot, FIVE_YEARS)  # type: ignore[attr-defined]
    )


def _whole(amount: int) -> str:
    return f"£{abs(amount):,} {'saved' if amount < 0 else 'spent'}" if amount else "£0"
