"""What a section 151 officer needs beside a plan: what it hangs on, what tipped, if reserves would hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from joinedup.council._laid import laid_on
from joinedup.council._paths import Paths
from joinedup.council._plan import Plan
from joinedup.council._ranges import Range, ranges
from joinedup.council._session import Progress, Ready
from joinedup.council._tipping import FULL, Tipping, tipping
from joinedup.council.medium_term._pots import Sources, gaps, planned_reserves
from joinedup.council.medium_term._prices import INDICES, RISE, SETTLEMENT, changed, rerun
from joinedup.council.medium_term._reserves import Override, closing_balances
from joinedup.council.medium_term._rows import SPENDING, PotPlan
from joinedup.council.monitoring import Delivery
from joinedup.council.proposals import Proposal, scaled
from joinedup.parameters import find_parameter
from joinedup.vocabulary import COUNCIL_LINES, FUNDING_LINES, Pot, financial_year, spending_line

# What one index adds hardly differs between futures, so that few of them say it.
DRAWS = 64
POINT = 0.01
_UPPER = 0.9
WORST_SHARE = 0.05
HORIZONS = (1, 3, 5)
_OF_NOTE = "joinedup.money.overspend_of_note_share"
_FLOOR = "joinedup.money.reserve_floor_share"


@dataclass(frozen=True)
class Sensitivity:
    """What the General Fund's gap does when one assumption is otherwise.

    Args:
        name: short name.
        says: what is otherwise.
        gap: change in the gap of each year, in pounds; positive widens it.
    """

    name: str
    says: str
    gap: tuple[float, ...]


@dataclass(frozen=True)
class Overspent:
    """A service that overspent its budget in a past year.

    Args:
        line: code of its budget line.
        year: financial year.
        budget: net budget, in pounds.
        outturn: net outturn, in pounds.
    """

    line: str
    year: str
    budget: float
    outturn: float

    @property
    def share(self) -> float:
        """Overspend as a share of the budget."""
        return self.outturn / self.budget - 1


@dataclass(frozen=True)
class Risk:
    """Reserves of the General Fund against what may go wrong by the end of a year.

    Args:
        years: how many years of the plan have gone.
        year: the last of them.
        expected: gap expected over these years together, in pounds.
        worst: mean of that gap in the worst one in twenty futures.
        reserves: general and earmarked reserves at the start, less what the adopted budget plans to use of
            them over these years.
    """

    years: int
    year: str
    expected: float
    worst: float
    reserves: float

    @property
    def is_covered(self) -> bool:
        """Whether reserves would meet the worst one in twenty."""
        return self.reserves >= self.worst


@dataclass(frozen=True)
class Robustness:
    """What the section 25 report needs.

    Args:
        sensitivities: what the gap hangs on, the largest in the last year first.
        of_note: overspend that is listed, as a share of the budget.
        years_seen: past years for which a budget and an outturn are held.
        overspent: services that overspent by more, the latest year first.
        capacities: what can be full, without and with the proposals.
        full_now: loads of those that are full in the first year without any proposal.
        risks: reserves against modelled risk.
        p_below_floor: probability that the general reserve ends each year below its floor; empty where nobody
            holds it.
        p_used_up: probability that general and earmarked reserves are used up by the end of each year; empty
            where nobody holds them.
        lasts: whole years that general and earmarked reserves last in the expected course; None where they
            outlast the plan.
        lasts_badly: the same in the one in twenty futures that are worst.
        override_deficit: schools grant reserve on the day the override ends, in pounds; None where that day
            is not in the plan.
    """

    sensitivities: tuple[Sensitivity, ...]
    of_note: float
    years_seen: tuple[str, ...]
    overspent: tuple[Overspent, ...]
    capacities: tuple[Tipping, ...]
    full_now: tuple[str, ...]
    risks: tuple[Risk, ...]
    p_below_floor: tuple[float, ...]
    p_used_up: tuple[float, ...]
    lasts: int | None
    lasts_badly: int | None
    override_deficit: Range | None


def robustness(
    plan: Plan,
    of: Sources,
    fund: PotPlan,
    held: Mapping[str, float],
    is_held: Mapping[str, bool],
    override: Override,
    delivered: Mapping[str, Delivery],
    tell: Progress,
) -> Robustness:
    """Return what the section 25 report needs.

    Args:
        plan: the adopted plan.
        of: what the plan's tables are made from.
        fund: the General Fund's table.
        held: each reserve on the first day, in pounds.
        is_held: whether anybody holds it.
        override: the rule that keeps the schools grant deficit apart.
        delivered: how much of each proposal is likely to be delivered.
        tell: told what is being done and the share done.
    """
    asked = plan.asked
    on = asked.council.plan_starts
    note = find_parameter(asked.parameters, _OF_NOTE).at(on).value
    gap = gaps(Pot.GENERAL_FUND, of)[1]
    balances = closing_balances(of, fund)
    floor = find_parameter(asked.parameters, _FLOOR).at(on).value
    both = balances["general"] + balances["earmarked"]
    has_reserves = is_held["general"] or is_held["earmarked"]
    spent = np.array(fund.total(*SPENDING)) / 100
    below = (balances["general"] < floor * spent).mean(axis=0)
    years = [financial_year(date(year, 3, 31)) for year in of.adopted.years]
    worst = both[np.argsort(gap.sum(axis=1))[-_twentieth(len(gap)) :]]
    overspent, seen = _overspent(asked, note)
    return Robustness(
        _sensitivities(plan, of, list(of.proposals), delivered, tell),
        note,
        seen,
        overspent,
        tuple(tipping(of.adopted, of.effects.with_)),
        tuple(_full_now(of.adopted)),
        tuple(_risks(gap, years, held, planned_reserves(Pot.GENERAL_FUND, of)) if has_reserves else ()),
        tuple(float(one) for one in below) if is_held["general"] else (),
        tuple(float(one) for one in (both < 0).mean(axis=0)) if has_reserves else (),
        _lasts(both.mean(axis=0)) if has_reserves else None,
        _lasts(worst.mean(axis=0)) if has_reserves else None,
        _on(override, balances["dsg"], of.adopted) if is_held["dsg"] else None,
    )


def _twentieth(draws: int) -> int:
    return max(round(WORST_SHARE * draws), 1)


def _lasts(balance: NDArray[np.float64]) -> int | None:
    """Return how many whole years a balance stays above nought; None where it does throughout."""
    below = np.flatnonzero(balance < 0)
    return int(below[0]) if below.size else None


def _full_now(adopted: Paths) -> list[str]:
    found = []
    for one in tipping(adopted, adopted):
        first = adopted.of(one.capacity.load)[:, :, 0].mean(axis=0)
        if first.max() > FULL:
            found.append(one.capacity.load)
    return found


def _risks(
    gap: NDArray[np.float64], years: Sequence[str], held: Mapping[str, float], planned: float
) -> list[Risk]:
    """Return reserves against gaps; what the budget plans to use of them cannot meet a gap as well."""
    start = held["general"] + held["earmarked"]
    found = []
    for n_years in HORIZONS:
        added = np.sort(gap[:, :n_years].sum(axis=1))
        worst = float(added[-_twentieth(len(added)) :].mean())
        found.append(Risk(n_years, years[n_years - 1], float(added.mean()), worst, start - n_years * planned))
    return found


def _on(override: Override, balance: NDArray[np.float64], adopted: Paths) -> Range | None:
    if override.ends is None or override.ends.year not in adopted.years:
        return None
    return ranges(balance)[adopted.years.index(override.ends.year)]


def _overspent(asked: Ready, note: float) -> tuple[tuple[Overspent, ...], tuple[str, ...]]:
    found, seen = [], set()
    for line in COUNCIL_LINES:
        budgets = {one.as_at: one for one in asked.figures.history("budget", line.code)}
        for spent in asked.figures.history("net_spend", line.code):
            budget = budgets.get(spent.as_at)
            if budget is None or budget.value <= 0 or spent.as_at >= asked.council.plan_starts:
                continue
            year = financial_year(spent.as_at)
            seen.add(year)
            one = Overspent(line.code, year, budget.value, spent.value)
            if one.share > note:
                found.append(one)
    found.sort(key=lambda one: (one.year, one.outturn - one.budget), reverse=True)
    return tuple(found), tuple(sorted(seen))


def _sensitivities(
    plan: Plan, of: Sources, proposals: list[Proposal], delivered: Mapping[str, Delivery], tell: Progress
) -> tuple[Sensitivity, ...]:
    draws = min(DRAWS, plan.settings.draws)
    sized = [scaled(one, delivered[one.id].likely) for one in proposals]
    overlay = laid_on(plan.asked, plan.inputs, sized)
    base = _fund_gap(of.effects.with_)[:draws].mean(axis=0)
    wanted = [
        (f"{index.name}:{name}", f"{index.says}: 1 point {name} a year", index.parameters, sign * POINT)
        for index in INDICES
        for name, sign in (("more", 1), ("less", -1))
    ]
    wanted += [
        ("council_tax:less", "Council tax: rise 1 point less a year", (RISE,), -POINT),
        ("settlement:less", "Settlement and general grants: 1 point less a year", (SETTLEMENT,), -POINT),
    ]
    found = []
    for done, (name, says, parameters, by) in enumerate(wanted):
        tell("what the plan hangs on", done / len(wanted))
        inputs = changed(plan.inputs, dict.fromkeys(parameters, by), is_added=True, draws=draws)
        moved = _fund_gap(rerun(plan, inputs, overlay)).mean(axis=0) - base
        found.append(Sensitivity(name, says, tuple(float(one) for one in moved)))
    tell("what the plan hangs on", 1.0)
    if proposals:
        found.append(_poor_delivery(of))
    found.append(_high_demand(of))
    return tuple(sorted(found, key=lambda one: -abs(one.gap[-1])))


def _fund_gap(paths: Paths) -> NDArray[np.float64]:
    """Return what the General Fund spends beyond its funding. Shape (draw, year)."""
    spent = [paths.whole(f"spend.{one.code}") for one in COUNCIL_LINES if one.pot is Pot.GENERAL_FUND]
    paid = [
        paths.whole(f"funding.{code}") for code, (_, pot) in FUNDING_LINES.items() if pot is Pot.GENERAL_FUND
    ]
    return np.asarray(np.sum(spent, axis=0) - np.sum(paid, axis=0))


def _poor_delivery(of: Sources) -> Sensitivity:
    moved = sum(
        (of.effects.low[name] - of.effects.lines[name]).mean(axis=0)
        for name in of.effects.lines
        if _is_of_fund(name)
    )
    return Sensitivity(
        "delivery:low", "Proposals: delivered as badly as one time in ten", tuple(float(one) for one in moved)
    )


def _is_of_fund(name: str) -> bool:
    kind, _, code = name.rpartition(":")
    pot = FUNDING_LINES[code][1] if kind else spending_line(name).pot
    return pot is Pot.GENERAL_FUND


def _high_demand(of: Sources) -> Sensitivity:
    still = np.sum([one for name, one in of.split.still.items() if _is_of_fund(name)], axis=0)
    moved = np.quantile(still, _UPPER, axis=0) - still.mean(axis=0)
    return Sensitivity(
        "demand:high",
        "Demand: at the upper end of its 80 per cent range",
        tuple(float(one) for one in moved),
    )
