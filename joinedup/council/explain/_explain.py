"""What the answer about proposals hangs on: which assumptions, where it flips, and how it comes about."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from joinedup.council._inputs import Inputs
from joinedup.council._ranges import Range, ranges
from joinedup.council._runs import RunManifest
from joinedup.council._session import Progress, Ready, Settings, draw_inputs, manifest_of
from joinedup.council.causes import CausalPaths, causal_paths, central_inputs
from joinedup.council.explain._answers import Answers, largest_pot
from joinedup.council.explain._flip import FlipRegion, flip_region
from joinedup.council.explain._groups import (
    drawn_values,
    groups_by_directorate,
    groups_by_source,
    values_of,
    weights,
)
from joinedup.council.explain._indices import Group, GroupIndex, group_indices
from joinedup.council.explain._switching import SwitchingValue, Weighty, switching_value
from joinedup.council.proposals import Proposal
from joinedup.engine import PARAMETER
from joinedup.parameters import find_parameter
from joinedup.vocabulary import Pot

Values = NDArray[np.float64]

_CENTRAL = (0.025, 0.975)
# Parameters that are drawn afresh one by one, to see which weighs most.
_SINGLE = 3
# Pairs of runs besides those of the groups: two sets of draws, chance, and what the search may need.
_OTHER_RUNS = 3 + _SINGLE + 6


@dataclass(frozen=True)
class Explanation:
    """What the answer about proposals hangs on.

    The answer is the change in one pot, summed over the whole plan, in pounds at the prices of each year;
    above 0 costs. Shares of its spread are worked out with sums beyond the central 95 per cent drawn in to
    the ends of it, so that a few draws that run away do not decide them.

    Args:
        manifest: the run it came from.
        pot: identifier of the pot that changes most; "" where none changes, and then all else is empty.
        total: the answer.
        by_source: by who stands behind the assumptions; chance is one of the groups.
        by_directorate: by the directorate whose equations read them.
        region: where the answer flips.
        switching: the weightiest parameter, and the value at which the mean answer is nothing.
        paths: how the largest effects outside the proposals' own lines come about.
    """

    manifest: RunManifest
    pot: str
    total: Range | None
    by_source: tuple[GroupIndex, ...]
    by_directorate: tuple[GroupIndex, ...]
    region: FlipRegion | None
    switching: SwitchingValue | None
    paths: tuple[CausalPaths, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as what JSON can hold, with its sentences."""
        content = asdict(self)
        if self.region:
            content["region"]["says"] = self.region.in_words()
        for found, one in zip(content["paths"], self.paths, strict=True):
            for path, held in zip(found["paths"], one.paths, strict=True):
                path["says"] = held.in_words()
        return content


@dataclass(frozen=True)
class Explained:
    """What the answer about proposals hangs on, with the proposals."""

    explanation: Explanation
    proposals: tuple[Proposal, ...]


def explain_proposals(
    asked: Ready, proposals: list[Proposal], settings: Settings, progress: Progress | None = None
) -> Explanation:
    """Return what the answer about proposals hangs on.

    Every group of assumptions is drawn afresh by itself while all others stay as they were, with the same
    chance, so that a run differs from the first in that group alone.

    Args:
        asked: the council.
        proposals: proposals, in any order.
        settings: how runs are made.
        progress: told what is being done and the share done.
    """
    ordered = sorted(proposals, key=lambda one: one.id)
    manifest = manifest_of(asked, settings, ordered)
    explained = _Explained(asked, ordered, settings, progress)
    if explained.pot is None:
        return Explanation(manifest, "", None, (), (), None, None, ())
    return Explanation(
        manifest=manifest,
        pot=explained.pot.value,
        total=ranges(explained.first[:, None])[0],
        by_source=tuple(explained.by_source()),
        by_directorate=tuple(explained.by_directorate()),
        region=explained.region(),
        switching=explained.switching(),
        paths=causal_paths(asked, ordered, settings),
    )


class _Explained:
    def __init__(
        self, asked: Ready, proposals: list[Proposal], settings: Settings, progress: Progress | None
    ) -> None:
        self._asked, self._settings, self._progress = asked, settings, progress
        self._done, self._runs = 0, _OTHER_RUNS + 20
        self._answers = Answers(asked, proposals, settings, self._tell)
        self._inputs = draw_inputs(asked, settings)
        money = self._answers.money(self._inputs)
        self.pot: Pot | None = largest_pot(money)
        if self.pot is None:
            return
        self.first: Values = np.asarray(money.of(self.pot).sum(axis=1))
        other = self._answers.redrawn(frozenset(self._inputs.uncertain))
        self._other = self._answers.total(self.pot, other, is_other_chance=True)
        self._seen = [(drawn_values(self._inputs), self.first), (drawn_values(other), self._other)]
        self._weights = weights(*self._all_seen())
        self._sources = groups_by_source(asked, self._weights)
        self._directorates = groups_by_directorate(asked, self._weights)
        self._runs = _OTHER_RUNS + len(self._sources) + len(self._directorates)

    def by_source(self) -> list[GroupIndex]:
        """Return the indices by who stands behind the assumptions, with chance beside them."""
        chance = Group("chance", "Chance: which single people come, and when", ())
        mixed = [*self._mixed(self._sources), self._total(self._inputs, is_other_chance=True)]
        return self._indices([*self._sources, chance], mixed)

    def by_directorate(self) -> list[GroupIndex]:
        """Return the indices by the directorate whose equations read the assumptions."""
        return self._indices(self._directorates, self._mixed(self._directorates))

    def region(self) -> FlipRegion:
        """Return where the answer flips."""
        central = central_inputs(self._asked, self._settings)
        seen, answer = self._all_seen()
        told = {
            name: values if name.startswith(PARAMETER) else values / values_of(central, name)
            for name, values in seen.items()
        }
        return flip_region(told, answer, self._weights, self._asked.parameters)

    def _all_seen(self) -> tuple[dict[str, Values], Values]:
        """Return all draws run so far: the first half of every run, then the second half of every run.

        Runs share some of their draws row by row, so rows and not runs are halved where a half must know
        nothing of the other.
        """
        names = self._seen[0][0]
        inputs = {name: _halves([drawn[name] for drawn, _ in self._seen]) for name in names}
        return inputs, _halves([answer for _, answer in self._seen])

    def switching(self) -> SwitchingValue | None:
        """Return the weightiest parameter with the value at which it switches the answer."""
        names = [name for name in self._weights if name.startswith(PARAMETER)]
        heaviest = sorted(names, key=lambda name: (-self._weights[name], name))[:_SINGLE]
        single = [Group(name, "", (name,)) for name in heaviest]
        indices = self._indices(single, self._mixed(single))
        if not indices:
            return None
        name = indices[0].group
        held = find_parameter(self._asked.parameters, name.removeprefix(PARAMETER))
        value = held.at(self._asked.council.plan_starts)
        weighty = Weighty(name, indices[0].total, value.value, value.low, value.high)
        return switching_value(weighty, lambda one: self._mean_at(name, one), self._asked.parameters)

    def _mean_at(self, name: str, value: float) -> float:
        values = self._inputs.values.copy()
        values[:, :, self._inputs.names.index(name)] = value
        return float(self._total(replace(self._inputs, values=values)).mean())

    def _mixed(self, groups: list[Group]) -> list[Values]:
        found = []
        for group in groups:
            inputs = self._answers.redrawn(frozenset(group.members))
            found.append(self._total(inputs))
            self._seen.append((drawn_values(inputs), found[-1]))
        return found

    def _indices(self, groups: list[Group], mixed: list[Values]) -> list[GroupIndex]:
        low, high = np.quantile([self.first, self._other], _CENTRAL)
        first, other, *by_group = (np.clip(one, low, high) for one in (self.first, self._other, *mixed))
        return group_indices(groups, first, other, by_group, self._settings.seed)

    def _total(self, inputs: Inputs, is_other_chance: bool = False) -> Values:
        if self.pot is None:
            return np.zeros(self._settings.draws)
        return self._answers.total(self.pot, inputs, is_other_chance)

    def _tell(self) -> None:
        self._done += 1
        if self._progress:
            self._progress("what the answer hangs on", min(self._done / self._runs, 1.0))


def _halves(runs: list[Values]) -> Values:
    half = len(runs[0]) // 2
    return np.concatenate([*(run[:half] for run in runs), *(run[half:] for run in runs)])
