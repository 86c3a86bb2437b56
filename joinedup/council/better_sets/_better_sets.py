"""Better sets: the best that was found, what the officers' own list gives up, and why nothing fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from joinedup.council._plan import PLANNED_YEARS, Plan
from joinedup.council._runs import RunManifest
from joinedup.council._session import Progress, Ready, Settings, manifest_of
from joinedup.council.better_sets._conflicts import Conflict, find_conflict
from joinedup.council.better_sets._finder import BUDGET, Best, Finder
from joinedup.council.better_sets._front import find_front
from joinedup.council.better_sets._limits import Gauge, How
from joinedup.council.better_sets._options import Choice
from joinedup.council.better_sets._posed import Posed, SetTrials, aims_of, limits_of, pose
from joinedup.council.better_sets._shown import SetShown, Shower, pick
from joinedup.council.better_sets._targets import Targets
from joinedup.council.portfolios import KeptSets, Worth
from joinedup.council.proposals import Proposal, scaled
from joinedup.errors import InputRefused

# The pairwise picture is made on few draws; every set that is shown is run on all.
FEW_DRAWS = 64
_NEAREST = 3
# What no reader would notice: a twentieth of a point of outcome, and £100,000 over five years.
ALIKE = {"outcome": 0.05, "saves": 100_000.0, "worst": 100_000.0}


@dataclass(frozen=True)
class Answer:
    """The best set found for one question.

    Args:
        shown: the set; None where no set that was run keeps everything.
        is_proved: whether every set that may be chosen was run.
        bound: if the pairwise picture were exact, no set would be better than this; NaN if not known.
        gap: how exactly the picture's own best is known, as a share.
    """

    shown: SetShown | None
    is_proved: bool
    bound: float
    gap: float


@dataclass(frozen=True)
class GivingShown:
    """One of the limits or rules that conflict.

    Args:
        says: what it asks, in words.
        by: by how much it would have to give way, in its unit; None where there is no set to tell it by.
        unit: that unit; `proposals` for a rule, `chance` for a chance.
        nearest: a set that keeps all the others, run on every draw; None where there is none.
        is_undecided: whether the time was too short to find such a set or to prove that there is none.
    """

    says: str
    by: float | None
    unit: str
    nearest: SetShown | None
    is_undecided: bool


@dataclass(frozen=True)
class ConflictShown:
    """Limits and rules that cannot all be kept, though without any one of them the others can."""

    givings: tuple[GivingShown, ...]
    is_proved: bool
    is_tightened: bool


@dataclass(frozen=True)
class SalamiSlices:
    """Every department giving the same share, until what is claimed is what the best set claims.

    Args:
        share: the share of each proposal that is taken.
        claimed: what is claimed in the cash pot, in pounds a year; the same as by the best set.
        left_out: proposals left out because another takes their place.
        shown: what it comes to.
    """

    share: float
    claimed: float
    left_out: tuple[str, ...]
    shown: SetShown


@dataclass(frozen=True)
class Miss:
    """How far the pairwise picture missed one set.

    Args:
        proposals: identifiers of its proposals.
        saves_foreseen: what the picture said it saves.
        saves: what it saves when run on every draw.
        outcome_foreseen: index points by the picture.
        outcome: index points when run.
    """

    proposals: tuple[str, ...]
    saves_foreseen: float
    saves: float
    outcome_foreseen: float
    outcome: float


@dataclass(frozen=True)
class BetterSets:
    """What was found.

    Args:
        manifest: what the runs were made from.
        targets: the targets.
        proposals: the proposals that they name.
        officers: the officers' own list; None where the file has none.
        best: the best set for each aim: `outcome`, `saves` and `worst`.
        same_cash: the best outcome for no less cash than the officers' list.
        same_outcome: the most saved for an outcome no worse than that of the officers' list.
        front: sets of which none is beaten by all of cash, outcome and worst futures, most saved first.
        salami: every department giving the same share, beside the best set; None where nothing is claimed.
        conflict: limits and rules that conflict; None where a set was found or no conflict is known.
        nearest: where no set was found, the sets run that break least, in order.
        misses: how far the picture missed each set that was run.
        n_run: sets run on every draw.
        n_choices: sets that may be chosen, before any rule.
        few_draws: draws that the picture was made on.
    """

    manifest: RunManifest
    targets: Targets
    proposals: tuple[Proposal, ...]
    officers: SetShown | None
    best: dict[str, Answer]
    same_cash: Answer | None
    same_outcome: Answer | None
    front: tuple[SetShown, ...]
    salami: SalamiSlices | None
    conflict: ConflictShown | None
    nearest: tuple[SetShown, ...]
    misses: tuple[Miss, ...]
    n_run: int
    n_choices: int
    few_draws: int

    @property
    def chosen(self) -> SetShown | None:
        """The best set by the aim that the file states; None where no set keeps everything."""
        return self.best[self.targets.aim].shown


def better_sets(
    asked: Ready,
    proposals: Sequence[Proposal],
    targets: Targets,
    settings: Settings,
    progress: Progress | None = None,
    budget: int = BUDGET,
) -> BetterSets:
    """Return better sets of proposals than the officers' list, each run on every draw before it is shown.

    Args:
        asked: the council.
        proposals: at least the proposals that the targets name.
        targets: what may be chosen, within which limits, and what is better.
        settings: how runs are made; its draws are those every set is run on.
        progress: told what is being done and the share done.
        budget: most sets to run on every draw, where not every set is run.

    Raises:
        InputRefused: the plan is too short, or the targets name a proposal that is not among the proposals,
            one that would begin after the plan, or a measure of which there is nothing.
    """
    if settings.years < PLANNED_YEARS:
        raise InputRefused(
            f"Better sets are compared over {PLANNED_YEARS} years; {settings.years} are too few.",
            f"Ask for {PLANNED_YEARS} years or more.",
        )
    held = {one.id for one in proposals}
    if lacking := [one for one in targets.proposals if one not in held]:
        raise InputRefused(
            f"The targets name {', '.join(lacking)}, but no proposal has that identifier.",
            "Give each proposal's file the name of its `id`, or name the identifier in the targets.",
        )
    return _Search(asked, proposals, targets, settings, progress, budget).found()


class _Search:
    """One search: its trials, its finder and how sets are shown."""

    def __init__(
        self,
        asked: Ready,
        proposals: Sequence[Proposal],
        targets: Targets,
        settings: Settings,
        progress: Progress | None,
        budget: int,
    ) -> None:
        self.asked, self.targets, self.settings = asked, targets, settings
        self.tell = progress or (lambda what, share: None)
        named = [one for one in proposals if one.id in targets.proposals]
        few = replace(settings, draws=min(FEW_DRAWS, settings.draws))
        starts = asked.council.plan_starts
        ends = date(starts.year + settings.years, starts.month, starts.day)
        self.plan = Plan(asked, settings)
        probe = Worth(self.plan, named, progress, KeptSets(asked, settings))
        self.posed: Posed = pose(targets, named, probe.series.planned, ends)
        self.worth = Worth(self.plan, self.posed.variants, progress, KeptSets(asked, settings))
        self.trials = SetTrials(self.worth, self.posed.variants)
        few_worth = Worth(Plan(asked, few), self.posed.variants, progress, KeptSets(asked, few))
        series = self.worth.series
        limits = limits_of(targets, series, asked)
        aims = aims_of(targets, series, self.trials.without)
        self.finder = Finder(
            self.posed.menu,
            limits,
            aims,
            SetTrials(few_worth, self.posed.variants),
            self.trials,
            budget=budget,
            alike=ALIKE,
        )
        gauge: Gauge = self.finder.gauge
        self.shower = Shower(targets, self.posed, series, gauge, self.trials.without)

    def found(self) -> BetterSets:
        """Return what was found."""
        officers = self._officers()
        list_scores = None if officers is None else self.finder.verified[officers]
        front = find_front(self.finder, list_scores, self.tell)
        conflict = None if self.finder.kept() else find_conflict(self.finder)
        if conflict and self.finder.kept():
            # A set that the picture gave up on kept everything when it was run.
            conflict, front = None, find_front(self.finder, list_scores, self.tell)
        chosen = front.best[self.targets.aim].choice
        few = min(FEW_DRAWS, self.settings.draws)
        return BetterSets(
            manifest=manifest_of(self.asked, self.settings, list(self.posed.proposals)),
            targets=self.targets,
            proposals=self.posed.proposals,
            officers=None if officers is None else self._shown(officers),
            best={aim: self._answer(one) for aim, one in front.best.items()},
            same_cash=self._answered(front.same_cash),
            same_outcome=self._answered(front.same_outcome),
            front=tuple(self._shown(one) for one in front.choices),
            salami=None if chosen is None else self._salami(chosen),
            conflict=None if conflict is None else self._conflict(conflict),
            nearest=() if chosen is not None else tuple(self._nearest()),
            misses=tuple(self._misses()),
            n_run=len(self.finder.verified),
            n_choices=self.posed.menu.n_choices(),
            few_draws=few,
        )

    def _officers(self) -> Choice | None:
        if not self.targets.officers:
            return None
        choice = self.posed.as_written(self.targets.officers)
        self.finder.verify([choice])
        return choice

    def _shown(self, choice: Choice) -> SetShown:
        assert choice in self.finder.verified, "a set is run on every draw before it is shown"
        return self.shower.choice(choice, self.trials.change(choice))

    def _answer(self, one: Best) -> Answer:
        shown = None if one.choice is None else self._shown(one.choice)
        return Answer(shown, one.is_proved, one.bound, one.gap)

    def _answered(self, one: Best | None) -> Answer | None:
        return None if one is None else self._answer(one)

    def _conflict(self, one: Conflict) -> ConflictShown:
        says = {held.name: held.says for held in self.finder.limits}
        says |= {held.name: held.says for held in self.posed.menu.rules}
        units = {held.name: held.unit for held in self.finder.limits}
        units |= {held.name: "chance" for held in self.finder.limits if held.how is How.CHANCE}
        givings = tuple(
            GivingShown(
                says[giving.name],
                giving.by,
                units.get(giving.name, "proposals"),
                None if giving.choice is None else self._shown(giving.choice),
                giving.is_undecided,
            )
            for giving in one.givings
        )
        return ConflictShown(givings, one.is_proved, one.is_tightened)

    def _nearest(self) -> list[SetShown]:
        """Return the sets run that keep the rules and break the fewest limits, least broken first."""
        held = [choice for choice in self.finder.verified if self.posed.menu.keeps_rules(choice)]
        shown = [self._shown(choice) for choice in held]
        shown.sort(key=_how_broken)
        return shown[:_NEAREST]

    def _misses(self) -> list[Miss]:
        return [
            Miss(
                tuple(one.id for one in self.shower.picks(missed.choice)),
                *(missed.foreseen.saves, missed.run.saves),
                *(missed.foreseen.outcome, missed.run.outcome),
            )
            for missed in self.finder.missed()
        ]

    def _salami(self, chosen: Choice) -> SalamiSlices | None:
        """Run every proposal that claims a saving in one size, to claim together what the best set claims."""
        pot = self.targets.cash[0]
        claimed = sum(one.claimed(pot) for one in self.shower.picks(chosen))
        savers, left_out = self._savers(pot)
        whole = sum(pick(one, 1.0, 0).claimed(pot) for one in savers)
        if claimed <= 0 or claimed > whole:
            return None
        share = claimed / whole
        slices = [scaled(one, share) for one in savers]
        kept = KeptSets(self.asked, self.settings)
        worth = Worth(self.plan, slices, None, kept)
        shown = self.shower.shown(
            [pick(one, share, 0) for one in slices],
            worth.change(worth.everything),
            self.shower.broken_by(self.posed.as_written(one.id for one in slices)),
        )
        return SalamiSlices(share, claimed, left_out, shown)

    def _savers(self, pot: str) -> tuple[list[Proposal], tuple[str, ...]]:
        """Return the proposals that claim a saving, and the titles of those whose place another takes."""
        open_ = set(self.targets.choose_from) - set(self.targets.never)
        claims = {one.id: pick(one, 1.0, 0).claimed(pot) for one in self.posed.proposals if one.id in open_}
        dropped: set[str] = set()
        for group in self.targets.not_together:
            most = max(group, key=lambda one: (claims.get(one, 0.0), one))
            dropped |= {one for one in group if one != most and claims.get(one, 0.0) > 0}
        savers = [
            one for one in self.posed.proposals if claims.get(one.id, 0.0) > 0 and one.id not in dropped
        ]
        titles = {one.id: one.title for one in self.posed.proposals}
        return savers, tuple(titles[one] for one in sorted(dropped))


def _how_broken(one: SetShown) -> tuple[int, float, int]:
    broken = [test for test in one.tested if not test.is_kept]
    size = sum(-test.slack / max(abs(test.bound), 1.0) for test in broken)
    return len(broken), size, len(one.picks)
