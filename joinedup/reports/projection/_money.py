"""Money if nothing is decided: what is spent, what pays for it, the gap, and if reserves could meet it."""

from __future__ import annotations

from joinedup.council import PotCourse, Projection, Range
from joinedup.reports._parts import Chart, DataTable, Row, range_cell
from joinedup.reports._wording import SMALL_SUM, likely_short, listed, pot_phrase, pounds, upper_first
from joinedup.reports.charts import Series, fan
from joinedup.vocabulary import Directorate, Pot, financial_year_ending, spending_line

_MILLION = 1_000_000
ADVICE = "Unbalanced: section 151 officer's advice needed."
# A parliamentary answer (94386) gives the end of the override that keeps the deficit off the balance sheet.
OVERRIDE_ENDS = "the end of 2027-28"
FIRST_YEARS = 5


def pot_of(projection: Projection, pot: Pot) -> PotCourse | None:
    """Return the course of a pot; None where it has none."""
    return next((one for one in projection.pots if one.pot is pot), None)


def first_unmet(course: PotCourse, years: tuple[str, ...]) -> str:
    """Return the first year in which the gap is more likely than not to be met by nothing; "" if never.

    Where a reserve is held, that is when its middle falls below nought; else when the middle gap is a gap.
    """
    if course.reserve:
        below = [year for year, one in zip(years, course.reserve, strict=True) if one.median < 0]
    else:
        below = [year for year, one in zip(years, course.gap, strict=True) if one.median > SMALL_SUM]
    return below[0] if below else ""


def general_fund(projection: Projection) -> tuple[str, str]:
    """Return what is said of the General Fund: its gap, and whether it is balanced."""
    course = pot_of(projection, Pot.GENERAL_FUND)
    if course is None:
        return "Nothing is known of what pays for the General Fund, so its gap cannot be said.", ""
    years = projection.years
    fifth = min(FIRST_YEARS, len(years)) - 1
    says = (
        f"If nothing is decided, the General Fund is {_short_by(course.gap[0])} in {years[0]} and "
        f"{_short_by(course.gap[fifth])} in {years[fifth]}."
    )
    unmet = first_unmet(course, years)
    if not unmet:
        held = "its general reserve meets the gaps" if course.reserve else "no gap is expected"
        return says, f"More likely than not, {held} over the whole plan."
    reserve = (
        f"the general reserve is used up in {unmet}"
        if course.reserve
        else f"a gap is expected from {unmet} on, and no reserve is known that could meet it"
    )
    return says, f"{ADVICE} More likely than not, {reserve}."


def _short_by(gap: Range) -> str:
    if abs(gap.mean) < SMALL_SUM:
        return f"about in balance ({likely_short(gap)})"
    return f"{pounds(abs(gap.mean))} {'short' if gap.mean > 0 else 'over'} ({likely_short(gap)})"


def high_needs(projection: Projection) -> str:
    """Return what is said of the high needs block and its reserve; "" where the block is not known."""
    course = pot_of(projection, Pot.DSG_HIGH_NEEDS)
    if course is None:
        return ""
    year = min(FIRST_YEARS, len(projection.years)) - 1
    says = f"The high needs block is {_short_by(course.gap[year])} in {projection.years[year]}."
    if course.reserve and course.reserve[year].median < 0:
        says += (
            f" Its deficit would stand at about {pounds(abs(course.reserve[year].mean))} by then; the rule "
            f"that keeps it off the council's balance sheet ends at {OVERRIDE_ENDS}."
        )
    return says


def has_gap(course: PotCourse) -> bool:
    """Whether in any year a pot may be short or over by a sum worth speaking of."""
    return any(max(abs(one.low_95), abs(one.high_95)) >= SMALL_SUM for one in course.gap)


def balanced(projection: Projection) -> str:
    """Return which pots are in balance throughout, in words; "" where none is."""
    names = [pot_phrase(one.pot) for one in projection.pots if not has_gap(one)]
    return f"In balance throughout: {listed(names)}." if names else ""


def pot_chart(course: PotCourse, years: tuple[str, ...]) -> Chart:
    """Return the gap of a pot each year, with spending, funding and reserve in its table."""
    title = f"{upper_first(pot_phrase(course.pot))}: gap each year"
    unmet = first_unmet(course, years)
    note = f" {ADVICE}" if course.pot is Pot.GENERAL_FUND and unmet else ""
    says = (
        f"{years[0]}: {_short_by(course.gap[0])}. {years[-1]}: {_short_by(course.gap[-1])}. Above 0 the pot "
        f"is short.{note}"
    )
    ends = [financial_year_ending(year).year for year in years]
    gaps = [_in_millions(one) for one in course.gap]
    svg = fan(title, says, "£ million a year", [Series("expected", ends, gaps)], level=0.0, level_is="net")
    return Chart(title, says, svg, _pot_table(course, years), (("Gap, if nothing is decided", "expected"),))


def _in_millions(one: Range) -> Range:
    return Range(*(value / _MILLION for value in vars(one).values()))


def _pot_table(course: PotCourse, years: tuple[str, ...]) -> DataTable:
    columns = ["Spending", "Funding", "Gap"] + (["Reserve on 31 March"] if course.reserve else [])
    rows = []
    for place, year in enumerate(years):
        parts = [course.spending[place], course.funding[place], course.gap[place]]
        parts += [course.reserve[place]] if course.reserve else []
        rows.append(Row(year, tuple(range_cell(one, pounds) for one in parts)))
    reserve = (
        " The reserve is what is left of it: earmarked reserves meet their share of a gap while they last."
        if course.reserve and course.pot is Pot.GENERAL_FUND
        else " The reserve is that of the whole Dedicated Schools Grant."
        if course.reserve
        else ""
    )
    return DataTable(
        f"{upper_first(Pot(course.pot).says)}: every year",
        "Pounds, at the prices of each year; 80 per cent ranges below each. A minus gap is money over."
        f"{reserve}",
        "Year",
        tuple(columns),
        tuple(rows),
    )


def lines_table(projection: Projection, names: dict[str, str]) -> DataTable:
    """Return every budget line in the first five years, the tenth and the last, by directorate.

    Args:
        projection: the projection.
        names: local names of the directorates.
    """
    years = projection.years
    places = sorted({*range(min(FIRST_YEARS, len(years))), min(9, len(years) - 1), len(years) - 1})
    order = list(Directorate)
    lines = sorted(projection.lines, key=lambda one: order.index(Directorate(one.directorate)))
    rows = [
        Row(
            f"{names[one.directorate]}: {spending_line(one.line).says}",
            tuple(range_cell(one.expected[place], pounds) for place in places),
        )
        for one in lines
    ]
    return DataTable(
        "Net spending by budget line",
        "Pounds a year, at the prices of each year; 80 per cent ranges below each.",
        "Budget line",
        tuple(years[place] for place in places),
        tuple(rows),
    )


def gaps_table(projection: Projection) -> DataTable:
    """Return the gap of each pot in the first years."""
    years = projection.years[:FIRST_YEARS]
    return DataTable(
        "Gap by pot",
        "Pounds a year, at the prices of each year; 80 per cent ranges below each. A minus is money over.",
        "Pot",
        years,
        tuple(
            Row(one.pot.says, tuple(range_cell(gap, pounds) for gap in one.gap[: len(years)]))
            for one in projection.pots
        ),
    )
