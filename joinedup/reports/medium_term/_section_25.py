"""The pack for the section 25 report: what the plan hangs on, what tipped before, if reserves would hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from joinedup.council import RunManifest
from joinedup.council.medium_term import RULE, MediumTermPlan
from joinedup.folder import Council
from joinedup.reports._parts import Cell, Chart, DataTable, Page, Row, shown
from joinedup.reports._wording import (
    SMALL_SUM,
    day,
    fair_chance,
    in_a_hundred,
    percent,
    pounds,
    pounds_change,
)
from joinedup.reports.charts import tornado
from joinedup.reports.medium_term._tables import reserve_table
from joinedup.reports.medium_term._words import (
    ROUTE,
    advice,
    balance_says,
    grant_says,
    limit_says,
    reserves_say,
)
from joinedup.vocabulary import spending_line

_PENCE = 100
_LISTED = 20
# What only the officer can say; the page leaves room for it.
FIELDS = (
    "In my view the estimates made for the calculations of the budget are robust, because:",
    "The assumptions that I rely on most, and what I have done to test them:",
    "The proposals whose delivery I doubt, and what I have asked for:",
    "In my view the proposed reserves are adequate, because:",
    "The least general reserve that I advise, and why:",
    "What members should know before they set the council tax:",
    "My advice where a year is unbalanced:",
)


@dataclass(frozen=True)
class SectionPack(Page):
    """Evidence for the section 151 officer's report on robust estimates and adequate reserves."""

    template: ClassVar[str] = "section_25.html"

    council: str = field(metadata=shown("Name of the council."))
    years: tuple[str, ...] = field(metadata=shown("Years of the plan."))
    balance: str = field(metadata=shown("Whether the General Fund is balanced, in words."))
    advice: str = field(metadata=shown("That the section 151 officer's advice is needed, and why."))
    rule: str = field(metadata=shown("When a year is called unbalanced."))
    route: str = field(metadata=shown("What a council in difficulty may ask for, and what is a judgement."))
    tornado: Chart = field(metadata=shown("What the gap of the last year hangs on."))
    limit: str = field(metadata=shown("What the referendum limit does to the plan, in words."))
    overspent_says: str = field(metadata=shown("Which past years were looked at, and from what overspend."))
    overspent: DataTable | None = field(metadata=shown("Services that overspent their budget."))
    capacities: DataTable = field(metadata=shown("What can be full, and how likely it is to be."))
    risks: DataTable | None = field(metadata=shown("Reserves against the worst one in twenty futures."))
    floors: DataTable | None = field(metadata=shown("Chance that reserves are below their floor or used up."))
    reserves_say: str = field(metadata=shown("How long reserves last, in words."))
    grant: str = field(metadata=shown("The schools grant's deficit and the override, in words."))
    reserves: tuple[DataTable, ...] = field(metadata=shown("Each reserve from opening to closing."))
    fields: tuple[str, ...] = field(metadata=shown("What the officer completes."))
    manifest: RunManifest = field(metadata=shown("The run that the numbers come from."))


def section_pack(plan: MediumTermPlan, council: Council) -> SectionPack:
    """Return the pack for the section 25 report."""
    robust = plan.robustness
    return SectionPack(
        council=council.name,
        years=plan.years,
        balance=balance_says(plan),
        advice=advice(plan),
        rule=RULE,
        route=ROUTE,
        tornado=tornado_chart(plan),
        limit=limit_says(plan),
        overspent_says=_overspent_says(plan),
        overspent=_overspent(plan) if robust.overspent else None,
        capacities=_capacities(plan, council),
        risks=_risks(plan) if robust.risks else None,
        floors=_floors(plan) if robust.p_used_up else None,
        reserves_say=reserves_say(plan),
        grant=grant_says(plan),
        reserves=tuple(reserve_table(plan, one) for one in plan.reserves),
        fields=FIELDS,
        manifest=plan.manifest,
    )


def tornado_chart(plan: MediumTermPlan) -> Chart:
    """Return how far each assumption moves the gap of the last year."""
    year = plan.years[-1]
    every = plan.robustness.sensitivities
    moved = [one for one in every if any(abs(gap) >= SMALL_SUM for gap in one.gap)] or list(every)
    title = f"What the gap of {year} hangs on"
    largest = moved[0]
    says = (
        f"Each assumption otherwise, and everything else as it is. The largest: "
        f"{largest.says[:1].lower()}{largest.says[1:]}, {pounds_change(largest.gap[-1])} in {year}."
    )
    rows = tuple(Row(one.says, tuple(Cell(pounds_change(gap)) for gap in one.gap)) for one in moved)
    table = DataTable(
        "What the General Fund's gap hangs on",
        "Change in the gap, pounds a year; a plus widens it. A point is one per cent a year, every year.",
        "Assumption",
        plan.years,
        rows,
    )
    return Chart(title, says, tornado(title, says, [(one.says, one.gap[-1]) for one in moved]), table)


def _overspent_says(plan: MediumTermPlan) -> str:
    robust = plan.robustness
    if not robust.years_seen:
        return "No past year is held with both a budget and an outturn, so none could be looked at."
    found = len(robust.overspent)
    seen = f"{robust.years_seen[0]} to {robust.years_seen[-1]}"
    if not found:
        return f"From {seen}, no service overspent its budget by more than {percent(robust.of_note)}."
    return (
        f"From {seen}, services overspent their budget by more than {percent(robust.of_note)} "
        f"in {found} cases{f'; the latest {_LISTED} are listed' if found > _LISTED else ''}."
    )


def _overspent(plan: MediumTermPlan) -> DataTable:
    rows = [
        Row(
            f"{one.year}: {spending_line(one.line).says}",
            (
                Cell(pounds(one.budget)),
                Cell(pounds(one.outturn)),
                Cell(pounds(one.outturn - one.budget)),
                Cell(percent(one.share)),
            ),
        )
        for one in plan.robustness.overspent[:_LISTED]
    ]
    return DataTable(
        "Services that overspent their budget",
        "Net pounds a year.",
        "Year and service",
        ("Budget", "Outturn", "Overspend", "Share of budget"),
        tuple(rows),
    )


def _capacities(plan: MediumTermPlan, council: Council) -> DataTable:
    robust, names = plan.robustness, {patch.id: patch.name for patch in council.patches}
    rows = [
        Row(
            one.capacity.says,
            (
                Cell("yes" if one.capacity.load in robust.full_now else "no"),
                Cell(fair_chance(one.p_full_without)),
                Cell(fair_chance(one.p_full_with)),
                Cell(f"{names.get(one.patch, one.patch)}, {one.year}"),
                Cell(one.capacity.when_full),
            ),
        )
        for one in sorted(robust.capacities, key=lambda one: -one.p_full_with)
    ]
    return DataTable(
        "What can be full",
        "Chance of being full in some patch in some of the five years.",
        "Capacity",
        (
            *(f"Full in {plan.years[0]}", "Chance, without proposals", "Chance, with proposals"),
            *("Least room", "What happens then"),
        ),
        tuple(rows),
        is_text=True,
    )


def _risks(plan: MediumTermPlan) -> DataTable:
    rows = [
        Row(
            f"By the end of {one.year}",
            (
                Cell(pounds(one.expected)),
                Cell(pounds(one.worst)),
                Cell(pounds(one.reserves)),
                Cell("yes" if one.is_covered else f"short by {pounds(one.worst - one.reserves)}"),
            ),
        )
        for one in plan.robustness.risks
    ]
    return DataTable(
        "General Fund reserves against modelled risk",
        "Pounds: gaps of all years to then together; the worst are the mean of the worst 1 in 20 futures.",
        "",
        (
            "Gaps expected",
            "Gaps in the worst 1 in 20",
            "General and earmarked reserves, less their planned use",
            "Covered",
        ),
        tuple(rows),
    )


def _floors(plan: MediumTermPlan) -> DataTable:
    robust = plan.robustness
    rows = []
    if robust.p_below_floor:
        rows.append(
            Row(
                "General reserve below its floor",
                tuple(Cell(in_a_hundred(one)) for one in robust.p_below_floor),
            )
        )
        rows.append(Row("Floor", tuple(Cell(pounds((one.floor or 0) / _PENCE)) for one in plan.balances)))
    rows.append(
        Row(
            "General and earmarked reserves used up",
            tuple(Cell(in_a_hundred(one)) for one in robust.p_used_up),
        )
    )
    ends = plan.override.ends
    return DataTable(
        "Chance that reserves run low",
        f"At the end of each year. The override for the schools grant ends on {day(ends)}."
        if ends
        else "At the end of each year.",
        "",
        plan.years,
        tuple(rows),
    )
