"""The search: the picture's best set, run on every draw, cut off where it fails, then bettered by steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from joinedup.council.better_sets._limits import Aims, Gauge, Limit, Scores
from joinedup.council.better_sets._options import Choice, Menu, Trials
from joinedup.council.better_sets._picture import Picture
from joinedup.council.better_sets._program import Asked, Programme, Solved

# Up to so many choices every one is run, and the best is proved.
EXHAUSTIVE = 256
# Sets run on every draw; a run of 256 draws over 15 years takes about a second on two cores.
BUDGET = 100
# How often a set that fails when run is cut off before the search gives up on that question.
_TRIES = 8
# Neighbours run at a time in a local search, the most promising first, and how many before it gives up.
_A_STEP = 6
_NEIGHBOURS = 18
_SLIP = 1e-9
# How far rounding in the programme may leave a limit broken, as a share of its numbers.
_TOLERANCE = 1e-6

Least = Mapping[str, float]
AIMS = ("saves", "outcome", "worst")


@dataclass(frozen=True)
class Best:
    """The best set that was found for one question, and how far from the best it may be.

    Args:
        aim: what it is best at: `saves`, `outcome` or `worst`.
        choice: the set; None where no set that was run keeps everything.
        is_proved: whether every set that may be chosen was run.
        bound: if the picture were exact, no set would be better than this; NaN where that is not known.
        gap: how exactly the picture's own best is known, as a share; 0 where it is proved.
    """

    aim: str
    choice: Choice | None
    is_proved: bool
    bound: float
    gap: float


@dataclass(frozen=True)
class Missed:
    """How far the picture missed one set, on any draw set: what it foresaw and what the run showed."""

    choice: Choice
    foreseen: Scores
    run: Scores


class Finder:
    """Finds sets that keep every limit and rule, and are good by some aim; each was run on every draw.

    Args:
        menu: what may be chosen.
        limits: what every set must keep.
        aims: what makes sets better.
        few: trials on few draws, for the picture.
        full: trials on every draw.
        tell: told what is being done and the share done.
        budget: most sets to run on every draw.
        exhaustive: run every set that keeps the rules where there are no more than this before any rule.
        alike: by aim, how much nobody would notice; of sets that are so alike in the aim asked for, the one
            that is best by the other aims is taken.
    """

    def __init__(
        self,
        menu: Menu,
        limits: Sequence[Limit],
        aims: Aims,
        few: Trials,
        full: Trials,
        tell: Callable[[str, float], None] | None = None,
        budget: int = BUDGET,
        exhaustive: int = EXHAUSTIVE,
        alike: Mapping[str, float] | None = None,
    ) -> None:
        self.menu, self.limits, self.aims = menu, tuple(limits), aims
        self._few, self._full = few, full
        self.tell = tell or (lambda what, share: None)
        self.gauge = Gauge(limits, aims, full.without)
        self.budget = budget
        self._alike = alike or {}
        self.verified: dict[Choice, Scores] = {}
        self.is_exhaustive = menu.n_choices() <= exhaustive
        if self.is_exhaustive:
            self.verify(one for one in menu.choices() if menu.keeps_rules(one))

    @cached_property
    def picture(self) -> Picture:
        """The pairwise picture."""
        return Picture(self.menu, Gauge(self.limits, self.aims, self._few.without), self._few)

    @cached_property
    def programme(self) -> Programme:
        """The picture as a programme."""
        return Programme(self.picture)

    def verify(self, choices: Iterable[Choice]) -> None:
        """Run choices on every draw and keep their scores."""
        asked = [one for one in dict.fromkeys(choices) if one not in self.verified]
        self._full.run_all(asked, "trying whole sets on every draw")
        for choice in asked:
            values = self.gauge.offsets + self.gauge.moved(self._full.change(choice))
            self.verified[choice] = self.gauge.scores(values)

    def is_kept(self, choice: Choice) -> bool:
        """Whether a choice keeps every rule, and every limit when run on every draw."""
        return self.menu.keeps_rules(choice) and not self.broken(self.verified[choice])

    def broken(self, scores: Scores) -> list[int]:
        """Return the numbers of the limits that are broken."""
        return [place for place, excess in enumerate(scores.excess) if excess > _TOLERANCE]

    def kept(self, least: Least | None = None) -> dict[Choice, Scores]:
        """Return every set that was run and keeps everything, with at least these values of some aims."""
        return {
            choice: scores
            for choice, scores in self.verified.items()
            if _reaches(scores, least or {}) and self.is_kept(choice)
        }

    def best(self, aim: str, least: Least | None = None, steps: int = 0) -> Best:
        """Return the best set by an aim.

        Args:
            aim: `saves`, `outcome` or `worst`.
            least: least values of other aims.
            steps: most steps of the local search that follows.
        """
        if self.is_exhaustive:
            choice = self._best_run(aim, least)
            value = self.verified[choice].value(aim) if choice is not None else float("nan")
            return Best(aim, choice, True, value, 0.0)
        solved = self._solve_and_run(Asked(aim, least))
        self._run_alike(aim, least)
        for _ in range(steps):
            if not self._stepped(aim, least):
                break
        return Best(aim, self._best_run(aim, least), False, solved.bound, solved.gap)

    def missed(self) -> list[Missed]:
        """Return how far the picture missed each set of two proposals or more that was run."""
        if self.is_exhaustive:
            return []
        return [
            Missed(choice, self.picture.scores(choice), scores)
            for choice, scores in self.verified.items()
            if self.menu.keeps_rules(choice) and len(choice) > 1
        ]

    def _solve_and_run(self, asked: Asked) -> Solved:
        """Solve, run what was found, and cut it off and solve again where it breaks anything."""
        first: Solved | None = None
        for _ in range(_TRIES):
            solved = self.programme.solve(asked)
            first = first or solved
            if solved.choice is None and asked.margins:
                # Tightened too far: keep only the cuts, which are certain.
                asked = replace(asked, margins=None)
                continue
            if solved.choice is None or len(self.verified) >= self.budget:
                break
            self.verify([solved.choice])
            scores = self.verified[solved.choice]
            if not self.broken(scores) and _reaches(scores, asked.least or {}):
                break
            asked = self._tightened(asked, solved.choice)
        assert first is not None, "at least one try is made"
        return first

    def _run_alike(self, aim: str, least: Least | None) -> None:
        """Run a set that nobody would tell from the best in what is asked, and that is better otherwise."""
        choice = self._best_run(aim, least)
        if choice is None or not self._alike.get(aim):
            return
        enough = self.verified[choice].value(aim) - self._alike[aim]
        other = "outcome" if aim == "saves" else "saves"
        self._solve_and_run(Asked(other, {**(least or {}), aim: enough}))

    def _tightened(self, asked: Asked, choice: Choice) -> Asked:
        """Return the question with a set cut off, and the limits it broke tightened by what was missed."""
        foreseen, run = self.picture.scores(choice), self.verified[choice]
        margins = dict(asked.margins or {})
        for place in self.broken(run):
            margins[place] = max(margins.get(place, 0.0), run.excess[place] - foreseen.excess[place])
        return replace(asked, cuts=(*asked.cuts, choice), margins=margins)

    def _best_run(self, aim: str, least: Least | None) -> Choice | None:
        return self.preferred(self.kept(least), aim)

    def preferred(self, choices: Iterable[Choice], aim: str) -> Choice | None:
        """Return the best by an aim of sets that were run; of those alike in it, the best by the others.

        Args:
            choices: the sets.
            aim: `saves`, `outcome` or `worst`.
        """
        scores = {one: self.verified[one] for one in choices}
        if not scores:
            return None
        enough = max(one.value(aim) for one in scores.values()) - self._alike.get(aim, 0.0)
        alike = [one for one in scores if scores[one].value(aim) >= enough]
        others = [one for one in AIMS if one != aim]
        return max(
            alike,
            key=lambda one: (*(scores[one].value(other) for other in others), -len(one), *_ordered(one)),
        )

    def _stepped(self, aim: str, least: Least | None) -> bool:
        """Run the most promising neighbours of the best set; whether one of them is better."""
        centre = self._best_run(aim, least)
        if centre is None:
            return False
        hopeful = self._promising(centre, aim, least)[:_NEIGHBOURS]
        for first in range(0, len(hopeful), _A_STEP):
            room = self.budget - len(self.verified)
            if room <= 0:
                return False
            self.verify(hopeful[first : first + min(_A_STEP, room)])
            if self._best_run(aim, least) != centre:
                return True
        return False

    def _promising(self, centre: Choice, aim: str, least: Least | None) -> list[Choice]:
        """Return neighbours that may be better, the most hopeful first.

        What is foreseen of each is taken as it is and as moved by how the picture missed the centre: a step
        may leave behind what the picture missed, or take it along. A neighbour may be better than foreseen by
        twice as much as the picture has missed any set so far: once there and once here. Few misses say
        little, so some neighbours are always hoped for unless the picture has been exact.
        """
        run, here = self.verified[centre], self.picture.scores(centre)
        missed = (abs(one.run.value(aim) - one.foreseen.value(aim)) for one in self.missed())
        slack = 2 * max(missed, default=0.0)
        found: list[tuple[float, Choice]] = []
        for one in self.menu.neighbours(centre):
            if one in self.verified:
                continue
            foreseen = self.picture.scores(one)
            hopes = [
                hope.value(aim) - run.value(aim)
                for hope in (foreseen, _corrected(foreseen, here, run))
                if not self.broken(hope) and _reaches(hope, least or {})
            ]
            if hopes:
                found.append((max(hopes), one))
        found.sort(key=lambda pair: (-pair[0], _ordered(pair[1])))
        least_gain = _SLIP * max(1.0, abs(run.value(aim)))
        hopeful = sum(gain + slack > least_gain for gain, _ in found)
        some = hopeful if slack <= least_gain else max(hopeful, _A_STEP)
        return [one for _, one in found[:some]]


def _reaches(scores: Scores, least: Least) -> bool:
    return all(scores.value(aim) >= value - _TOLERANCE * max(1.0, abs(value)) for aim, value in least.items())


def _corrected(foreseen: Scores, centre_foreseen: Scores, centre_run: Scores) -> Scores:
    """Return what is foreseen of a set, moved by how the picture missed a set beside it."""
    return Scores(
        foreseen.saves + centre_run.saves - centre_foreseen.saves,
        foreseen.outcome + centre_run.outcome - centre_foreseen.outcome,
        foreseen.worst + centre_run.worst - centre_foreseen.worst,
        tuple(
            there + run - here
            for there, here, run in zip(
                foreseen.excess, centre_foreseen.excess, centre_run.excess, strict=True
            )
        ),
    )


def _ordered(choice: Choice) -> tuple[int, ...]:
    return tuple(sorted(choice))
