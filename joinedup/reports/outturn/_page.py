"""The page on this year's outturn and savings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from joinedup.council.monitoring import Monitored, Outturn
from joinedup.folder import Council
from joinedup.reports._parts import Chart, DataTable, Page, shown
from joinedup.reports._wording import day, listed, pounds
from joinedup.reports.outturn._exact import in_full
from joinedup.reports.outturn._method import methods_table, months_table, naive_says, rests_on, tested_says
from joinedup.reports.outturn._savings import SavingsShown, savings_shown
from joinedup.reports.outturn._spending import (
    breaks_say,
    heading_for,
    line_charts,
    pot_chart,
    pot_in_short,
    pot_says,
    pot_table,
    warnings,
)
from joinedup.vocabulary import Pot, spending_line

_PENCE = 100


@dataclass(frozen=True)
class PotShown:
    """One pot: where it is heading, its chart and its table."""

    says: str
    chart: Chart
    table: DataTable


@dataclass(frozen=True)
class OutturnPage(Page):
    """Spending against budget this year, and the savings in it."""

    template: ClassVar[str] = "outturn.html"

    council: str = field(metadata=shown("Name of the council."))
    when: str = field(
        metadata=shown("The year and the day to which months have been closed, or the tracker's day.")
    )
    leads: tuple[str, ...] = field(metadata=shown("Where the General Fund is heading, then each other pot."))
    warnings: tuple[str, ...] = field(metadata=shown("Lines likely to go over by a material sum."))
    breaks: tuple[str, ...] = field(metadata=shown("Months that stray from a line's own pattern."))
    no_months: tuple[str, ...] = field(metadata=shown("Which file to add where no month has been loaded."))
    pots: tuple[PotShown, ...] = field(metadata=shown("Spending against budget, pot by pot."))
    lines: tuple[Chart, ...] = field(metadata=shown("Lines that are worth a look, month by month."))
    savings: SavingsShown | None = field(metadata=shown("The savings tracker; none where it was not loaded."))
    tested: tuple[str, ...] = field(metadata=shown("How far off such forecasts were in past years."))
    naive: tuple[str, ...] = field(metadata=shown("Where a naive forecast was better."))
    methods: DataTable | None = field(metadata=shown("Forecasts side by side with their past errors."))
    months: DataTable | None = field(metadata=shown("Past errors at each month of the year."))
    rests_on: tuple[str, ...] = field(metadata=shown("What the forecast takes for granted."))
    notes: tuple[str, ...] = field(metadata=shown("What is missing, left out, or does not agree."))


def outturn_page(found: Monitored, council: Council) -> OutturnPage:
    """Return the page on this year's outturn and savings.

    Args:
        found: what is known.
        council: the council.
    """
    one, tracker = found.outturn, found.tracker
    ordered = sorted(one.pots, key=lambda pot: pot.pot is not Pot.GENERAL_FUND) if one else []
    return OutturnPage(
        council=council.name,
        when=_when(found),
        leads=(pot_says(ordered[0], one), *(pot_in_short(pot) for pot in ordered[1:])) if one else (),
        warnings=tuple(warnings(one)) if one else (),
        breaks=tuple(breaks_say(one)) if one else (),
        no_months=tuple(found.no_months.split("\n")) if found.no_months else (),
        pots=tuple(
            PotShown(pot_says(pot, one), pot_chart(pot, one), pot_table(pot, one, council)) for pot in ordered
        )
        if one
        else (),
        lines=tuple(line_charts(one)) if one else (),
        savings=savings_shown(tracker, found.record, found.shares) if tracker else None,
        tested=tuple(tested_says(one)) if one else (),
        naive=tuple(naive_says(one)) if one else (),
        methods=methods_table(one) if one else None,
        months=months_table(one) if one else None,
        rests_on=tuple(rests_on(one)) if one else (),
        notes=tuple(notes(one)) if one else (),
    )


def _when(found: Monitored) -> str:
    if found.outturn:
        return f"{found.outturn.year} to {day(found.outturn.as_at)}"
    return f"savings to {day(found.tracker.as_at)}" if found.tracker else ""


def fund_in_short(found: Monitored) -> str:
    """Return in one sentence where this year's General Fund is heading, or what is missing to say it.

    Args:
        found: what is known.
    """
    one = found.outturn
    if one is None:
        return found.no_months.split("\n")[0]
    fund = next((pot for pot in one.pots if pot.pot is Pot.GENERAL_FUND), None)
    if fund is None:
        return f"No line of the General Fund has a month of {one.year}."
    return f"By what was spent to {day(one.as_at)}, {heading_for(fund, one)}"


def notes(outturn: Outturn) -> list[str]:
    """Return what is missing, left out, or does not agree, in words."""
    said = []
    for line, pence in outturn.no_months:
        said.append(
            f"{spending_line(line).says} has a budget of {pounds(pence / _PENCE)} but no month in the "
            "ledger; it is "
            "in no sum above."
        )
    for one in outturn.lines:
        if one.missing:
            months = listed([outturn.month_name(month) for month in one.missing])
            said.append(
                f"{spending_line(one.line).says} has no row for {months}, which counts as nothing spent."
            )
        if not one.has_budget:
            said.append(f"{spending_line(one.line).says} has no budget for {outturn.year}.")
    for other in outturn.unequal:
        said.append(
            f"{spending_line(other.line).says} in {other.year}: its months add up to "
            f"{in_full(round(other.months / _PENCE))} and its outturn is "
            f"{in_full(round(other.outturn / _PENCE))}."
        )
    for left in outturn.aside:
        rows = "1 row is" if left.rows == 1 else f"{left.rows:,} rows are"
        said.append(f"{rows} in no sum ({pounds(left.pence / _PENCE)}): {left.why}.")
    return said
