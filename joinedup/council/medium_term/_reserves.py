"""Reserves year by year: opening, movements and closing, as the model records them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from joinedup.council._ranges import Range, ranges
from joinedup.council.medium_term._pence import PENCE_A_POUND, pence
from joinedup.council.medium_term._pots import EARMARKED, Amounts, Sources, part_steps, planned_reserves
from joinedup.council.medium_term._rows import PotPlan, Section
from joinedup.declared import Parameter
from joinedup.vocabulary import GRANT_BLOCKS, RESERVES, Pot, spending_line

RECORDED = {
    "general": "money.general_reserve",
    "earmarked": "money.earmarked_reserve",
    "dsg": "money.dsg_reserve",
}
_FOLLOWS = "gap_met"
PLANNED = "planned"
CARRIED = "carried"
_OVERRIDE = "mhclg.schools_grant.override_in_force"


@dataclass(frozen=True)
class Movement:
    """What moves a reserve: an amount for each year, in whole pence; what is taken from it is negative."""

    name: str
    says: str
    pence: tuple[int, ...]


@dataclass(frozen=True)
class ReservePlan:
    """One reserve over the years of the plan.

    Args:
        kind: `general`, `earmarked` or `dsg`.
        is_held: whether anybody holds what stood in it; otherwise it starts at none.
        opening: what stands in it on the first day of each year, in whole pence.
        movements: what moves it.
        closing: what stands in it on the last day of each year: opening and movements.
        closing_range: the same as the futures spread, in pounds.
        basis: where its opening balance comes from.
    """

    kind: str
    is_held: bool
    opening: tuple[int, ...]
    movements: tuple[Movement, ...]
    closing: tuple[int, ...]
    closing_range: tuple[Range, ...]
    basis: str

    @property
    def says(self) -> str:
        """The reserve's name as a finance officer would say it."""
        return RESERVES[self.kind]


def reserve_plans(
    of: Sources,
    held: Mapping[str, float],
    is_held: Mapping[str, bool],
    fund: PotPlan,
    grant: Sequence[PotPlan],
) -> tuple[ReservePlan, ...]:
    """Return the general, earmarked and schools grant reserves, year by year.

    The balance of each month reaches reserves in the month after, as the model has it; so what March brings
    moves them in April of the next year.

    Args:
        of: what the plan is made from.
        held: each reserve on the first day, in pounds.
        is_held: whether anybody holds it.
        fund: the General Fund's table.
        grant: the tables of the blocks of the schools grant, which share one reserve.
    """
    found = []
    balances = closing_balances(of, fund)
    for kind, balance in balances.items():
        start = pence(held[kind])
        extra = _beyond_the_model(kind, of, fund)
        ends = [pence(float(one)) for one in balance.mean(axis=0)]
        opens = [start, *ends[:-1]]
        moved = [end - begin for begin, end in zip(opens, ends, strict=True)]
        rest = [one - sum(other.pence[year] for other in extra) for year, one in enumerate(moved)]
        if kind == "dsg":
            movements = tuple(_blocks(rest, grant))
        else:
            movements = (Movement(_FOLLOWS, _SAYS[kind], tuple(rest)), *extra)
        basis = of.basis.get(f"reserves:{kind}", "")
        spread = tuple(ranges(balance))
        found.append(ReservePlan(kind, is_held[kind], tuple(opens), movements, tuple(ends), spread, basis))
    return tuple(found)


_SAYS = {
    "general": "Its share of gaps met, or of surpluses added",
    "earmarked": "Their share of gaps met",
}


def _blocks(moved: Sequence[int], grant: Sequence[PotPlan]) -> Iterator[Movement]:
    """Yield what each block of the schools grant takes from their reserve, and what waits for April."""
    left = list(moved)
    for one in grant:
        left = [rest + gap for rest, gap in zip(left, one.gap, strict=True)]
        yield Movement(one.pot.value, f"{one.pot.says}: its gap", tuple(-gap for gap in one.gap))
    yield Movement("timing", "Of March, which reaches the reserve in April", tuple(left))


def closing_balances(of: Sources, fund: PotPlan) -> dict[str, NDArray[np.float64]]:
    """Return each reserve at the end of each year in every future. Shapes (draw, year)."""
    found = {}
    for kind, name in RECORDED.items():
        moved = [np.array(one.pence, dtype=np.float64) for one in _beyond_the_model(kind, of, fund)]
        extra: Amounts = sum(moved, np.zeros(of.years)) / PENCE_A_POUND
        found[kind] = of.effects.recorded[name] + np.cumsum(extra) - np.cumsum(_carried(kind, of), axis=-1)
    return found


def _carried(kind: str, of: Sources) -> Amounts:
    """Return what a reserve loses beyond the model's own movements and what is in its rows.

    That is how this year's outturn differs from its mean in each future; for the schools grant, whose rows
    are its blocks, all of the outturn, and what makes no whole post. Shape (draw, year), or (year,) where
    nothing is carried.
    """
    pots = {"general": (Pot.GENERAL_FUND,), "dsg": GRANT_BLOCKS}.get(kind, ())
    carried = [held for code, held in of.this_year.items() if spending_line(code).pot in pots]
    known: Amounts = sum(carried, np.zeros(of.years))
    if kind == "dsg":
        return sum((part_steps(pot, of) for pot in GRANT_BLOCKS), known)
    return known - known.mean(axis=0) if carried else known


def _beyond_the_model(kind: str, of: Sources, fund: PotPlan) -> list[Movement]:
    """Return the movements that the model's own reserves know nothing of."""
    if kind == EARMARKED and planned_reserves(Pot.GENERAL_FUND, of):
        used = fund.total(Section.PLANNED_RESERVES)
        says = "Planned in the adopted budget, each year"
        return [Movement(PLANNED, says, tuple(-one for one in used))]
    beyond = fund.total(Section.PART_STEPS, Section.THIS_YEAR)
    if kind == "general" and any(beyond):
        says = "This year's outturn, and savings below a whole post or contract"
        return [Movement(CARRIED, says, tuple(-one for one in beyond))]
    return []


@dataclass(frozen=True)
class Override:
    """The rule that keeps a deficit of the schools grant apart from other reserves.

    Args:
        ends: last day on which it holds; None where no end is known.
        basis: where that is stated.
    """

    ends: date | None
    basis: str


def override(parameters: Mapping[str, Parameter]) -> Override:
    """Return how long the statutory override holds, as the dated parameter has it."""
    values = parameters[_OVERRIDE].values
    ends = [day for day in sorted(values) if values[day].value == 0]
    if not ends:
        return Override(None, "no end is held")
    held = values[ends[0]]
    basis = held.source.title if held.source else held.reason
    return Override(date.fromordinal(ends[0].toordinal() - 1), basis)
