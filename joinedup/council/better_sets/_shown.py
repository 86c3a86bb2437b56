"""A set with everything that is shown of it, all read off runs on every draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinedup.council._ranges import Range, ranges
from joinedup.council.better_sets._limits import Gauge, How, Limit, Scores, worst_mean
from joinedup.council.better_sets._options import Choice
from joinedup.council.better_sets._posed import Posed, measure_says, measure_unit, starting_year
from joinedup.council.better_sets._targets import Targets
from joinedup.council.portfolios import SUMS, SeriesOf
from joinedup.council.proposals import Proposal
from joinedup.vocabulary import Pot

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Pick:
    """One proposal of a set.

    Args:
        id: its identifier.
        title: what would be decided.
        directorate: whose it is.
        size: its size beside what is written.
        later: months by which it begins later than written.
        starts: financial year in which it begins.
        claims: pots, and what its owner says it saves a year in each in this size, in pounds.
    """

    id: str
    title: str
    directorate: str
    size: float
    later: int
    starts: str
    claims: tuple[tuple[str, float], ...]

    def claimed(self, pot: str) -> float:
        """Return what its owner says it saves in a pot, in pounds a year."""
        return sum(pounds for where, pounds in self.claims if where == pot)


@dataclass(frozen=True)
class PotChange:
    """What a set does to one pot in one year or over several, in pounds; positive costs."""

    pot: str
    when: str
    change: Range


@dataclass(frozen=True)
class OutcomeMoved:
    """What a set does to one of the measures that sets are compared by, in the fifth year.

    Args:
        measure: its name.
        says: its label.
        unit: its unit.
        better: which way is better.
        without: its mean without any proposal.
        change: the change.
        points: index points that the measure adds.
    """

    measure: str
    says: str
    unit: str
    better: str
    without: float
    change: Range
    points: float


@dataclass(frozen=True)
class Tested:
    """One limit, held against a set.

    Args:
        name: name of the limit.
        says: what it asks.
        unit: unit of the numbers; `chance` where it asks for a chance.
        where: year or patch in which there is least room.
        bound: the bound.
        value: what the set comes to there.
        slack: room left to the bound; negative where it is broken.
        p_holds: share of futures in which it holds; None where it speaks of the worst futures together.
    """

    name: str
    says: str
    unit: str
    where: str
    bound: float
    value: float
    slack: float
    p_holds: float | None

    @property
    def is_kept(self) -> bool:
        """Whether the limit holds."""
        return self.slack >= -1e-6


@dataclass(frozen=True)
class SetShown:
    """A set that was run on every draw.

    Args:
        picks: its proposals.
        saves: mean saving in the cash that sets are compared by, in pounds.
        cash: the change in that cash; positive costs.
        worst: mean saving in its worst twentieth of futures.
        outcome: index points; positive is better.
        money: every pot that is touched, by year and over several.
        outcomes: the measures that sets are compared by.
        tested: every limit.
        broken_rules: rules that it breaks, in words.
    """

    picks: tuple[Pick, ...]
    saves: float
    cash: Range
    worst: float
    outcome: float
    money: tuple[PotChange, ...]
    outcomes: tuple[OutcomeMoved, ...]
    tested: tuple[Tested, ...]
    broken_rules: tuple[str, ...] = ()

    @property
    def is_kept(self) -> bool:
        """Whether every limit and rule holds."""
        return not self.broken_rules and all(one.is_kept for one in self.tested)

    def claimed(self, pot: str) -> float:
        """Return what the owners say that the set saves in a pot, in pounds a year."""
        return sum(one.claimed(pot) for one in self.picks)


@dataclass(frozen=True)
class Shower:
    """Shows sets of one council on one set of draws.

    Args:
        targets: the targets.
        posed: what may be chosen.
        series: what runs are recorded as.
        gauge: what is read off each run.
        without: every series without any proposal. Shape (draw, series).
    """

    targets: Targets
    posed: Posed
    series: SeriesOf
    gauge: Gauge
    without: Floats

    def picks(self, choice: Choice) -> tuple[Pick, ...]:
        """Return the proposals of a choice, in order."""
        held = [(self.posed.menu.options[one], self.posed.variants[one]) for one in choice]
        return tuple(
            pick(proposal, option.size, option.later)
            for option, proposal in sorted(held, key=lambda pair: pair[1].id)
        )

    def choice(self, choice: Choice, change: Floats) -> SetShown:
        """Show a choice by the change that it makes. Shape (draw, series)."""
        outside = sorted(self.posed.variants[one].title for one in choice if not self._may(one))
        broken = [f"“{title}” is not among what may be chosen" for title in outside]
        return self.shown(self.picks(choice), change, [*self.broken_by(choice), *broken])

    def broken_by(self, choice: Choice) -> list[str]:
        """Return the rules that a choice breaks, in words."""
        return [rule.says for rule in self.posed.menu.rules if rule.excess(choice) > 1e-9]

    def shown(self, picks: Sequence[Pick], change: Floats, broken: Sequence[str] = ()) -> SetShown:
        """Show any set by the change that it makes. Shape (draw, series)."""
        values = self.gauge.offsets + self.gauge.moved(change)
        scores = self.gauge.scores(values)
        return SetShown(
            picks=tuple(picks),
            saves=scores.saves,
            cash=ranges(values[:, [self.gauge.cash]])[0],
            worst=scores.worst,
            outcome=scores.outcome,
            money=tuple(self._money(change)),
            outcomes=tuple(self._outcomes(change)),
            tested=tuple(self._tested(values, scores)),
            broken_rules=tuple(broken),
        )

    def _may(self, option: int) -> bool:
        found = self.posed.menu.options[option]
        return bool(self.posed.menu.by_proposal()[found.proposal])

    def _money(self, change: Floats) -> list[PotChange]:
        found = []
        for pot in Pot:
            whens = [(when, self.series.money(pot, when)) for when in (*self.series.planned, *SUMS)]
            columns = [chosen.of(change) for _, chosen in whens]
            if any(one.any() for one in columns):
                found += [
                    PotChange(pot.value, when, ranges(column[:, None])[0])
                    for (when, _), column in zip(whens, columns, strict=True)
                ]
        return found

    def _outcomes(self, change: Floats) -> list[OutcomeMoved]:
        last, whole = self.series.planned[-1], sum(one.weight for one in self.targets.outcomes)
        found = []
        for one in self.targets.outcomes:
            place = self.series.place(one.measure, last)
            level = float(self.without[:, place].mean())
            direction = 1.0 if one.better == "higher" else -1.0
            moved = float(change[:, place].mean())
            points = 100 * direction * one.weight / whole * moved / abs(level)
            says, unit = measure_says(one.measure), measure_unit(one.measure)
            moves = ranges(change[:, [place]])[0]
            found.append(OutcomeMoved(one.measure, says, unit, one.better, level, moves, points))
        return found

    def _tested(self, values: Floats, scores: Scores) -> list[Tested]:
        return [
            self._one(place, limit, values, scores.excess[place])
            for place, limit in enumerate(self.gauge.limits)
        ]

    def _one(self, place: int, limit: Limit, values: Floats, excess: float) -> Tested:
        columns = list(self.gauge.places[place])
        p_holds = None if limit.how is How.WORST else 1 - self.gauge.p_broken(place, values)
        held = values[:, columns]
        tightest = int(np.argmax([_pressing(one, limit.how) for one in held.T]))
        where = limit.rows[tightest].label if len(limit.rows) > 1 else ""
        if limit.how is How.CHANCE:
            chance = 1 - self.gauge.p_broken(place, values)
            return Tested(limit.name, limit.says, "chance", where, limit.chance, chance, -excess, p_holds)
        turned = -1.0 if limit.is_least else 1.0
        bound = self.gauge.bounds[columns[tightest]]
        return Tested(
            *(limit.name, limit.says, limit.unit, where, turned * bound),
            *(turned * (excess + bound), -excess, p_holds),
        )


def _pressing(values: Floats, how: How) -> float:
    """Return how hard one row of a limit presses, in the sense in which the limit must hold."""
    if how is How.CHANCE:
        return float((values > 0).mean())
    return worst_mean(values) if how is How.WORST else float(values.mean())


def pick(proposal: Proposal, size: float, months: int) -> Pick:
    """Return a proposal as one of a set.

    Args:
        proposal: the proposal, in its size and at its time.
        size: that size.
        months: months by which it begins later.
    """
    claims: dict[str, float] = {}
    for one in proposal.savings:
        claims[one.pot] = claims.get(one.pot, 0.0) + one.pounds_a_year
    return Pick(
        *(proposal.id, proposal.title, proposal.directorate, size, months),
        *(starting_year(proposal), tuple(sorted(claims.items()))),
    )
