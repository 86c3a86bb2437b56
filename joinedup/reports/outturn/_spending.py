"""Spending against budget: tables that add up, charts, and what they say in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from joinedup.council import Range
from joinedup.council.monitoring import BUDGET, STRAIGHT, WEIGHED, LineOutturn, Outturn, PotOutturn, Sums
from joinedup.folder import Council
from joinedup.reports._parts import Cell, Chart, DataTable, Row
from joinedup.reports._wording import (
    SMALL_SUM,
    chance,
    day,
    in_a_hundred,
    percent,
    pot_phrase,
    pounds,
    upper_first,
)
from joinedup.reports.charts import months_added_up
from joinedup.reports.outturn._exact import change_in_full, in_full, whole_pounds
from joinedup.vocabulary import MONTHS_A_YEAR, Pot, spending_line

_PENCE = 100
_MILLION = 1_000_000
OVER, UNDER, WITHIN, NO_BUDGET = "overspend likely", "underspend likely", "within range", "no budget"
COLUMNS = (
    *("Budget", "Expected by now", "Spent by now", "Difference", "Forecast for the year"),
    *("If every month were alike", "Forecast less budget", "Outlook"),
)
_KEY = (
    ("spent since 1 April", "income"),
    ("budget expected by then", "held"),
    ("forecast, 80 per cent range", "balance"),
)


@dataclass(frozen=True)
class Figures:
    """One row of a pot's table, in whole pounds."""

    name: str
    budget: int
    expected: int
    spent: int
    forecast: int
    straight: int
    sums: Sums
    has_budget: bool
    is_total: bool = False


def verdict(sums: Sums, has_budget: bool, likely: float) -> str:
    """Return in two words where a line or pot is heading.

    Args:
        sums: its sums.
        has_budget: whether it has a budget.
        likely: the probability from which something is called likely.
    """
    if not has_budget:
        return NO_BUDGET
    if sums.p_over >= likely:
        return OVER
    return UNDER if sums.p_over <= 1 - likely else WITHIN


def pot_rows(one: PotOutturn, council: Council) -> list[Figures]:
    """Return the rows of a pot: its lines by directorate, the sum of each directorate, and of the pot.

    Rows add up to their totals, column by column, and each row across.
    """
    held = one.lines
    columns = (
        [line.sums.budget for line in held],
        [line.sums.profiled for line in held],
        [line.sums.actual for line in held],
        [line.sums.forecast for line in held],
        [line.said[STRAIGHT] for line in held],
    )
    budget, expected, spent, forecast, straight = (whole_pounds(column) for column in columns)
    whole = list(zip(budget, expected, spent, forecast, straight, strict=True))
    rows: list[Figures] = []
    for directorate, sums in one.directorates.items():
        places = [place for place, line in enumerate(held) if line.directorate == directorate]
        rows += [
            Figures(
                spending_line(held[place].line).says, *whole[place], held[place].sums, held[place].has_budget
            )
            for place in places
        ]
        if len(places) > 1:
            name = council.directorate_name(directorate)
            rows.append(_total(name, [whole[place] for place in places], sums))
    if len(held) > 1:
        rows.append(_total(one.pot.says, whole, one.sums))
    return rows


def _total(name: str, parts: Sequence[tuple[int, ...]], sums: Sums) -> Figures:
    budget, expected, spent, forecast, straight = (sum(column) for column in zip(*parts, strict=True))
    return Figures(name, budget, expected, spent, forecast, straight, sums, bool(budget), is_total=True)


def pot_table(one: PotOutturn, outturn: Outturn, council: Council) -> DataTable:
    """Return the table of a pot."""
    return DataTable(
        f"{one.pot.says}, {outturn.year}: spending against budget to {day(outturn.as_at)}",
        "Net spending in pounds, as paid; more than expected has a plus. 80 per cent ranges below forecasts; "
        "below the outlook, the chance of spending more than the budget.",
        "Service",
        COLUMNS,
        tuple(_row(row, outturn.assumed.likely) for row in pot_rows(one, council)),
    )


def _row(row: Figures, likely: float) -> Row:
    held = row.sums.range
    ends = f"{pounds(held.low_80)} to {pounds(held.high_80)}"
    return Row(
        row.name,
        (
            Cell(in_full(row.budget) if row.has_budget else NO_BUDGET),
            Cell(in_full(row.expected)),
            Cell(in_full(row.spent)),
            Cell(change_in_full(row.spent - row.expected)),
            Cell(in_full(row.forecast), ends),
            Cell(in_full(row.straight)),
            Cell(change_in_full(row.forecast - row.budget)),
            Cell(
                verdict(row.sums, row.has_budget, likely),
                in_a_hundred(row.sums.p_over) if row.has_budget else "",
            ),
        ),
        row.is_total,
    )


def pot_says(one: PotOutturn, outturn: Outturn) -> str:
    """Return where a pot is heading and how likely it is to go over, in words."""
    sums, says = one.sums, upper_first(heading_for(one, outturn))
    if not sums.budget or outturn.month == MONTHS_A_YEAR:
        return says
    over = sums.p_over >= 1 / 2
    probable = chance(sums.p_over if over else 1 - sums.p_over)
    what = "more than the budget" if over else "the budget or less"
    return f"{says} Spending {what} is {probable}."


def heading_for(one: PotOutturn, outturn: Outturn) -> str:
    """Return where a pot is heading, as one sentence that begins with its name in lower case."""
    sums, name = one.sums, pot_phrase(one.pot)
    if not sums.budget:
        return f"{name} has no budget for {outturn.year}; {pounds(sums.forecast / _PENCE)} is forecast."
    ends, rest = over_or_under(sums.variance / _PENCE), _unbudgeted(one)
    if outturn.month == MONTHS_A_YEAR:
        return f"{name} spent {_size(sums)} in {outturn.year}: {ends}.{rest}"
    return f"{name} is heading for {_size(sums)} in {outturn.year}: {ends}, {_likely(sums)}.{rest}"


def _unbudgeted(one: PotOutturn) -> str:
    """Return how much of a pot's forecast nobody has budgeted for; "" where all of it has a budget."""
    without = sum(line.sums.forecast for line in one.lines if not line.has_budget)
    if abs(without) < SMALL_SUM * _PENCE:
        return ""
    return f" {pounds(without / _PENCE)} of the forecast is on services without a budget for the year."


def pot_in_short(one: PotOutturn) -> str:
    """Return where a pot is heading, in one line."""
    sums = one.sums
    name = upper_first(pot_phrase(one.pot).removeprefix("the "))
    if not sums.budget:
        return f"{name}: {_millions(sums.forecast)} forecast, without a budget."
    over = over_or_under(sums.variance / _PENCE)
    return f"{name}: {over} (budget {_millions(sums.budget)}), {_likely(sums)}."


def _size(sums: Sums) -> str:
    return f"{_millions(sums.forecast)} against a budget of {_millions(sums.budget)}"


def _millions(pence: int) -> str:
    """Return a sum so that it can be held against another: never one in billions beside one in millions."""
    return f"£{pence / _PENCE / _MILLION:,.1f}m" if pence >= _MILLION * _PENCE else pounds(pence / _PENCE)


def over_or_under(amount: float) -> str:
    """Return what is forecast beside a budget: `£2.1m over`."""
    if abs(amount) < SMALL_SUM:
        return "as budgeted"
    return f"{pounds(abs(amount))} {'over' if amount > 0 else 'under'}"


def _likely(sums: Sums) -> str:
    low, high = (end - sums.budget / _PENCE for end in (sums.range.low_80, sums.range.high_80))
    if low < -SMALL_SUM and high > SMALL_SUM:
        return f"likely between {over_or_under(low)} and {over_or_under(high)}"
    near, far = sorted((abs(low), abs(high)))
    return f"likely between {pounds(near)} and {pounds(far)} {'over' if high > SMALL_SUM else 'under'}"


def warnings(outturn: Outturn) -> list[str]:
    """Return the lines that are likely to go over by a material sum, the largest first."""
    found = sorted((one for one in outturn.lines if one.is_material), key=lambda one: -one.sums.variance)
    return [_warning(one) for one in found]


def _warning(one: LineOutturn) -> str:
    sums = one.sums
    share = percent(sums.variance / abs(sums.budget)) if sums.budget else ""
    says = spending_line(one.line).says
    said = (
        f"{says}: {over_or_under(sums.variance / _PENCE)} its budget of nothing."
        if not share
        else (
            f"{says}: {over_or_under(sums.variance / _PENCE)} its budget of "
            f"{pounds(sums.budget / _PENCE)} ({share}), "
            f"{_likely(sums)}."
        )
    )
    pot = "" if one.pot is Pot.GENERAL_FUND else f" Paid from {pot_phrase(one.pot)}."
    usual = one.lasting
    # An overspend that comes back each year is a budget set too low, not news.
    often = one.n_record > 1 and usual > 0 and one.sums.budget and usual * sums.budget >= sums.variance / 2
    again = f" It has gone over in the years before as well, by about {percent(usual)}." if often else ""
    return said + pot + again


def breaks_say(outturn: Outturn) -> list[str]:
    """Return the months that stray from a line's pattern, in words."""
    return [_strayed(one, outturn) for one in outturn.lines if one.breaks]


def _side(pence: int) -> str:
    return "above" if pence > 0 else "below"


def _strayed(one: LineOutturn, outturn: Outturn) -> str:
    parts = [
        f"{outturn.month_name(found.month)} {pounds(abs(found.pence) / _PENCE)} {_side(found.pence)}"
        for found in one.breaks
    ]
    return f"{spending_line(one.line).says}: {', '.join(parts)} the year's own pattern. {_perhaps(one)}"


def _perhaps(one: LineOutturn) -> str:
    """Return what months that stray may be; only somebody who knows the line can say."""
    sums = [found.pence for found in one.breaks]
    above = [place for place, pence in enumerate(sums) if pence > 0]
    below = [place for place, pence in enumerate(sums) if pence < 0]
    if len(sums) == 2 and above and below and abs(sum(sums)) <= max(map(abs, sums)) / 2:
        return "They nearly cancel: perhaps a posting to the wrong month, or an invoice entered late."
    if above and below and max(below) < min(above):
        return "Spending has risen during the year: ask whether it stays where it is now."
    if above and below and max(above) < min(below):
        return "Spending has fallen during the year: ask whether it stays where it is now."
    return "Ask whether it is a single payment or a new run rate."


def pot_chart(one: PotOutturn, outturn: Outturn) -> Chart:
    """Return the chart of a pot with its table."""
    months = [sum(column) for column in zip(*(line.months for line in one.lines), strict=True)]
    profile = [sum(column) for column in zip(*(line.profile for line in one.lines), strict=True)]
    return _chart(one.pot.says, months, profile, one.sums.range, outturn)


def line_charts(outturn: Outturn) -> list[Chart]:
    """Return a chart of each line that is worth a look: a material overspend or a break of its pattern."""
    found = [one for one in outturn.lines if one.is_material or one.breaks]
    return [
        _chart(spending_line(one.line).says, one.months, one.profile, one.sums.range, outturn)
        for one in found
    ]


def _chart(
    name: str, months: Sequence[int], profile: Sequence[int], forecast: Range, outturn: Outturn
) -> Chart:
    spent = [one / _PENCE for one in accumulate(months)]
    expected = [one / _PENCE for one in accumulate(profile)]
    names = [outturn.month_name(month)[:3] for month in range(1, MONTHS_A_YEAR + 1)]
    says = (
        f"{pounds(spent[-1])} spent by {day(outturn.as_at)} where {pounds(expected[len(spent) - 1])} "
        "was expected; "
        f"{pounds(forecast.mean)} forecast for the year."
    )
    rows = tuple(
        Row(
            outturn.month_name(place + 1),
            (
                Cell(in_full(round(expected[place]))),
                Cell(in_full(round(spent[place])) if place < len(spent) else "not closed"),
                Cell(
                    change_in_full(round(spent[place]) - round(expected[place])) if place < len(spent) else ""
                ),
            ),
        )
        for place in range(MONTHS_A_YEAR)
    )
    table = DataTable(
        f"{name}: since 1 April, month by month",
        "Net spending in pounds.",
        "By the end of",
        ("Expected", "Spent", "Difference"),
        rows,
    )
    return Chart(name, says, months_added_up(name, says, names, spent, expected, forecast), table, _KEY)


METHODS = {
    WEIGHED: "weighed",
    STRAIGHT: "every month alike",
    BUDGET: "the budget is spent",
}
