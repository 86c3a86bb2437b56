"""What every two proposals of a set do to each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from joinedup.council._certainty import replicate_error
from joinedup.council._model import capacities, measures
from joinedup.council._ranges import ranges
from joinedup.council.portfolios._lines import Line, Lines, places_of
from joinedup.council.portfolios._money_shares import InPot
from joinedup.council.portfolios._pair_words import Against, why_not
from joinedup.council.portfolios._played import Played
from joinedup.council.portfolios._portfolio import LOAD_UNIT, Pair, PairInPot, PairLine, PairMoved
from joinedup.council.portfolios._pounds import apportioned, whole_pounds
from joinedup.council.portfolios._series import ALL_YEARS, FIVE_YEARS
from joinedup.council.portfolios._two import Two, costs_more, is_sure, two_of, worse_measures
from joinedup.council.portfolios._worth import Worth
from joinedup.declared import Better, Capacity, Measure
from joinedup.vocabulary import Pot

# A thousandth of a measure, or a tenth of a point of what can be full, is too little to speak of.
_SPOKEN_OF = 0.001
_MOST_MOVED = 8


def pairs_of(pots: list[InPot], lines: Lines, worth: Worth, played: Played) -> list[Pair]:
    """Return every pair of proposals: those that should not be taken together first, then by size.

    Args:
        pots: every pot that is spoken of, at every time.
        lines: lines of every pot at every time.
        worth: what sets do.
        played: the sets that were run.
    """
    found = [
        _pair(two_of(one, other, worth), pots, lines, worth, played)
        for one, other in combinations(range(len(worth.proposals)), 2)
    ]
    return sorted(found, key=lambda pair: (pair.take_together, -_size(pair), pair.first, pair.second))


def _size(pair: Pair) -> float:
    """Return the most that taking both moves any one pot over five years beyond apart."""
    return max((abs(one.beyond.mean) for one in pair.pots if one.when == FIVE_YEARS), default=0.0)


def _pair(two: Two, pots: list[InPot], lines: Lines, worth: Worth, played: Played) -> Pair:
    touched = [
        held for held in pots if held.when != ALL_YEARS and two.touches(places_of(lines[held.pot, held.when]))
    ]
    in_pots = {(held.pot, held.when): _in_pot(two, held, played) for held in touched}
    carried = sorted(_carrying(two, touched, in_pots), key=lambda line: (-abs(line.pounds), line.line))
    moved = sorted(_moved(two, worth), key=lambda one: (-_far(one), one.name))
    over = {held.pot: costs_more(two, held.pot, lines, worth) for held in touched}
    against = Against(
        costs=[in_pots[pot, when] for pot, when in over.items() if when],
        worse=worse_measures(two, worth),
        moved=moved,
        lines=carried,
        overlap=all(_still_saves(two, lines[pot, when]) for pot, when in over.items() if when),
    )
    return Pair(
        first=worth.proposals[two.one].id,
        second=worth.proposals[two.other].id,
        pots=tuple(in_pots.values()),
        lines=tuple(carried),
        moved=tuple(moved[:_MOST_MOVED]),
        take_together=not against.speaks or against.only_overlaps,
        overlap=against.only_overlaps,
        why=why_not(against, worth.series.planned[-1], len(worth.series.years)),
    )


def _still_saves(two: Two, lines: tuple[Line, ...]) -> bool:
    """Return whether both together save more than either alone."""
    places = places_of(lines)
    first, second, both = (
        float(draws[:, places].sum(axis=1).mean()) for draws in (two.first, two.second, two.together)
    )
    return both < min(first, second)


def _in_pot(two: Two, held: InPot, played: Played) -> PairInPot:
    places = places_of(held.lines)
    draws = two.beyond[:, places].sum(axis=1)
    apart = held.alone[two.one] + held.alone[two.other]
    index = float(played.meeting[two.one, two.other][places].sum()) if played.meeting else None
    return PairInPot(
        pot=held.pot.value,
        when=held.when,
        apart=apart,
        together=apart + whole_pounds(draws.mean()),
        beyond=ranges(draws[:, None])[0],
        p_worse=float((draws > 0).mean()),
        error=replicate_error(draws),
        index=index,
    )


def _carrying(
    two: Two, touched: list[InPot], in_pots: dict[tuple[Pot, str], PairInPot]
) -> Iterator[PairLine]:
    """Yield the lines that carry what two proposals do beyond apart; they add up to it pot by pot."""
    for held in touched:
        if held.when == FIVE_YEARS:
            whole = in_pots[held.pot, held.when]
            parts = two.beyond[:, places_of(held.lines)].mean(axis=0)
            carried = apportioned(parts, whole.together - whole.apart)
            for line, pounds in zip(held.lines, carried, strict=True):
                if pounds:
                    yield PairLine(line.code, line.says, line.directorate, held.pot.value, pounds)


def _moved(two: Two, worth: Worth) -> Iterator[PairMoved]:
    """Yield loads that both move, and measures that both move otherwise together than apart."""
    loads = {one.load: one for one in capacities()}
    counted = {name: one for name, one in measures().items() if one.unit != "pounds" and name not in loads}
    both: dict[str, Capacity | Measure] = {**loads, **counted}
    for name, one in both.items():
        place = worth.series.place(name, worth.series.planned[-1])
        found = _one_moved(name, one, place, two, worth)
        if _far(found) >= _SPOKEN_OF and (found.is_load or is_sure(two.beyond[:, place])):
            yield found


def _one_moved(name: str, one: Capacity | Measure, place: int, two: Two, worth: Worth) -> PairMoved:
    is_load = isinstance(one, Capacity)
    return PairMoved(
        name=name,
        says=one.says,
        unit=LOAD_UNIT if isinstance(one, Capacity) else one.unit,
        directorate=one.directorate,
        is_load=is_load,
        without=float(worth.without[:, place].mean()),
        first=float(two.first[:, place].mean()),
        second=float(two.second[:, place].mean()),
        together=float(two.together[:, place].mean()),
        better=Better.LOWER if isinstance(one, Capacity) else one.better,
        when_full=one.when_full if isinstance(one, Capacity) else "",
    )


def _far(one: PairMoved) -> float:
    """Return how far two proposals move something that both use, as a share of it.

    Of what can be full that is the room that both take, the lesser of what each takes, or what they take
    beyond apart; of a measure, what they move it beyond apart.
    """
    if not one.is_load:
        return abs(one.beyond) / max(abs(one.without), 1.0)
    both = min(abs(one.first), abs(one.second)) if one.first * one.second > 0 else 0.0
    return max(both, abs(one.beyond))
