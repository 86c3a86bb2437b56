"""The ripple of proposals: what they do to every service, pot, measure and patch, with ranges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from joinedup.council._affected import Affected, who_is_affected
from joinedup.council._certainty import DirectorateRisk, PotCertainty, directorate_risks, pot_certainties
from joinedup.council._laid import laid_on, own_lines
from joinedup.council._model import measures
from joinedup.council._money import Money, MoneyEffect
from joinedup.council._paths import Paths
from joinedup.council._plan import PART, PLANNED_YEARS, Plan, refuse_more_than_fit
from joinedup.council._price_levels import price_levels
from joinedup.council._ranges import Range, ranges
from joinedup.council._runs import RunManifest
from joinedup.council._session import Progress, Ready, Settings, manifest_of, run_plan
from joinedup.council._tipping import Tipping, tipping
from joinedup.council.proposals import Proposal
from joinedup.declared import Measure
from joinedup.services.places import Rolls
from joinedup.vocabulary import Pot, financial_year

# With and without proposals are held side by side, draw by draw, and so must fit in memory.
MOST_DRAWS = PART


@dataclass(frozen=True)
class MeasureEffect:
    """What happens to one measure in one year.

    Args:
        measure: the measure.
        patch: identifier of the patch; "" for the whole council.
        year: financial year.
        without: the measure without the proposals.
        with_: the measure with them.
        change: the difference, draw by draw.
    """

    measure: Measure
    patch: str
    year: str
    without: Range
    with_: Range
    change: Range


@dataclass(frozen=True)
class Headline:
    """The answer in a few numbers, for one pot, in pounds a year at the prices of that year.

    Args:
        pot: the pot.
        year: financial year spoken of: the fifth of the plan.
        proposed: what the owners say it will save, raised with general prices from the plan's first year, in
            whose prices proposals are written.
        own_lines: change in spending on the lines the proposals change.
        elsewhere: change in everything else in this pot.
        net: the sum of both.
        p_saves: probability that the pot is better off in that year.
        total: sum of the net change over the whole plan.
        p_saves_in_all: probability that the pot is better off over the whole plan.
    """

    pot: str
    year: str
    proposed: float
    own_lines: Range
    elsewhere: Range
    net: Range
    p_saves: float
    total: Range
    p_saves_in_all: float


@dataclass(frozen=True)
class Ripple:
    """What proposals do.

    Args:
        manifest: the run it came from.
        proposals: the proposals, in order of identifier.
        headlines: one for each pot that is touched.
        money: changes by line, by directorate and by pot.
        measures: changes of every measure, for the council and each patch.
        affected: who must be asked besides the proposals' own directorates.
        share_unverified: share of the uncertainty of the largest headline that rests on values nobody has
            verified; None where the headline is not uncertain.
        unverified: names of those values.
        places_short: by planning area: places short without and with, in the year when it is worst.
        certainties: how sure the answer is, for each pot that is touched.
        risks: how likely each directorate is to be worse off by more than what the council calls material.
        tipping: how near to full each capacity is, those most moved first.
    """

    manifest: RunManifest
    proposals: tuple[Proposal, ...]
    headlines: tuple[Headline, ...]
    money: tuple[MoneyEffect, ...]
    measures: tuple[MeasureEffect, ...]
    affected: tuple[Affected, ...]
    share_unverified: float | None
    unverified: tuple[str, ...]
    places_short: tuple[PlacesShort, ...]
    certainties: tuple[PotCertainty, ...]
    risks: tuple[DirectorateRisk, ...]
    tipping: tuple[Tipping, ...]


@dataclass(frozen=True)
class PlacesShort:
    """Places short in one planning area, on average, in the worst year of the plan."""

    area: str
    name: str
    year: str
    without: Range
    with_: Range


def try_proposals(
    asked: Ready,
    proposals: list[Proposal],
    settings: Settings,
    progress: Progress | None = None,
    plan: Plan | None = None,
) -> Ripple:
    """Lay proposals on the plan and return what they do.

    Args:
        asked: the council.
        proposals: proposals, in any order.
        settings: how the run is made.
        progress: told what is being done and the share done.
        plan: the adopted plan of the same council and settings, where it has been run already.

    Raises:
        ModelRefused: there are more draws than can be held side by side.
    """
    refuse_more_than_fit(settings)
    ordered = sorted(proposals, key=lambda one: one.id)
    tell = progress or (lambda what, share: None)
    adopted = plan or Plan(asked, settings, progress)
    inputs = adopted.inputs
    overlay = laid_on(asked, inputs, ordered)
    without, rolls = adopted.adopted
    with_, rolls_with = run_plan(
        asked, inputs, settings, overlay, progress=lambda share: tell("with the proposals", share)
    )
    money = Money(without, with_)
    headlines = tuple(_headline(pot, money, ordered, asked) for pot in money.pots_touched())
    return Ripple(
        manifest=manifest_of(asked, settings, ordered),
        proposals=tuple(ordered),
        headlines=headlines,
        money=tuple(money.effects()),
        measures=tuple(_measure_effects(without, with_)),
        affected=tuple(who_is_affected(asked, money, without, with_, ordered)),
        share_unverified=_share_unverified(adopted, ordered, money, tell),
        unverified=tuple(sorted(inputs.unverified)),
        places_short=tuple(_places_short(asked, rolls, rolls_with, without)),
        certainties=tuple(pot_certainties(money, own_lines(ordered))),
        risks=tuple(directorate_risks(money, asked.council.material.gbp_per_year)),
        tipping=tuple(tipping(without, with_)),
    )


def try_until_exact(
    asked: Ready,
    proposals: list[Proposal],
    settings: Settings,
    progress: Progress | None = None,
    most_draws: int = MOST_DRAWS,
) -> Ripple:
    """Try proposals, with more draws if the first are too few for an answer that holds still.

    The error of each pot's mean comes from independent replicates. It falls at least with the root of the
    number of draws, which says how many are needed.

    Args:
        asked: the council.
        proposals: proposals, in any order.
        settings: how the run is made; its draws are the fewest.
        progress: told what is being done and the share done.
        most_draws: the most draws to take, a power of two.
    """
    ripple = try_proposals(asked, proposals, settings, progress)
    draws = min(exact_draws(ripple, settings), most_draws)
    if draws <= settings.draws:
        return ripple
    return try_proposals(asked, proposals, replace(settings, draws=draws), progress)


def exact_draws(ripple: Ripple, settings: Settings) -> int:
    """Return how many draws, a power of two, an answer needs that holds still.

    Args:
        ripple: the answer.
        settings: how it was made.
    """
    needed = max([_draws_needed(one, settings.draws) for one in ripple.certainties], default=0)
    return 1 << max(needed - 1, 0).bit_length()


def _draws_needed(certainty: PotCertainty, draws: int) -> int:
    if certainty.is_exact:
        return draws
    return int(min(draws * (certainty.error / certainty.tolerance) ** 2, MOST_DRAWS))


def _headline(pot: Pot, money: Money, proposals: list[Proposal], asked: Ready) -> Headline:
    year = min(PLANNED_YEARS, len(money.years)) - 1
    own = own_lines(proposals)
    changes = {code: change for code, (_, where, change) in money.lines.items() if where is pot}
    net = money.of(pot)
    direct = np.sum(
        [change for code, change in changes.items() if code in own] or [np.zeros_like(net)], axis=0
    )
    ends = date(asked.council.plan_starts.year + year + 1, 3, 31)
    proposed = sum(
        saving.pounds_a_year
        for proposal in proposals
        for saving in proposal.savings
        if saving.pot == pot.value and saving.starts <= ends
    )
    return Headline(
        pot=pot.value,
        year=money.years[year],
        proposed=proposed * float(price_levels(asked, year + 1)[year]),
        own_lines=ranges(direct)[year],
        elsewhere=ranges(net - direct)[year],
        net=ranges(net)[year],
        p_saves=float((net[:, year] < 0).mean()),
        total=ranges(net.sum(axis=1, keepdims=True))[0],
        p_saves_in_all=float((net.sum(axis=1) < 0).mean()),
    )


def _measure_effects(without: Paths, with_: Paths) -> list[MeasureEffect]:
    years = tuple(financial_year(date(year, 3, 31)) for year in without.years)
    found = []
    for measure in measures().values():
        parts = [("", without.whole(measure.name), with_.whole(measure.name))]
        before, after = without.of(measure.name), with_.of(measure.name)
        parts += [(patch, before[:, place], after[:, place]) for place, patch in enumerate(without.patches)]
        for patch, one, other in parts:
            rows = zip(years, ranges(one), ranges(other), ranges(other - one), strict=True)
            found += [MeasureEffect(measure, patch, year, *row) for year, *row in rows]
    return found


def _share_unverified(plan: Plan, proposals: list[Proposal], money: Money, tell: Progress) -> float | None:
    """Return the share of the headline's variance that goes when unverified values are drawn afresh.

    Jansen's estimator of the total effect of a group (1999, doi:10.1016/S0010-4655(98)00154-4): half the mean
    squared difference between runs that differ in that group alone, over the variance.
    """
    pots = money.pots_touched()
    if not pots:
        return None
    pot = max(pots, key=lambda one: float(np.abs(money.of(one).sum(axis=1)).mean()))
    answer = money.of(pot).sum(axis=1)
    variance = float(answer.var())
    if variance == 0.0:
        return None
    without, _ = plan.adopted_redrawn
    with_, _ = run_plan(
        plan.asked,
        plan.redrawn,
        plan.settings,
        laid_on(plan.asked, plan.redrawn, proposals),
        progress=lambda share: tell("what the range rests on", share),
    )
    other = Money(without, with_).of(pot).sum(axis=1)
    return min(float(((answer - other) ** 2).mean() / 2 / variance), 1.0)


def _places_short(
    asked: Ready, rolls: list[Rolls], rolls_with: list[Rolls], without: Paths
) -> list[PlacesShort]:
    names = {area.code: area.name for area in asked.council.planning_areas}
    years = tuple(financial_year(date(year, 3, 31)) for year in without.years)
    found = []
    for before, after in zip(rolls, rolls_with, strict=True):
        worst = int(np.argmax(np.maximum(before.short.mean(axis=0), after.short.mean(axis=0))))
        found.append(
            PlacesShort(
                before.area.code,
                names[before.area.code],
                years[worst],
                ranges(before.short)[worst],
                ranges(after.short)[worst],
            )
        )
    return found
