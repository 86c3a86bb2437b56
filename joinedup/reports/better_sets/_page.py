"""The page of better sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from joinedup.council import RunManifest
from joinedup.council.better_sets import BetterSets, SetShown, measure_says, when_says
from joinedup.folder import Council
from joinedup.reports._parts import Chart, DataTable, Page, shown
from joinedup.reports._wording import pot_phrase
from joinedup.reports.better_sets._tables import (
    OURS,
    beside,
    limits_table,
    money_table,
    nearest,
    outcomes_table,
    picks_table,
    proposals_table,
    sets_table,
)
from joinedup.reports.better_sets._words import (
    Called,
    called,
    conflict_says,
    how_good,
    how_missed,
    lead,
    officers_say,
    proposals_in,
    salami_says,
)
from joinedup.reports.charts import Point, scatter

_MILLION = 1_000_000


@dataclass(frozen=True)
class BetterSetsPage(Page):
    """Better sets of proposals, beside the officers' own list."""

    template: ClassVar[str] = "better_sets.html"

    council: str = field(metadata=shown("Name of the council."))
    title: str = field(metadata=shown("Title of the targets file."))
    lead: str = field(metadata=shown("The answer in one sentence."))
    takes: str = field(metadata=shown("What the set chosen takes and leaves; empty where none was found."))
    officers: tuple[str, ...] = field(metadata=shown("What the officers' list comes to and gives up."))
    salami: str = field(metadata=shown("Every department giving the same share, against the set chosen."))
    conflict: tuple[str, ...] = field(metadata=shown("What conflicts, where no set keeps everything."))
    how_good: str = field(metadata=shown("How far the set chosen may be from the best there is."))
    how_good_others: tuple[str, ...] = field(metadata=shown("The same for the other aims."))
    how_missed: str = field(metadata=shown("How far the pairwise picture missed what was run."))
    outcome_is: str = field(metadata=shown("What the outcome is made of, in words."))
    broken_rules: tuple[str, ...] = field(metadata=shown("Rules that the officers' list breaks."))
    front: Chart | None = field(metadata=shown("Cash against outcome; None where no set was found."))
    proposals: DataTable = field(metadata=shown("Which proposal is in which set."))
    picks: DataTable | None = field(metadata=shown("The set chosen, proposal by proposal."))
    money: tuple[DataTable, ...] = field(metadata=shown("Money by pot and year, a table a set."))
    limits: DataTable | None = field(metadata=shown("The limits with their slack."))
    outcomes: DataTable | None = field(metadata=shown("The outcomes, measure by measure."))
    nearest: DataTable | None = field(metadata=shown("Sets that break least, where none keeps everything."))
    n_run: int = field(metadata=shown("How many sets were run on every draw."))
    n_choices: int = field(metadata=shown("How many sets may be chosen, before any rule."))
    few_draws: int = field(metadata=shown("On how many draws the pairwise picture was made."))
    is_proved: bool = field(metadata=shown("Whether every set that may be chosen was run."))
    manifest: RunManifest = field(metadata=shown("The run."))


def better_sets_page(council: Council, found: BetterSets) -> BetterSetsPage:
    """Return the page of better sets.

    Args:
        council: the council.
        found: what was found.
    """
    chosen = found.chosen
    compared = _compared(found)
    others = [aim for aim in ("outcome", "saves", "worst") if aim != found.targets.aim]
    return BetterSetsPage(
        council=council.name,
        title=found.targets.title,
        lead=lead(found),
        takes=_takes(found),
        officers=tuple(officers_say(found)),
        salami=salami_says(found),
        conflict=tuple(conflict_says(found.conflict)) if found.conflict else (),
        how_good=how_good(found, found.targets.aim),
        how_good_others=tuple(f"{_AIMS[aim]}: {how_good(found, aim)}" for aim in others if chosen),
        how_missed=how_missed(found),
        outcome_is=_outcome_is(found),
        broken_rules=found.officers.broken_rules if found.officers else (),
        front=_front(found) if chosen else None,
        proposals=proposals_table(found),
        picks=picks_table(found, chosen) if chosen else None,
        money=tuple(money_table(one.shown, one.name) for one in compared),
        limits=limits_table(compared) if compared and compared[0].shown.tested else None,
        outcomes=outcomes_table(compared) if compared else None,
        nearest=limits_table(nearest(found)) if found.nearest else None,
        n_run=found.n_run,
        n_choices=found.n_choices,
        few_draws=found.few_draws,
        is_proved=found.best[found.targets.aim].is_proved,
        manifest=found.manifest,
    )


_AIMS = {"outcome": "Best for residents", "saves": "Saves most", "worst": "Mildest in the worst futures"}


def _compared(found: BetterSets) -> list[Called]:
    chosen = [] if found.chosen is None else [Called(f"Set {_name(found, found.chosen)}", "", found.chosen)]
    return chosen + beside(found)


def _name(found: BetterSets, one: SetShown) -> str:
    return next(held.name for held in called(found) if held.shown.picks == one.picks)


def _takes(found: BetterSets) -> str:
    chosen = found.chosen
    if chosen is None:
        return ""
    name = _name(found, chosen)
    if not chosen.picks:
        return f"Set {name} takes no proposal at all."
    return (
        f"Set {name} takes {len(chosen.picks)} of {len(found.proposals)} proposals: {proposals_in(chosen)}."
    )


def _outcome_is(found: BetterSets) -> str:
    whole = sum(one.weight for one in found.targets.outcomes)
    parts = [
        f"{measure_says(one.measure).lower()} ({100 * one.weight / whole:.0f}%)"
        for one in found.targets.outcomes
    ]
    return (
        "A point of outcome is 1% better than without any proposal in the plan’s fifth year, on a mean of "
        f"these measures with these weights: {'; '.join(parts)}."
    )


def _front(found: BetterSets) -> Chart:
    sets = called(found)
    points = [_point(one, "found") for one in sets]
    points += [_point(one, "ours" if one.name == OURS else "slices") for one in beside(found)]
    pot, when = found.targets.cash
    across = f"£ million saved from {pot_phrase(pot)}, {when_says(when)}"
    says = (
        "Each circle is a set of which no other is better on cash, outcome and worst futures at once; "
        "further right saves more, higher is better for residents, and the larger the mark the more is "
        "saved in the worst 1 in 20 futures."
    )
    if found.officers:
        says += " The diamond is the officers’ own list."
    if found.salami:
        says += " The square is every department giving the same share."
    title = "Cash against outcomes"
    picture = scatter(title, says, across, "outcome, points (0 is as without any proposal)", points)
    return Chart(title, says, picture, sets_table(found))


def _point(one: Called, kind: str) -> Point:
    shown = one.shown
    return Point(one.name, shown.saves / _MILLION, shown.outcome, shown.worst / _MILLION, kind)
