"""The rows of a medium-term plan, each in whole pence, and one pot's table of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from joinedup.council._ranges import Range
from joinedup.vocabulary import Pot


class Section(StrEnum):
    """What a row of the plan is for, in the order of the plan."""

    OPENING = "opening"
    DEMAND = "demand"
    INFLATION = "inflation"
    THIS_YEAR = "this_year"
    FUNDING = "funding"
    PLANNED_RESERVES = "planned_reserves"
    SAVINGS = "savings"
    AVOIDED = "avoided"
    NOT_DELIVERED = "not_delivered"
    PART_STEPS = "part_steps"
    INVESTMENTS = "investments"
    ONE_OFF = "one_off"
    FOUND = "found"
    ELSEWHERE = "elsewhere"

    @property
    def says(self) -> str:
        """The section's name as a finance officer would say it."""
        return _SAYS[self]

    @property
    def widens(self) -> int:
        """1 where the section's money widens the gap, and -1 where it closes it."""
        return -1 if self in (Section.FUNDING, Section.PLANNED_RESERVES) else 1


_SAYS = {
    Section.OPENING: "Adopted budget",
    Section.DEMAND: "Pressures from demand",
    Section.INFLATION: "Inflation",
    Section.THIS_YEAR: "Carried from this year's outturn",
    Section.FUNDING: "Funding",
    Section.PLANNED_RESERVES: "Planned use of reserves",
    Section.SAVINGS: "Savings as proposed, cashable",
    Section.AVOIDED: "Savings as proposed, costs avoided",
    Section.NOT_DELIVERED: "Savings not expected to be delivered",
    Section.PART_STEPS: "Not cashable: below a whole post or contract",
    Section.INVESTMENTS: "Investments, at the share expected to go ahead",
    Section.ONE_OFF: "One-off costs",
    Section.FOUND: "What the services' own lines show beyond or short of what owners state",
    Section.ELSEWHERE: "What comes back in other services",
}
SPENDING = (Section.OPENING, Section.DEMAND, Section.INFLATION, Section.THIS_YEAR)
PAID_BY = (Section.FUNDING, Section.PLANNED_RESERVES)
STATED = (
    Section.SAVINGS,
    Section.AVOIDED,
    Section.NOT_DELIVERED,
    Section.PART_STEPS,
    Section.INVESTMENTS,
    Section.ONE_OFF,
)
PROPOSED = (*STATED, Section.FOUND, Section.ELSEWHERE)


@dataclass(frozen=True)
class PlanRow:
    """One row of the plan: an amount for each year, in whole pence.

    Args:
        section: what it is for.
        name: code, unique within its section: a line, `index:line`, a proposal or a directorate.
        says: what it is, in words.
        pence: amount of each year at the prices of that year. Spending and costs are positive, and so are
            funding and planned use of reserves.
        present_value: all years together in real terms, in pence at the prices of the plan's first year.
        line: code of its budget or funding line; "" where it is of none.
        directorate: identifier of the directorate that answers for it; "" where none does alone.
        basis: where its number comes from.
    """

    section: Section
    name: str
    says: str
    pence: tuple[int, ...]
    present_value: int
    line: str = ""
    directorate: str = ""
    basis: str = ""


@dataclass(frozen=True)
class PotPlan:
    """One pot over the years of the plan. Nothing of any other pot is in it.

    Args:
        pot: the pot.
        rows: its rows, by section.
        gap_range: gap of each year as the futures spread, in pounds; empty where nobody knows what pays.
        gap_before_range: the same before any proposal.
        p_balanced: probability that a year's gap is met by funding and planned use of reserves.
        errors: standard error of each year's expected gap, in pounds: how far other draws would move it.
    """

    pot: Pot
    rows: tuple[PlanRow, ...]
    gap_range: tuple[Range, ...]
    gap_before_range: tuple[Range, ...]
    p_balanced: tuple[float, ...]
    errors: tuple[float, ...]

    @property
    def has_funding(self) -> bool:
        """Whether it is known what pays for this pot, so that it has a gap."""
        return any(row.section is Section.FUNDING for row in self.rows)

    def of(self, *sections: Section) -> tuple[PlanRow, ...]:
        """Return the rows of some sections."""
        return tuple(row for row in self.rows if row.section in sections)

    def total(self, *sections: Section) -> tuple[int, ...]:
        """Return the sum of some sections by year, as it stands in their own rows. In pence."""
        return added(self.of(*sections), self._years)

    @property
    def spending(self) -> tuple[int, ...]:
        """Spending before any proposal by year, in pence."""
        return self.total(*SPENDING)

    @property
    def gap_before(self) -> tuple[int, ...]:
        """Gap before any proposal by year, in pence: a positive number is a gap."""
        paid = self.total(*PAID_BY)
        return tuple(spent - held for spent, held in zip(self.spending, paid, strict=True))

    @property
    def proposals(self) -> tuple[int, ...]:
        """What the proposals change in all by year, in pence: a negative number saves."""
        return self.total(*PROPOSED)

    @property
    def gap(self) -> tuple[int, ...]:
        """Gap by year, in pence: what neither funding, planned reserves nor proposals meet."""
        return tuple(before + done for before, done in zip(self.gap_before, self.proposals, strict=True))

    @property
    def gap_present_value(self) -> int:
        """Gap of all years together in real terms, in pence."""
        return sum(row.section.widens * row.present_value for row in self.rows)

    @property
    def _years(self) -> int:
        return len(self.rows[0].pence) if self.rows else 0


def added(rows: Iterable[PlanRow], years: int) -> tuple[int, ...]:
    """Return the sum of rows by year, in pence."""
    held = [row.pence for row in rows]
    return tuple(sum(one[year] for one in held) for year in range(years))
