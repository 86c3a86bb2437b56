"""Each pot's table: from the adopted budget to the gap, every row in whole pence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinedup.council._certainty import replicate_error
from joinedup.council._paths import Paths
from joinedup.council._ranges import ranges
from joinedup.council.medium_term._delivery import Effects
from joinedup.council.medium_term._pence import PENCE_A_POUND, pence, shared_out
from joinedup.council.medium_term._prices import INDICES, Split
from joinedup.council.medium_term._rows import PlanRow, PotPlan, Section
from joinedup.council.medium_term._stated import Stated, in_pot
from joinedup.council.portfolios import FUNDING
from joinedup.council.proposals import Proposal
from joinedup.vocabulary import (
    COUNCIL_LINES,
    FUNDING_LINES,
    Directorate,
    Pot,
    SpendingLine,
    spending_line,
)

Amounts = NDArray[np.float64]
# Kind of the reserves that planned use is taken from, and code of the row that holds it.
EARMARKED = "earmarked"


@dataclass(frozen=True)
class Sources:
    """Everything the pots' tables are made from.

    Args:
        adopted: what the adopted plan recorded.
        opening: adopted budget of each line, in pounds.
        paid_at_start: adopted funding of each line, in pounds.
        split: spending as demand and prices.
        effects: what the proposals do.
        stated: what their owners state.
        this_year: over- or underspend of each line in the first year beyond what the model expects of it, and
            what of it comes back, in each future. Shapes (draw, year).
        present: what turns each year's pounds into real present value. Shape (year,).
        basis: where the opening figure of each line comes from, by `budget:` or `funding:` and its code.
        proposals: the proposals in the plan.
    """

    adopted: Paths
    opening: Mapping[str, float]
    paid_at_start: Mapping[str, float]
    split: Split
    effects: Effects
    stated: Sequence[Stated]
    this_year: Mapping[str, Amounts]
    present: Amounts
    basis: Mapping[str, str]
    proposals: Sequence[Proposal]

    @property
    def has_proposals(self) -> bool:
        """Whether any proposal is in the plan."""
        return bool(self.proposals)

    @property
    def years(self) -> int:
        """Years of the plan."""
        return len(self.present)


@dataclass(frozen=True)
class _Draft:
    """A row before it is rounded; what its owner states is whole pence already."""

    section: Section
    name: str
    says: str
    pounds: Amounts
    line: str = ""
    directorate: str = ""
    basis: str = ""
    pence: tuple[int, ...] | None = None


def pot_plans(sources: Sources) -> tuple[PotPlan, ...]:
    """Return the table of every pot of the council's that anything is spent from."""
    return tuple(_pot(pot, sources) for pot in Pot if _lines_of(pot))


def _lines_of(pot: Pot) -> list[SpendingLine]:
    return [line for line in COUNCIL_LINES if line.pot is pot]


def _pot(pot: Pot, of: Sources) -> PotPlan:
    spent, paid = _spent(pot, of), _paid(pot, of)
    proposed = _proposed(pot, of) if of.has_proposals else []
    rows = [*_rounded(spent, of), *_rounded(paid, of), *_rounded(proposed, of)]
    if not paid:
        return PotPlan(pot, tuple(rows), (), (), (), ())
    before, after = gaps(pot, of)
    p_balanced = tuple(float(one) for one in (after <= 0).mean(axis=0))
    errors = tuple(replicate_error(after[:, year]) for year in range(of.years))
    return PotPlan(pot, tuple(rows), tuple(ranges(after)), tuple(ranges(before)), p_balanced, errors)


def gaps(pot: Pot, of: Sources) -> tuple[Amounts, Amounts]:
    """Return a pot's gap in every future, without the proposals and with them. Shapes (draw, year)."""
    lines = [line.code for line in _lines_of(pot)]
    spending = np.sum([of.adopted.whole(f"spend.{code}") for code in lines], axis=0)
    spending += np.sum([of.this_year[code] for code in lines if code in of.this_year], axis=0)
    paid = np.sum([of.adopted.whole(f"funding.{code}") for code in _funding_of(pot)], axis=0)
    before = spending - paid - planned_reserves(pot, of)
    changed = [*lines, *(FUNDING + code for code in _funding_of(pot))]
    done = np.sum([of.effects.lines[name] for name in changed], axis=0) if of.has_proposals else 0.0
    return before, before + done + part_steps(pot, of)


def part_steps(pot: Pot, of: Sources) -> Amounts:
    """Return what makes no whole post or contract. Shape (year,)."""
    lost = np.array([one.part_steps for one in in_pot(of.stated, pot)], dtype=np.float64)
    return np.asarray(lost.reshape(-1, of.years).sum(axis=0) / PENCE_A_POUND)


def planned_reserves(pot: Pot, of: Sources) -> float:
    """Return what the adopted budget of the General Fund spends beyond its funding; 0 for any other pot."""
    if pot is not Pot.GENERAL_FUND:
        return 0.0
    spent = sum(pence(of.opening[line.code]) for line in _lines_of(pot))
    return (spent - sum(pence(of.paid_at_start[code]) for code in _funding_of(pot))) / PENCE_A_POUND


def _funding_of(pot: Pot) -> list[str]:
    return [code for code, (_, where) in FUNDING_LINES.items() if where is pot]


def _spent(pot: Pot, of: Sources) -> list[_Draft]:
    opened, demand, prices = [], [], []
    for line in _lines_of(pot):
        code, opening = line.code, of.opening[line.code]
        who = str(line.directorate)
        said, basis = line.says, of.basis.get(f"budget:{code}", "")
        same = np.full(of.years, opening)
        opened.append(_Draft(Section.OPENING, code, said, same, code, who, basis))
        moved = of.split.still[code].mean(axis=0) - opening
        demand.append(_Draft(Section.DEMAND, code, said, moved, code, who, _MODEL))
        for index in INDICES:
            added = of.split.added.get((index.name, code))
            if added is not None and added.any():
                rises = f"{index.says}: {said}"
                prices.append(
                    _Draft(Section.INFLATION, f"{index.name}:{code}", rises, added, code, who, _PRICES)
                )
    carried = [
        _Draft(
            Section.THIS_YEAR,
            code,
            spending_line(code).says,
            of.this_year[code].mean(axis=0),
            line=code,
            directorate=str(spending_line(code).directorate),
            basis="this year's forecast to year end beyond what the model expects, and what of it comes back",
        )
        for code in (line.code for line in _lines_of(pot))
        if code in of.this_year
    ]
    prices.sort(key=lambda one: [index.name for index in INDICES].index(one.name.split(":")[0]))
    return [*opened, *demand, *prices, *carried]


_MODEL = "the model: demand with every price held still"
_PRICES = "the model: what this index adds when it is let go, mean of both orders"


def _paid(pot: Pot, of: Sources) -> list[_Draft]:
    rows = []
    for code in _funding_of(pot):
        says, start = FUNDING_LINES[code][0], of.paid_at_start[code]
        mean = of.adopted.whole(f"funding.{code}").mean(axis=0)
        same, basis = np.full(of.years, start), of.basis.get(f"funding:{code}", "")
        rows.append(
            _Draft(Section.FUNDING, f"{code}:adopted", f"{says}, as adopted", same, code, basis=basis)
        )
        if code == "council_tax":
            base = of.split.base_tax.mean(axis=0)
            rows += [
                _Draft(
                    Section.FUNDING, f"{code}:base", f"{says}: more homes", base - start, code, basis=_MODEL
                ),
                _Draft(
                    Section.FUNDING,
                    f"{code}:rate",
                    f"{says}: the planned rise",
                    mean - base,
                    code,
                    basis=_RATE,
                ),
            ]
        else:
            rises = f"{says}: growth"
            rows.append(_Draft(Section.FUNDING, f"{code}:growth", rises, mean - start, code, basis=_GROWTH))
    planned = planned_reserves(pot, of)
    if planned:
        used = np.full(of.years, planned)
        rows.append(
            _Draft(
                Section.PLANNED_RESERVES,
                EARMARKED,
                "Planned use of earmarked reserves"
                if planned > 0
                else "Planned addition to earmarked reserves",
                used,
                basis="what the adopted budget spends beyond its funding, each year",
            )
        )
    return rows


_RATE = "the model: parameter joinedup.money.council_tax_rise, bounded by the referendum limit"
_GROWTH = "the model: growth parameter of this grant"


def _proposed(pot: Pot, of: Sources) -> list[_Draft]:
    own = in_pot(of.stated, pot)
    rows = [_stated_row(section, own, of.years) for section in _TOTALS]
    as_stated = sum(
        (np.array(row.pence, dtype=np.float64) for row in rows if row.section is not Section.PART_STEPS),
        np.zeros(of.years),
    )
    names = [*(line.code for line in _lines_of(pot)), *(FUNDING + code for code in _funding_of(pot))]
    back = {name: of.effects.elsewhere[name] for name in names}
    whole = sum((of.effects.lines[name].mean(axis=0) for name in names), np.zeros(of.years))
    found = whole - sum(back.values(), np.zeros(of.years)) - as_stated / PENCE_A_POUND
    rows.append(_Draft(Section.FOUND, "found", Section.FOUND.says, found, basis=_FOUND))
    by_directorate: dict[str, Amounts] = {}
    for name, change in back.items():
        who = str(Directorate.RESOURCES) if name.startswith(FUNDING) else str(spending_line(name).directorate)
        by_directorate[who] = by_directorate.get(who, np.zeros(of.years)) + change
    rows += [
        _Draft(Section.ELSEWHERE, who, Directorate(who).says, change, directorate=who, basis=_BACK)
        for who, change in by_directorate.items()
        if change.any()
    ]
    return rows


_FOUND = "the model: change on the lines that proposals change themselves, less what owners state"
_BACK = "the model: change on lines beyond what the proposals that change them do alone"
_TOTALS = (
    Section.SAVINGS,
    Section.AVOIDED,
    Section.NOT_DELIVERED,
    Section.PART_STEPS,
    Section.INVESTMENTS,
    Section.ONE_OFF,
)
_STATED_BASIS = {
    Section.SAVINGS: "owners of the proposals, raised with general prices",
    Section.AVOIDED: "owners of the proposals, raised with general prices",
    Section.NOT_DELIVERED: "the share of each proposal expected to be delivered",
    Section.PART_STEPS: "whole_steps_of in the proposals",
    Section.INVESTMENTS: "owners of the proposals, at the share expected to go ahead",
    Section.ONE_OFF: "money put in until a day, at the share expected to go ahead",
}


def _stated_row(section: Section, own: Sequence[Stated], years: int) -> _Draft:
    columns = [0] * years
    for one in own:
        for year, amount in enumerate(part_of(one, section)):
            columns[year] += amount
    pounds = np.array(columns, dtype=np.float64) / PENCE_A_POUND
    return _Draft(
        section, section.value, section.says, pounds, basis=_STATED_BASIS[section], pence=tuple(columns)
    )


def part_of(one: Stated, section: Section) -> tuple[int, ...]:
    """Return what a stated sum puts into a section by year, in pence: a saving is negative."""
    if section is Section.NOT_DELIVERED:
        return one.not_delivered
    if section is Section.PART_STEPS:
        return one.part_steps
    if one.section is not section:
        return tuple(0 for _ in one.pence)
    return tuple(-amount for amount in one.pence) if one.is_saving else one.pence


_FIXED = (Section.OPENING, Section.PLANNED_RESERVES)


def _rounded(drafts: Sequence[_Draft], of: Sources) -> list[PlanRow]:
    """Round drafts to rows whose sums by year are those of what they came from.

    What is adopted or stated is rounded by itself; what the model finds is rounded by largest remainder to
    what is then left of the whole.
    """
    if not drafts:
        return []
    columns = [_column(drafts, year) for year in range(of.years)]
    values = [
        pence(float(np.dot(of.present, [column[place] / PENCE_A_POUND for column in columns])))
        for place in range(len(drafts))
    ]
    return [
        PlanRow(
            one.section,
            one.name,
            one.says,
            tuple(column[place] for column in columns),
            values[place],
            one.line,
            one.directorate,
            one.basis,
        )
        for place, one in enumerate(drafts)
    ]


def _column(drafts: Sequence[_Draft], year: int) -> list[int]:
    fixed = {
        place: one.pence[year] if one.pence is not None else pence(float(one.pounds[year]))
        for place, one in enumerate(drafts)
        if one.pence is not None or one.section in _FIXED or one.name.endswith(":adopted")
    }
    free = [place for place in range(len(drafts)) if place not in fixed]
    whole = pence(float(sum(one.pounds[year] for one in drafts)))
    parts = [float(drafts[place].pounds[year]) * PENCE_A_POUND for place in free]
    shared = dict(zip(free, shared_out(whole - sum(fixed.values()), parts), strict=True))
    return [fixed[place] if place in fixed else shared[place] for place in range(len(drafts))]
