"""The sets of which none is beaten: cash, outcomes and the worst futures, each at the price of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from joinedup.council.better_sets._finder import AIMS, Best, Finder, Least
from joinedup.council.better_sets._limits import Scores
from joinedup.council.better_sets._options import Choice

# Steps between the best by one aim and the best by another at which the third question is asked again.
_STEPS = 9
_TAIL_STEPS = 5
_LOCAL_STEPS = 4


@dataclass(frozen=True)
class Front:
    """What was found between cash, outcomes and the worst twentieth of futures.

    Args:
        best: the best set by each aim, by aim.
        choices: sets of which none is beaten by all three, from most saved to least.
        same_cash: the best outcome for at least the cash of the officers' list; None where there is no list.
        same_outcome: the most saved for at least the outcome of that list.
    """

    best: dict[str, Best]
    choices: tuple[Choice, ...]
    same_cash: Best | None
    same_outcome: Best | None


def find_front(
    finder: Finder, officers: Scores | None, tell: Callable[[str, float], None] | None = None
) -> Front:
    """Return the front, found by asking for the best by one aim while another may not fall below a step.

    Args:
        finder: the finder.
        officers: the scores of the officers' own list, where there is one.
        tell: told what is being done and the share done.
    """
    told = tell or (lambda what, share: None)
    best = {aim: finder.best(aim, steps=_LOCAL_STEPS) for aim in ("outcome", "saves")}
    same_cash = same_outcome = None
    if officers:
        same_cash = finder.best("outcome", {"saves": officers.saves}, _LOCAL_STEPS)
        same_outcome = finder.best("saves", {"outcome": officers.outcome}, _LOCAL_STEPS)
    best["worst"] = finder.best("worst")
    if not finder.is_exhaustive:
        questions = [*_between(finder, best, "outcome", "saves", _STEPS)]
        questions += _between(finder, best, "worst", "outcome", _TAIL_STEPS)
        for done, (aim, floor, least) in enumerate(questions):
            told("weighing cash, outcomes and the worst futures", done / len(questions))
            finder.best(aim, {floor: least})
    # Whatever was run later may be better for a question that was asked before.
    best = {aim: _again(finder, one) for aim, one in best.items()}
    if officers and same_cash and same_outcome:
        same_cash = _again(finder, same_cash, {"saves": officers.saves})
        same_outcome = _again(finder, same_outcome, {"outcome": officers.outcome})
    return Front(best, unbeaten(finder.kept()), same_cash, same_outcome)


def unbeaten(kept: dict[Choice, Scores]) -> tuple[Choice, ...]:
    """Return the sets that no other is at least as good as by every aim and better by one; most saved first.

    Args:
        kept: sets with their scores.
    """
    found: dict[tuple[float, ...], Choice] = {}
    ordered = sorted(kept, key=lambda one: (len(one), sorted(one)))
    points = {one: tuple(kept[one].value(aim) for aim in AIMS) for one in ordered}
    for choice in ordered:
        point = points[choice]
        beaten = any(
            other != point and all(a >= b for a, b in zip(other, point, strict=True))
            for other in points.values()
        )
        if not beaten:
            # Of sets that score alike, the one with the fewest proposals.
            found.setdefault(point, choice)
    return tuple(found[point] for point in sorted(found, reverse=True))


def _again(finder: Finder, one: Best, least: Least | None = None) -> Best:
    kept = finder.kept(least)
    choices = [one.choice, *kept] if one.choice is not None else list(kept)
    return Best(one.aim, finder.preferred(choices, one.aim), one.is_proved, one.bound, one.gap)


def _between(
    finder: Finder, best: dict[str, Best], floor: str, aim: str, steps: int
) -> Iterable[tuple[str, str, float]]:
    """Yield questions: the best by `aim` while `floor` may not fall below each step between its two ends."""
    first, last = best[aim].choice, best[floor].choice
    if first is None or last is None:
        return
    low, high = (finder.verified[one].value(floor) for one in (first, last))
    for step in range(1, steps):
        yield aim, floor, low + (high - low) * step / steps
