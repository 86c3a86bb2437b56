"""Which limits and rules cannot all be kept, and by how much each would have to give way."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from joinedup.council.better_sets._finder import Finder
from joinedup.council.better_sets._options import Choice
from joinedup.council.better_sets._program import Asked

_KEPT = 1e-6


@dataclass(frozen=True)
class Giving:
    """One of the limits or rules that conflict, and what would be enough if all the others stood.

    Args:
        name: name of the limit or rule.
        by: by how much it would have to give way, in its own unit; None where there is no set to tell it by.
        choice: a set that keeps all the others, run on every draw; None where there is none.
        is_undecided: whether the time was too short to find such a set or to prove that there is none.
    """

    name: str
    by: float | None
    choice: Choice | None
    is_undecided: bool = False


@dataclass(frozen=True)
class Conflict:
    """Limits and rules that cannot all be kept, none of them to spare: without any one the rest can be kept.

    Args:
        givings: each of them.
        is_proved: whether every set was run; otherwise it holds for the pairwise picture.
        is_tightened: whether it holds only after limits were tightened by how much the picture missed.
    """

    givings: tuple[Giving, ...]
    is_proved: bool
    is_tightened: bool = False


def find_conflict(finder: Finder) -> Conflict | None:
    """Return what conflicts, by leaving out one limit or rule at a time (a deletion filter; Chinneck 2008).

    Args:
        finder: the finder; it has run every set, or is asked for the pairwise picture.

    Returns:
        None where everything can be kept as far as is known.
    """
    if finder.is_exhaustive:
        # A rule may be what conflicts, so that sets that break one are of interest too.
        finder.verify(finder.menu.choices())
    for margins in _tightenings(finder):
        if not _can(finder, frozenset(), margins):
            held = _smallest(finder, margins)
            givings = tuple(_giving(finder, name, margins) for name in held)
            return Conflict(givings, finder.is_exhaustive, bool(margins))
    return None


def _tightenings(finder: Finder) -> list[Mapping[int, float]]:
    """Return no margins first, then by how much the picture was too hopeful about each limit that broke."""
    if finder.is_exhaustive:
        return [{}]
    margins: dict[int, float] = {}
    for one in finder.missed():
        for place in finder.broken(one.run):
            hoped = one.run.excess[place] - one.foreseen.excess[place]
            margins[place] = max(margins.get(place, 0.0), hoped)
    return [{}, margins] if margins else [{}]


def _names(finder: Finder) -> list[str]:
    held = [one.name for one in finder.limits] + [one.name for one in finder.menu.rules]
    return list(dict.fromkeys(held))


def _smallest(finder: Finder, margins: Mapping[int, float]) -> list[str]:
    left_out: set[str] = set()
    for name in _names(finder):
        if not _can(finder, frozenset(left_out | {name}), margins):
            left_out.add(name)
    return [name for name in _names(finder) if name not in left_out]


def _can(finder: Finder, left_out: frozenset[str], margins: Mapping[int, float]) -> bool:
    """Whether some choice keeps everything that is not left out."""
    if finder.is_exhaustive:
        return any(_over(finder, choice, left_out) <= _KEPT for choice in finder.verified)
    return not finder.programme.solve(Asked(left_out=left_out, margins=margins)).is_impossible


def _over(finder: Finder, choice: Choice, left_out: frozenset[str]) -> float:
    """Return by how much a choice that was run breaks anything but what is left out; infinite for a rule."""
    if not finder.menu.keeps_rules(choice, left_out):
        return math.inf
    excess = finder.verified[choice].excess
    held = [excess[place] for place, limit in enumerate(finder.limits) if limit.name not in left_out]
    return max(held, default=0.0)


def _giving(finder: Finder, name: str, margins: Mapping[int, float]) -> Giving:
    choice, is_undecided = _least_broken(finder, name, margins)
    if choice is None:
        return Giving(name, None, None, is_undecided)
    finder.verify([choice])
    return Giving(name, _broken_by(finder, name, choice), choice)


def _least_broken(finder: Finder, name: str, margins: Mapping[int, float]) -> tuple[Choice | None, bool]:
    """Return the set that breaks one limit or rule least and keeps all others; and whether time was short."""
    if not finder.is_exhaustive:
        solved = finder.programme.solve(Asked(stretched=name, margins=margins))
        return solved.choice, solved.choice is None and not solved.is_impossible
    left_out = frozenset({name})
    kept = [choice for choice in finder.verified if _over(finder, choice, left_out) <= _KEPT]
    return min(kept, key=lambda one: (_broken_by(finder, name, one), sorted(one)), default=None), False


def _broken_by(finder: Finder, name: str, choice: Choice) -> float:
    """Return by how much a choice that was run breaks one limit or rule."""
    rules = [rule.excess(choice) for rule in finder.menu.rules if rule.name == name]
    if rules:
        return max(rules)
    place = [limit.name for limit in finder.limits].index(name)
    return finder.verified[choice].excess[place]
