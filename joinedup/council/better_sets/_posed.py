"""A council's targets and proposals, posed as a choice between options under limits and rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from joinedup.council._model import capacities, measures
from joinedup.council._plan import PLANNED_YEARS
from joinedup.council._session import Ready
from joinedup.council.better_sets._limits import Aims, How, Limit, Row
from joinedup.council.better_sets._options import Choice, Menu, Option, Rule
from joinedup.council.better_sets._targets import Floor, Known, Sum, Targets, WorseOff
from joinedup.council.portfolios import ALL_YEARS, FIVE_YEARS, PRESENT_VALUE, SeriesOf, Worth
from joinedup.council.proposals import Proposal, later, scaled
from joinedup.declared import Better
from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.vocabulary import Directorate, Pot, financial_year, pounds

_SUMS = {FIVE_YEARS: "over five years", ALL_YEARS: "over the whole plan", PRESENT_VALUE: "in present value"}


def known_to(council: Council, proposals: Iterable[str], years: int) -> Known:
    """Return what a targets file of a council may name.

    Args:
        council: the council.
        proposals: identifiers of the proposals it holds.
        years: length of the plan.
    """
    starts = council.plan_starts
    planned = [financial_year(date(starts.year + n + 1, 3, 31)) for n in range(min(years, PLANNED_YEARS))]
    directions = {
        one.name: "" if one.better is Better.NEITHER else one.better.value
        for one in measures().values()
        if one.unit != "pounds"
    }
    loads = {one.load: Better.LOWER.value for one in capacities()}
    return Known(tuple(sorted(proposals)), loads | directions, tuple(planned))


def measure_says(name: str) -> str:
    """Return the label of a measure or of what can be full."""
    held = measures()
    if name in held:
        return held[name].says
    return next(f"{one.says}: use of what there is (1 = full)" for one in capacities() if one.load == name)


def measure_unit(name: str) -> str:
    """Return the unit of a measure; loads are ratios."""
    held = measures()
    return held[name].unit if name in held else "ratio"


@dataclass(frozen=True)
class Posed:
    """What may be chosen, as options, and the proposal that each option stands for.

    Args:
        menu: the options and rules.
        variants: the proposal of each option, in its size and at its time.
        proposals: the proposals as written, in order of identifier.
    """

    menu: Menu
    variants: tuple[Proposal, ...]
    proposals: tuple[Proposal, ...]

    def as_written(self, ids: Iterable[str]) -> Choice:
        """Return the choice of some proposals as they are written."""
        places = {one.id: place for place, one in enumerate(self.proposals)}
        return frozenset(places[one] for one in ids)


class SetTrials:
    """Choices tried on a council's plan.

    Args:
        worth: what runs sets; its proposals are the variants.
        variants: the proposal of each option.
    """

    def __init__(self, worth: Worth, variants: Sequence[Proposal]) -> None:
        self._worth = worth
        order = sorted(range(len(variants)), key=lambda one: variants[one].id)
        self._bit = {option: bit for bit, option in enumerate(order)}

    @property
    def without(self) -> NDArray[np.float64]:
        """Every series of the plan without any proposal. Shape (draw, series)."""
        return self._worth.without

    def change(self, choice: Choice) -> NDArray[np.float64]:
        """Return the change that a choice makes to every series. Shape (draw, series)."""
        return self._worth.change(self._mask(choice))

    def run_all(self, choices: Iterable[Choice], what: str) -> None:
        """Run every choice that has not been run."""
        self._worth.run_all([self._mask(one) for one in choices], what)

    def _mask(self, choice: Choice) -> int:
        return sum(1 << self._bit[one] for one in choice)


def pose(targets: Targets, proposals: Iterable[Proposal], years: Sequence[str], ends: date) -> Posed:
    """Return what may be chosen.

    Args:
        targets: the targets.
        proposals: the proposals that they name.
        years: financial years of the medium-term plan.
        ends: first day after the plan.

    Raises:
        InputRefused: a proposal begun later would begin after the plan.
    """
    ordered = tuple(sorted(proposals, key=lambda one: one.id))
    open_ = set(targets.choose_from)
    written, others = [], []
    for place, one in enumerate(ordered):
        pairs = [
            (size, months)
            for size in targets.sizes.get(one.id, (1.0,))
            for months in targets.later_by.get(one.id, (0,))
        ]
        is_open = one.id in open_
        written.append(Option(place, is_open=is_open and (1.0, 0) in pairs))
        others += [Option(place, *pair) for pair in pairs if is_open and pair != (1.0, 0)]
    options = (*written, *others)
    variants = tuple(scaled(later(ordered[one.proposal], one.later), one.size) for one in options)
    late = sorted({one.id for one in variants if max(change.starts for change in one.changes) >= ends})
    if late:
        raise InputRefused(
            f"adjustables.later_by: {', '.join(late)} would begin after the plan ends.",
            "Name fewer months.",
        )
    ids = [one.id for one in ordered]
    rules = _Rules(targets, ids, options, variants, years, {one.id: one.title for one in ordered})
    return Posed(Menu(options, len(ordered), tuple(rules.all())), variants, ordered)


@dataclass(frozen=True)
class _Rules:
    """The rules of a targets file as weighted counts of options."""

    targets: Targets
    ids: Sequence[str]
    options: Sequence[Option]
    variants: Sequence[Proposal]
    years: Sequence[str]
    titles: dict[str, str]

    def all(self) -> Iterator[Rule]:
        """Yield the rules."""
        for one in self.targets.must:
            yield self._rule(f"must {one}", f"“{self.titles[one]}” must be in", {one: -1.0}, -1.0)
        for one in self.targets.never:
            if one in self.titles:
                yield self._rule(f"never {one}", f"“{self.titles[one]}” may not be in", {one: 1.0}, 0.0)
        for group in self.targets.not_together:
            names = " and ".join(f"“{self.titles[one]}”" for one in group)
            says = f"at most one of {names}" if len(group) > 2 else f"not {names} together"
            yield self._rule(f"not together {' '.join(group)}", says, dict.fromkeys(group, 1.0), 1.0)
        for one, needed in self.targets.needs:
            says = f"“{self.titles[one]}” needs “{self.titles[needed]}”"
            yield self._rule(f"{one} needs {needed}", says, {one: 1.0, needed: -1.0}, 0.0)
        if self.targets.most_starting is not None:
            yield from self._starting(self.targets.most_starting)

    def _rule(self, name: str, says: str, weights: dict[str, float], most: float) -> Rule:
        by_option = tuple(weights.get(self.ids[one.proposal], 0.0) for one in self.options)
        return Rule(name, says, by_option, most)

    def _starting(self, most: int) -> Iterator[Rule]:
        begins = [starting_year(one) for one in self.variants]
        for year in sorted(set(begins)):
            weights = tuple(float(one == year) for one in begins)
            yield Rule(f"starting in {year}", f"at most {most} proposals start in {year}", weights, most)


def starting_year(proposal: Proposal) -> str:
    """Return the financial year in which a proposal begins to change anything."""
    return financial_year(min(one.starts for one in proposal.changes))


def limits_of(targets: Targets, series: SeriesOf, asked: Ready) -> list[Limit]:
    """Return the limits of a targets file, in its order.

    Args:
        targets: the targets.
        series: what runs are recorded as.
        asked: the council.
    """
    patches = {one.id: one.name for one in asked.council.patches}
    found = [
        _money_limit(f"targets {number}", one, series) for number, one in enumerate(targets.targets, start=1)
    ]
    found += [
        _floor_limit(f"floors {number}", one, series, patches)
        for number, one in enumerate(targets.floors, start=1)
    ]
    names = {str(one): asked.council.directorate_name(str(one)) for one in Directorate}
    found += [
        _worse_off_limit(f"worse off {number}", one, series, patches, names)
        for number, one in enumerate(targets.worse_off, start=1)
    ]
    found += [
        _money_limit(f"worst 1 in 20 {number}", one, series, is_worst=True)
        for number, one in enumerate(targets.worst, start=1)
    ]
    return found


def _money_limit(name: str, one: Sum, series: SeriesOf, is_worst: bool = False) -> Limit:
    pot = Pot(one.pot)
    row = Row(series.money(pot, one.when).places, -one.saves, label=one.when)
    how = How.WORST if is_worst else How.MEAN if one.chance is None else How.CHANCE
    sum_ = f"saves at least {pounds(one.saves)}" if one.saves > 0 else f"costs at most {pounds(-one.saves)}"
    sense = {
        How.WORST: " in the worst 1 in 20 futures, on average",
        How.MEAN: "",
        How.CHANCE: f" in at least {round(100 * (one.chance or 0.0))} of 100 futures",
    }[how]
    says = f"{pot.says} {sum_} {when_says(one.when)}{sense}"
    return Limit(name, says, (row,), how, one.chance or 0.0, is_least=one.saves > 0)


def when_says(when: str) -> str:
    """Return a financial year or a sum over years as it stands in a sentence."""
    return _SUMS.get(when, f"in {when}")


def _floor_limit(name: str, one: Floor, series: SeriesOf, patches: dict[str, str]) -> Limit:
    last = one.years[-1]
    if one.where == "each_patch":
        held = [(series.place(one.measure, last, patch), called) for patch, called in patches.items()]
    else:
        held = [(series.place(one.measure, year), year) for year in one.years]
    higher = measures()[one.measure].better is Better.HIGHER if one.measure in measures() else False
    is_share = one.kind == "worse_by_at_most"
    sign = -1.0 if one.kind == "at_least" or (is_share and higher) else 1.0
    most, share = (0.0, one.value) if is_share else (sign * one.value, 0.0)
    rows = tuple(Row((place,), most, sign, not is_share, share, label) for place, label in held)
    how = How.MEAN if one.chance is None else How.CHANCE
    unit, is_least = measure_unit(one.measure), one.kind == "at_least"
    return Limit(name, _floor_says(one), rows, how, one.chance or 0.0, unit, is_least)


def _floor_says(one: Floor) -> str:
    bound = {
        "at_most": f"at most {one.value:,.10g}",
        "at_least": f"at least {one.value:,.10g}",
        "worse_by_at_most": f"at most {100 * one.value:.10g}% worse than with no proposal",
    }[one.kind]
    where = " in each patch" if one.where == "each_patch" else ""
    years = f" in {one.years[0]}" if len(one.years) == 1 else " in each year"
    chance = f" in at least {round(100 * one.chance)} of 100 futures" if one.chance is not None else ""
    return f"{measure_says(one.measure)}: {bound}{where}{years}{chance}"


def _worse_off_limit(
    name: str, one: WorseOff, series: SeriesOf, patches: dict[str, str], directorates: dict[str, str]
) -> Limit:
    pot = Pot(one.pot)
    if one.who == "each_patch":
        held = [(series.money(pot, FIVE_YEARS, patch=patch).places, it) for patch, it in patches.items()]
    else:
        held = [
            (series.money(pot, FIVE_YEARS, directorate=directorate).places, it)
            for directorate, it in directorates.items()
        ]
    rows = tuple(Row(places, one.pounds, label=label) for places, label in held if places)
    who = "patch" if one.who == "each_patch" else "directorate"
    says = f"{pot.says}: no {who} costs more than {pounds(one.pounds)} extra over five years"
    return Limit(name, says, rows)


def aims_of(targets: Targets, series: SeriesOf, without: NDArray[np.float64]) -> Aims:
    """Return what makes one set better than another.

    Args:
        targets: the targets.
        series: what runs are recorded as.
        without: every series without any proposal. Shape (draw, series).

    Raises:
        InputRefused: there is nothing of a measure, so that no change of it can be told as a share.
    """
    pot, when = targets.cash
    last, level = series.planned[-1], without.mean(axis=0)
    outcomes = []
    for one in targets.outcomes:
        place = series.place(one.measure, last)
        if not level[place]:
            raise InputRefused(
                f"measurables.outcomes: without any proposal {one.measure} is 0 in {last}, "
                "so that no change of it can be told as a share.",
                "Choose another measure.",
            )
        outcomes.append((place, one.weight, 1.0 if one.better == "higher" else -1.0))
    return Aims(series.money(Pot(pot), when).places, tuple(outcomes))
