"""The page of a medium-term plan."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from joinedup.council import Range, RunManifest
from joinedup.council.medium_term import RULE, MediumTermPlan, Section
from joinedup.folder import Council
from joinedup.reports._parts import Cell, Chart, DataTable, KeyFigure, Page, Row, shown
from joinedup.reports._wording import lower_first, pounds, pounds_change
from joinedup.reports.charts import Series, bridge_bars, fan
from joinedup.reports.medium_term._tables import (
    coverage_table,
    gap_table,
    lines_table,
    pot_table,
    proposals_table,
    reserve_table,
    steps_table,
    tax_table,
)
from joinedup.reports.medium_term._words import (
    ROUTE,
    advice,
    balance_says,
    coverage_says,
    grant_says,
    how_exact,
    key_figures,
    limit_says,
    other_pots_say,
    pressures_say,
    reserves_say,
    savings_say,
)
from joinedup.vocabulary import FUNDING_LINES, Pot, financial_year_ending

_MILLION = 1_000_000
_PENCE = 100


@dataclass(frozen=True)
class MediumTermPage(Page):
    """Five years of a council's money, pot by pot."""

    template: ClassVar[str] = "medium_term.html"

    council: str = field(metadata=shown("Name of the council."))
    years: tuple[str, ...] = field(metadata=shown("Years of the plan."))
    balance: str = field(metadata=shown("Whether the General Fund is balanced, in words."))
    advice: str = field(metadata=shown("That the section 151 officer's advice is needed, and why."))
    rule: str = field(metadata=shown("When a year is called unbalanced."))
    route: str = field(metadata=shown("What a council in difficulty may ask for, and what is a judgement."))
    figures: tuple[KeyFigure, ...] = field(metadata=shown("The gap of each year, with range and chance."))
    pressures: str = field(metadata=shown("The largest pressures, in words."))
    savings: str = field(metadata=shown("What savings really bring, in words."))
    reserves_say: str = field(metadata=shown("How long reserves last, in words."))
    grant: str = field(metadata=shown("The schools grant's deficit and the override, in words."))
    others: tuple[str, ...] = field(metadata=shown("How each other pot stands."))
    bridge: Chart = field(metadata=shown("From the adopted budget to the gap of the next budget to be set."))
    bridge_to_end: Chart = field(metadata=shown("From the adopted budget to the gap of the last year."))
    fan: Chart = field(metadata=shown("The gap by year with its ranges."))
    how_exact: str = field(metadata=shown("How far other futures would move the expected gap."))
    fund: DataTable = field(metadata=shown("The General Fund, row by row."))
    gaps: DataTable = field(metadata=shown("The General Fund's gap with its ranges."))
    lines: DataTable = field(metadata=shown("Every budget line: adopted, demand and prices."))
    steps: DataTable = field(metadata=shown("What changes from each year to the next."))
    proposals: tuple[DataTable, ...] = field(metadata=shown("What owners state and what is expected of it."))
    tax: DataTable | None = field(metadata=shown("Council tax: base, rise and limit."))
    limit: str = field(metadata=shown("What the referendum limit does to the plan, in words."))
    reserves: tuple[DataTable, ...] = field(metadata=shown("Each reserve from opening to closing."))
    pots: tuple[tuple[str, DataTable, DataTable | None], ...] = field(
        metadata=shown("Every other pot, row by row, with its gap and ranges.")
    )
    coverage_says: str = field(metadata=shown("Whose figures the plan starts from, in words."))
    coverage: DataTable = field(metadata=shown("Where each opening figure comes from."))
    manifest: RunManifest = field(metadata=shown("The run that the numbers come from."))


def medium_term_page(plan: MediumTermPlan, council: Council) -> MediumTermPage:
    """Return the page of a medium-term plan."""
    others = [one for one in plan.pots if one.pot is not Pot.GENERAL_FUND]
    return MediumTermPage(
        council=council.name,
        years=plan.years,
        balance=balance_says(plan),
        advice=advice(plan),
        rule=RULE,
        route=ROUTE,
        figures=key_figures(plan),
        pressures=pressures_say(plan),
        savings=savings_say(plan),
        reserves_say=reserves_say(plan),
        grant=grant_says(plan),
        others=tuple(other_pots_say(plan)),
        bridge=bridge_chart(plan, 1),
        bridge_to_end=bridge_chart(plan, len(plan.years) - 1),
        fan=gap_fan(plan),
        how_exact=how_exact(plan),
        fund=pot_table(plan, plan.fund),
        gaps=gap_table(plan, plan.fund),
        lines=lines_table(plan, plan.fund),
        steps=steps_table(plan),
        proposals=tuple(found for pot in Pot if (found := proposals_table(plan, pot))),
        tax=tax_table(plan, council),
        limit=limit_says(plan),
        reserves=tuple(reserve_table(plan, one) for one in plan.reserves),
        pots=tuple(
            (one.pot.says, pot_table(plan, one), gap_table(plan, one) if one.gap_range else None)
            for one in others
        ),
        coverage_says=coverage_says(plan),
        coverage=coverage_table(plan),
        manifest=plan.manifest,
    )


def bridge_chart(plan: MediumTermPlan, place: int) -> Chart:
    """Return the bridge from the adopted budget's balance to the gap of a year."""
    fund, year = plan.fund, plan.years[place]
    steps = [
        (section.says, fund.total(section)[place])
        for section in (Section.DEMAND, Section.INFLATION, Section.THIS_YEAR)
    ]
    grown = [row for row in fund.of(Section.FUNDING) if not row.name.endswith(":adopted")]
    for line in dict.fromkeys(row.line for row in grown):
        more = sum(row.pence[place] for row in grown if row.line == line)
        steps.append((f"More {lower_first(FUNDING_LINES[line][0])}", -more))
    stated = (Section.SAVINGS, Section.AVOIDED, Section.NOT_DELIVERED, Section.PART_STEPS)
    rest = (Section.INVESTMENTS, Section.ONE_OFF, Section.FOUND, Section.ELSEWHERE)
    steps += [(_BARS.get(section, section.says), fund.total(section)[place]) for section in (*stated, *rest)]
    steps = [(says, amount) for says, amount in steps if amount]
    title = f"From the adopted budget to the gap of {year}"
    gap = fund.gap[place]
    says = (
        f"The adopted budget is balanced with its planned use of reserves. What is added by {year} leaves "
        f"{pounds(abs(gap) / _PENCE)} {'to find' if gap > 0 else 'over'}."
    )
    bars = [(name, amount / _PENCE) for name, amount in steps]
    svg = bridge_bars(title, says, ("Adopted budget's gap", 0.0), bars, f"Gap {year}")
    rows = [Row(name, (Cell(pounds_change(amount)),)) for name, amount in bars]
    rows.append(Row(f"Gap {year}", (Cell(pounds(gap / _PENCE)),), is_total=True))
    table = DataTable(title, "Pounds a year; a plus widens the gap.", "Step", (year,), tuple(rows))
    return Chart(title, says, svg, table)


_BARS = {
    Section.FOUND: "Own lines against what owners state",
    Section.INVESTMENTS: "Investments",
    Section.PART_STEPS: "Below a whole post or contract",
}


def gap_fan(plan: MediumTermPlan) -> Chart:
    """Return the General Fund's gap by year with its ranges."""
    fund = plan.fund
    title = "General Fund: gap each year"
    says = "The middle of all futures tried, and the ranges that hold 50, 80 and 95 of 100. Above 0 is a gap."
    ends = [financial_year_ending(year).year for year in plan.years]
    series = [Series("expected", ends, [_millions(one) for one in fund.gap_range])]
    svg = fan(title, says, "£ million a year", series, level=0.0, level_is="net")
    # The same table stands further down the page by its own name; two parts of a page have two names.
    table = replace(gap_table(plan, fund), caption=f"{title}, as in the chart")
    return Chart(title, says, svg, table, (("Gap, with the proposals", "expected"),))


def _millions(one: Range) -> Range:
    return Range(*(value / _MILLION for value in vars(one).values()))
