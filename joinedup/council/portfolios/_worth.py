"""What sets of proposals do, each set run once on the same draws and then kept."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from joinedup.council._laid import laid_on
from joinedup.council._paths import Paths
from joinedup.council._plan import Plan, refuse_more_than_fit
from joinedup.council._session import Progress, run_plan
from joinedup.council.portfolios._kept_sets import KeptSets
from joinedup.council.portfolios._series import SeriesOf
from joinedup.council.proposals import Proposal


class Worth:
    """What sets of proposals do to every series of a plan, on one set of draws.

    A set is a whole number whose bits say which proposals are in it: bit 0 stands for the first proposal in
    order of identifier. Sets share draws and chance, so that they differ only by what is decided.

    Args:
        plan: the adopted plan that they are laid on.
        proposals: the proposals, in any order.
        progress: told what is being done and the share done.
        kept: where sets that were run before are kept; nowhere where None.

    Raises:
        ModelRefused: there are more draws than runs can be held side by side with.
    """

    def __init__(
        self,
        plan: Plan,
        proposals: Sequence[Proposal],
        progress: Progress | None = None,
        kept: KeptSets | None = None,
    ) -> None:
        refuse_more_than_fit(plan.settings)
        self.plan = plan
        self.proposals = tuple(sorted(proposals, key=lambda one: one.id))
        self.tell = progress or (lambda what, share: None)
        patches = tuple(patch.id for patch in plan.asked.council.patches)
        self.series = SeriesOf(plan.asked, plan.settings.years, patches)
        self._kept = kept
        self._held: dict[int, NDArray[np.float64]] = {}
        self._without: NDArray[np.float64] | None = None

    @property
    def everything(self) -> int:
        """The set of all proposals."""
        return (1 << len(self.proposals)) - 1

    @property
    def without(self) -> NDArray[np.float64]:
        """Every series of the plan without any proposal. Shape (draw, series)."""
        if self._without is None:
            self._without = self.series.values(self.plan.adopted[0])
        return self._without

    def members(self, chosen: int) -> list[Proposal]:
        """Return the proposals of a set."""
        return [one for place, one in enumerate(self.proposals) if chosen >> place & 1]

    def change(self, chosen: int) -> NDArray[np.float64]:
        """Return the change that a set makes to every series. Shape (draw, series)."""
        if not chosen:
            return np.zeros_like(self.without)
        if chosen not in self._held:
            self._held[chosen] = self._found(chosen, self.without.shape, self.plan.settings.threads)
        return self._held[chosen]

    def mean(self, chosen: int) -> NDArray[np.float64]:
        """Return the mean change that a set makes to every series. Shape (series,)."""
        return np.asarray(self.change(chosen).mean(axis=0))

    def run_all(self, sets: Iterable[int], what: str) -> None:
        """Run every set that has not been run, and say how far it is.

        Args:
            sets: the sets.
            what: what is being done, for the progress.
        """
        asked = [one for one in dict.fromkeys(sets) if one and one not in self._held]
        if not asked:
            return
        shape = self.without.shape
        self.tell(what, 0.0)
        # Sets run beside each other, each on one thread, so that no processor waits at the end of a run.
        with ThreadPoolExecutor(self.plan.settings.threads or os.cpu_count() or 1) as pool:
            found = pool.map(lambda one: self._found(one, shape, threads=1), asked)
            for done, (chosen, change) in enumerate(zip(asked, found, strict=True), start=1):
                self._held[chosen] = change
                self.tell(what, done / len(asked))

    def paths(self, chosen: int) -> Paths:
        """Return everything recorded with a set laid on the plan; not kept, for it is large."""
        return self._run(chosen, self.plan.settings.threads)

    def _run(self, chosen: int, threads: int | None) -> Paths:
        overlay = laid_on(self.plan.asked, self.plan.inputs, self.members(chosen))
        settings = replace(self.plan.settings, threads=threads)
        return run_plan(self.plan.asked, self.plan.inputs, settings, overlay)[0]

    def _found(self, chosen: int, shape: tuple[int, ...], threads: int | None) -> NDArray[np.float64]:
        members = self.members(chosen)
        held = self._kept.read(members) if self._kept else None
        if held is not None and held.shape == shape:
            return held
        found = self.series.values(self._run(chosen, threads)) - self.without
        if self._kept:
            self._kept.write(members, found)
        return found
