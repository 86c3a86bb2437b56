"""What may be chosen: proposals in the sizes and at the times that are open, and rules between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Choice = frozenset[int]
_SLIP = 1e-9


@dataclass(frozen=True)
class Option:
    """One proposal in one size, begun at one time.

    Args:
        proposal: number of the proposal, in order of identifier.
        size: its size beside what is written.
        later: months by which it begins later.
        is_open: whether it may be chosen.
    """

    proposal: int
    size: float = 1.0
    later: int = 0
    is_open: bool = True


@dataclass(frozen=True)
class Rule:
    """A rule between options: a weighted count of those taken that may not exceed a bound.

    Args:
        name: where it stands in the file.
        says: what it asks, in words.
        weights: weight of each option.
        most: the bound.
    """

    name: str
    says: str
    weights: tuple[float, ...]
    most: float

    def excess(self, choice: Choice) -> float:
        """Return by how much a choice breaks the rule; nought or less where it keeps it."""
        return sum(self.weights[one] for one in choice) - self.most


class Trials(Protocol):
    """Whatever can try choices: what each does to every series, on one set of draws."""

    @property
    def without(self) -> NDArray[np.float64]:
        """Every series without any choice. Shape (draw, series)."""

    def change(self, choice: Choice) -> NDArray[np.float64]:
        """Return the change that a choice makes to every series. Shape (draw, series)."""

    def run_all(self, choices: Iterable[Choice], what: str) -> None:
        """Try every choice that has not been tried, and tell what is being done."""


@dataclass(frozen=True)
class Menu:
    """Everything that may be chosen and the rules between it.

    Args:
        options: the options. The first of them are the proposals as written, one for each, open or not.
        n_proposals: number of proposals.
        rules: the rules.
    """

    options: tuple[Option, ...]
    n_proposals: int
    rules: tuple[Rule, ...] = ()

    @property
    def open(self) -> list[int]:
        """Numbers of the options that may be chosen."""
        return [number for number, one in enumerate(self.options) if one.is_open]

    def by_proposal(self) -> list[list[int]]:
        """Return, for each proposal, the numbers of its options that may be chosen."""
        found: list[list[int]] = [[] for _ in range(self.n_proposals)]
        for number in self.open:
            found[self.options[number].proposal].append(number)
        return found

    def keeps_rules(self, choice: Choice, left_out: Iterable[str] = ()) -> bool:
        """Whether a choice takes no proposal twice, only what is open, and keeps every rule not left out."""
        taken = [self.options[one].proposal for one in choice]
        if len(set(taken)) < len(taken) or not all(self.options[one].is_open for one in choice):
            return False
        skipped = set(left_out)
        return all(rule.name in skipped or rule.excess(choice) <= _SLIP for rule in self.rules)

    def n_choices(self) -> int:
        """Return how many choices there are, before any rule."""
        count = 1
        for options in self.by_proposal():
            count *= 1 + len(options)
        return count

    def choices(self) -> Iterator[Choice]:
        """Yield every choice, before any rule."""
        yield from _choices(self.by_proposal())

    def neighbours(self, choice: Choice) -> Iterator[Choice]:
        """Yield every choice that keeps the rules and is one step away: add, drop, swap, resize or move."""
        seen = {choice}
        dropped = [choice, *(choice - {one} for one in sorted(choice))]
        for kept in dropped:
            taken = {self.options[one].proposal for one in kept}
            added = (kept | {one} for one in self.open if self.options[one].proposal not in taken)
            for found in (kept, *added):
                if found not in seen and self.keeps_rules(found):
                    seen.add(found)
                    yield found


def _choices(by_proposal: Sequence[Sequence[int]]) -> Iterator[Choice]:
    if not by_proposal:
        yield frozenset()
        return
    for rest in _choices(by_proposal[1:]):
        yield rest
        yield from (rest | {one} for one in by_proposal[0])
