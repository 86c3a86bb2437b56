"""The medium-term plan: five years of every pot, from the adopted budget to the gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from joinedup.council._model import levers
from joinedup.council._plan import PART, PLANNED_YEARS, Plan, refuse_more_than_fit
from joinedup.council._price_levels import price_levels
from joinedup.council._ranges import POINTS, Range
from joinedup.council._runs import RunManifest
from joinedup.council._session import Progress, Ready, Settings, manifest_of
from joinedup.council.medium_term._balance import YearBalance, year_balances
from joinedup.council.medium_term._bridge import Step, bridge
from joinedup.council.medium_term._coverage import Covered, coverage
from joinedup.council.medium_term._delivery import Positions, effects, positions
from joinedup.council.medium_term._pots import Sources, pot_plans
from joinedup.council.medium_term._prices import LINES, OUTSIDE, split
from joinedup.council.medium_term._reserves import Override, ReservePlan, override, reserve_plans
from joinedup.council.medium_term._robustness import Robustness, robustness
from joinedup.council.medium_term._rows import PotPlan
from joinedup.council.medium_term._stated import Stated, stated
from joinedup.council.medium_term._tax import CouncilTax, council_tax
from joinedup.council.monitoring import Delivery, deliveries
from joinedup.council.proposals import Proposal
from joinedup.engine import FIGURE, sobol_points
from joinedup.errors import InputRefused
from joinedup.parameters import find_parameter
from joinedup.vocabulary import FUNDING_LINES, GRANT_BLOCKS, RESERVES, Pot, financial_year

# Parts of a plan are held beside each other, draw by draw; more draws than this are run in parts elsewhere.
MOST_FUTURES = PART
_EARMARKED_FIRST = "joinedup.money.earmarked_first_share"
_FLOOR = "joinedup.money.reserve_floor_share"
_LASTING = "joinedup.money.overspend_lasting_share"
# Set apart from every seed that anybody would choose.
_OUTTURN_SEED = 3_000_007


@dataclass(frozen=True)
class MediumTermPlan:
    """Five years of a council's money, pot by pot, in whole pence. Nothing is netted across pots.

    Args:
        manifest: the run it came from.
        years: financial years.
        pots: the table of each pot.
        steps: from each year of the General Fund to the next.
        reserves: general, earmarked and schools grant reserves.
        override: the rule that keeps the schools grant deficit apart.
        balances: whether each year of the General Fund is balanced.
        council_tax: what council tax is made of; None where none is collected.
        proposals: the proposals in the plan, in order.
        stated: what their owners state, sum by sum.
        deliveries: how much of each is likely to be delivered, by identifier.
        shares: share of each that the plan expects, by identifier: the mean over its futures.
        robustness: what the plan's numbers hang on, and whether reserves would bear it.
        coverage: where each opening figure comes from.
        prices: general price level of each year against the first.
        discount: real rate at which later money is discounted.
        earmarked_first: share of a gap that earmarked reserves meet while they last.
    """

    manifest: RunManifest
    years: tuple[str, ...]
    pots: tuple[PotPlan, ...]
    steps: tuple[Step, ...]
    reserves: tuple[ReservePlan, ...]
    override: Override
    balances: tuple[YearBalance, ...]
    council_tax: CouncilTax | None
    proposals: tuple[Proposal, ...]
    stated: tuple[Stated, ...]
    deliveries: Mapping[str, Delivery]
    shares: Mapping[str, float]
    robustness: Robustness
    coverage: tuple[Covered, ...]
    prices: tuple[float, ...]
    discount: float
    earmarked_first: float

    def pot(self, pot: Pot) -> PotPlan:
        """Return the table of a pot.

        Raises:
            KeyError: the plan has none for it.
        """
        found = next((one for one in self.pots if one.pot is pot), None)
        if found is None:
            raise KeyError(pot)
        return found

    @property
    def kept_as(self) -> str:
        """What it is kept as: `plan`, or `plan-without` where no proposal is in it."""
        return "plan" if self.proposals else "plan-without"

    @property
    def fund(self) -> PotPlan:
        """The General Fund."""
        return self.pot(Pot.GENERAL_FUND)

    def reserve(self, kind: str) -> ReservePlan:
        """Return a reserve by its kind: `general`, `earmarked` or `dsg`."""
        return next(one for one in self.reserves if one.kind == kind)


def medium_term_plan(
    asked: Ready,
    proposals: Sequence[Proposal],
    settings: Settings,
    progress: Progress | None = None,
    *,
    delivered: Mapping[str, Delivery] | None = None,
    this_year: Mapping[str, Range] | None = None,
) -> MediumTermPlan:
    """Return five years of a council's plan, with proposals as far as they are likely to be delivered.

    Args:
        asked: the council.
        proposals: the proposals in the plan; none for the plan without.
        settings: how runs are made; the plan is always of five years.
        progress: told what is being done and the share done.
        delivered: how much of each proposal is likely to be delivered, by identifier; from what is known of
            this council's savings where None.
        this_year: for each budget line, by how many pounds this year is expected to end over (positive) or
            under its budget; it takes the place of what the model expects of that line's first year, and part
            of it comes back in later years.

    Raises:
        InputRefused: `this_year` names a line that no budget of the council has.
        ModelRefused: there is nothing to start from, or more draws are asked for than are held at once.
    """
    refuse_more_than_fit(settings)
    settings = replace(settings, years=PLANNED_YEARS)
    tell = progress or (lambda what, share: None)
    plan = Plan(asked, settings, tell)
    proposals = sorted(proposals, key=lambda one: one.id)
    likely = dict(deliveries(asked, proposals) if delivered is None else delivered)
    where = positions(plan, likely.values())
    shares = {one.id: where.share(likely[one.id]) for one in proposals}
    sources = _sources(plan, proposals, likely, where, shares, this_year or {}, tell)
    pots = pot_plans(sources)
    fund = next(one for one in pots if one.pot is Pot.GENERAL_FUND)
    covered = coverage(plan.starting)
    held = {kind: _at_start(plan, "reserves", kind) for kind in RESERVES}
    is_held = {one.code: one.is_held for one in covered if one.kind == "reserves"}
    reserves = reserve_plans(sources, held, is_held, fund, [one for one in pots if one.pot in GRANT_BLOCKS])
    starts = asked.council.plan_starts
    years = tuple(financial_year(date(year, 3, 31)) for year in plan.adopted[0].years)
    floor = find_parameter(asked.parameters, _FLOOR).at(starts)
    ends = override(asked.parameters)
    return MediumTermPlan(
        manifest_of(asked, settings, list(proposals)),
        years,
        pots,
        bridge(fund, sources.stated, years),
        reserves,
        ends,
        year_balances(years, fund, reserves[0], reserves[1], floor),
        council_tax(asked, fund),
        tuple(proposals),
        tuple(sources.stated),
        likely,
        shares,
        robustness(plan, sources, fund, held, is_held, ends, likely, tell),
        covered,
        tuple(float(one) for one in price_levels(asked, PLANNED_YEARS)),
        find_parameter(asked.parameters, "hmt.green_book.discount_rate").at(starts).value,
        find_parameter(asked.parameters, _EARMARKED_FIRST).at(starts).value,
    )


def _sources(
    plan: Plan,
    proposals: Sequence[Proposal],
    likely: Mapping[str, Delivery],
    where: Positions,
    shares: Mapping[str, float],
    this_year: Mapping[str, Range],
    tell: Progress,
) -> Sources:
    asked, adopted = plan.asked, plan.adopted[0]
    done = effects(plan, proposals, likely, where, levers(), tell)
    opening = {code: _at_start(plan, "budget", code) for code in LINES if code != OUTSIDE}
    basis = {f"{one.kind}:{one.code}": one.basis for one in coverage(plan.starting)}
    basis[f"budget:{OUTSIDE}"] = "no budget is carried: places needed are worked out from pupils"
    discount = find_parameter(asked.parameters, "hmt.green_book.discount_rate").at(asked.council.plan_starts)
    year = np.arange(PLANNED_YEARS)
    return Sources(
        adopted,
        opening | {OUTSIDE: 0.0},
        {code: _at_start(plan, "funding", code) for code in FUNDING_LINES},
        split(plan, tell),
        done,
        stated(asked, proposals, shares, PLANNED_YEARS),
        _beyond_expected(plan, this_year),
        1 / price_levels(asked, PLANNED_YEARS) / (1 + discount.value) ** year,
        basis,
        proposals,
    )


def _at_start(plan: Plan, figure: str, band: str) -> float:
    """Return what a figure stands at on the first day, for the whole council, in pounds."""
    inputs = plan.inputs
    name = f"{FIGURE}{figure}/{band}"
    if name not in inputs.names:
        return 0.0
    return float(inputs.values[:, :, inputs.names.index(name)].sum(axis=1).mean())


def _beyond_expected(plan: Plan, this_year: Mapping[str, Range]) -> dict[str, NDArray[np.float64]]:
    """Return, in each future, how far this year's forecast lies beyond what the model expects of a line.

    Part of it comes back every year, at the prices of that year. Shapes (draw, year).
    """
    unknown = sorted(set(this_year) - set(LINES))
    if unknown:
        raise InputRefused(
            f"This year's outturn names budget lines that the plan does not have: {', '.join(unknown)}.",
            f"It has {', '.join(LINES)}.",
        )
    settings, adopted = plan.settings, plan.adopted[0]
    lasting = find_parameter(plan.asked.parameters, _LASTING).at(plan.asked.council.plan_starts).value
    comes_back = lasting * price_levels(plan.asked, PLANNED_YEARS)
    comes_back[0] = 1.0
    found = {}
    for code, forecast in sorted(this_year.items()):
        points = sobol_points(
            settings.draws, 1, settings.seed + _OUTTURN_SEED + LINES.index(code), settings.first_draw
        )[:, 0]
        ends = (
            *(forecast.low_95, forecast.low_80, forecast.low_50, forecast.median),
            *(forecast.high_50, forecast.high_80, forecast.high_95),
        )
        drawn = np.interp(points, POINTS, ends)
        opening = _at_start(plan, "budget", code)
        beyond = drawn - drawn.mean() + forecast.mean - (adopted.whole(f"spend.{code}")[:, 0] - opening)
        found[code] = beyond[:, None] * comes_back
    return found
