"""Why proposals cost or save elsewhere: the strongest ways from a decision to an effect, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from joinedup.council._laid import laid_on, own_lines
from joinedup.council._model import measures
from joinedup.council._runs import base_overlay
from joinedup.council._session import Ready, Settings
from joinedup.council.causes._everything import Course, central_inputs, declared, service_of
from joinedup.council.causes._influence import Influence
from joinedup.council.causes._walk import Way, strongest_ways
from joinedup.council.causes._words import CausalStep, is_counted, is_told, step_of
from joinedup.council.proposals import Proposal
from joinedup.engine import LEVER, Flow
from joinedup.vocabulary import FUNDING_LINES, SMALL_SUM, SPENDING_LINES, financial_year

_HEADLINE_YEAR = 5
_MOST_PATHS = 3
_LEAST_SHARE = 0.05
_MOST_MEASURES = 3
# A measure that moves by less than this share of itself is not spoken of.
_NOTABLE = 0.01


@dataclass(frozen=True)
class CausalPath:
    """One way from a decision to an effect.

    Args:
        steps: changes in order, from the decision to the effect; each is the whole change of its quantity,
            of which only a part may have come this way.
        share: share of the effect that came this way, from 0 to 1.
    """

    steps: tuple[CausalStep, ...]
    share: float

    def in_words(self) -> str:
        """Return the way in one line, each change with its year where that is not the last one's."""
        last = self.steps[-1].year
        parts = [
            step.says if step.year == last or step is self.steps[0] else f"{step.says} ({step.year})"
            for step in self.steps
        ]
        return f"{' → '.join(parts)} in {last}"


@dataclass(frozen=True)
class CausalPaths:
    """The strongest ways to one effect of proposals outside their own lines.

    Args:
        to: name of the quantity, as `spend.looked_after_placements` or a measure's name.
        pot: identifier of the pot of a budget line; "" for a measure.
        effect: the change itself.
        paths: the strongest ways to it, strongest first.
    """

    to: str
    pot: str
    effect: CausalStep
    paths: tuple[CausalPath, ...]


def causal_paths(asked: Ready, proposals: list[Proposal], settings: Settings) -> tuple[CausalPaths, ...]:
    """Return how proposals bring about what changes most outside their own lines.

    The model is run twice without chance, with every uncertain value at its best estimate, so sums differ
    somewhat from the means of a whole ensemble. The largest change elsewhere in each pot comes first, then
    the main measures of other services that move most.

    Args:
        asked: the council.
        proposals: proposals, in any order.
        settings: how the run is made; draws and threads do not matter here.
    """
    inputs = central_inputs(asked, settings)
    month = asked.council.plan_starts.month
    without = Course(inputs, base_overlay(inputs), month)
    with_ = Course(inputs, laid_on(asked, inputs, proposals), month)
    told = _Told(asked, without, with_, Influence(without, with_))
    return tuple(
        found
        for to, pot in [*told.lines(proposals), *told.measures(proposals)]
        if (found := told.of(to, pot))
    )


class _Told:
    def __init__(self, asked: Ready, without: Course, with_: Course, influence: Influence) -> None:
        self._without, self._with, self._influence = without, with_, influence
        first = asked.council.plan_starts.year
        self._years = tuple(financial_year(date(first + year + 1, 3, 31)) for year in range(without.years))
        self._year = min(_HEADLINE_YEAR, without.years) - 1

    def lines(self, proposals: list[Proposal]) -> list[tuple[str, str]]:
        """Return the budget or funding line of each pot that changes most outside the proposals' own."""
        own = own_lines(proposals)
        pots = {f"spend.{one.code}": one.pot for one in SPENDING_LINES if one.code not in own}
        pots |= {f"funding.{code}": pot for code, (_, pot) in FUNDING_LINES.items()}
        largest: dict[str, tuple[float, str]] = {}
        for name, pot in pots.items():
            size = abs(self._step(name).change) if name in declared() else 0.0
            if size >= SMALL_SUM and size > largest.get(pot.value, (0.0, ""))[0]:
                largest[pot.value] = size, name
        return [(name, pot) for pot, (_, name) in sorted(largest.items(), key=lambda one: -one[1][0])]

    def measures(self, proposals: list[Proposal]) -> list[tuple[str, str]]:
        """Return the main measures of other services that change most against what they would be."""
        own = {change.lever.split(".", 1)[0] for proposal in proposals for change in proposal.changes}
        moved: list[tuple[float, str]] = []
        for name, measure in measures().items():
            # Money is told pot by pot, by its largest line.
            is_shown = measure.is_main and measure.unit != "pounds"
            if is_shown and name in declared() and service_of()[name] not in own and is_told(name):
                size = abs(float(self._without.level(name).mean(axis=0)[self._year]))
                change = float(self._influence.change(name).mean(axis=0)[self._year])
                moved.append((abs(change) / max(size, 1e-9), name))
        return [
            (name, "") for share, name in sorted(moved, reverse=True)[:_MOST_MEASURES] if share > _NOTABLE
        ]

    def of(self, to: str, pot: str) -> CausalPaths | None:
        """Return the strongest ways to a quantity; None where none leads back to a decision."""
        told: dict[tuple[str, ...], float] = {}
        for way in strongest_ways(self._influence, to, self._year):
            names = _told_of(way)
            told[names] = told.get(names, 0.0) + way.share
        strongest = sorted(told.items(), key=lambda one: -one[1])[:_MOST_PATHS]
        strongest = strongest[:1] + [one for one in strongest[1:] if one[1] >= _LEAST_SHARE]
        paths = tuple(
            CausalPath(tuple(self._step(name) for name in names), share) for names, share in strongest
        )
        return CausalPaths(to, pot, self._step(to), paths) if paths else None

    def _step(self, name: str) -> CausalStep:
        step = step_of(name, self._without, self._with, self._year, self._years)
        return replace(step, year=self._years[self._year]) if name.startswith(LEVER) else step


def _told_of(way: Way) -> tuple[str, ...]:
    """Return the quantities of a way that a reader would speak of.

    Within one service those that measures name are enough; where there are none, the last that counts people
    or things, a stock before a flow, stands for the service.
    """
    kept: list[str] = [way.names[0]]
    for service, group in groupby(way.names[1:-1], key=service_of().__getitem__):
        names = list(group)
        told = [name for name in names if is_told(name)]
        counted = [name for name in names if is_counted(name)]
        stocks = [name for name in counted if not isinstance(declared()[name], Flow)]
        is_last = service == service_of()[way.names[-1]]
        kept += told or ([] if is_last else (stocks or counted)[-1:])
    return (*kept, way.names[-1])
