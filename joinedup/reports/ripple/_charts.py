"""The charts of a ripple, each with the table of its numbers."""

from __future__ import annotations

from joinedup.council import Range, Ripple
from joinedup.reports._parts import Cell, Chart, DataTable, Row, range_cell
from joinedup.reports._wording import pot_phrase, pounds, pounds_change, upper_first
from joinedup.reports.charts import Series, change_bars, fan_pair, line_dots
from joinedup.reports.ripple._money import by_year, effects_of, line_name
from joinedup.reports.ripple._people import MovedMeasure, sentence
from joinedup.reports.ripple._tables import measure_by_year
from joinedup.vocabulary import financial_year_ending

_PARTS = {
    "own": "On the services changed",
    "elsewhere": "On other services",
    "income": "Income (more is below the line)",
}
_LEAST = 500.0


def pot_chart(ripple: Ripple, pot: str) -> Chart:
    """Return what changes in a pot each year: on the services changed, elsewhere and in income."""
    money = by_year(ripple, pot)
    parts = [
        (name, values) for name, values in _parts_of(ripple, pot) if any(abs(one) >= _LEAST for one in values)
    ]
    title = f"{upper_first(pot_phrase(pot))}: change each year"
    last = money.net[-1].mean
    says = (
        "Bars below the line are money saved, bars above it money spent. In "
        f"{money.years[-1]}, {pounds(abs(last))} more is "
        f"{'saved than spent' if last < 0 else 'spent than saved'}."
    )
    rows = [
        Row(
            year,
            (
                *[Cell(pounds_change(values[place])) for _, values in parts],
                range_cell(money.net[place], pounds_change),
            ),
        )
        for place, year in enumerate(money.years)
    ]
    table = DataTable(
        title,
        "Pounds a year, at the prices of each year. A plus is more spent, a minus is less; the balance has "
        "its 80 per cent range.",
        "Year",
        (*[_PARTS[name] for name, _ in parts], "Balance"),
        tuple(rows),
    )
    key = (*[(_PARTS[name], name) for name, _ in parts], ("Balance, with its 80 per cent range", "balance"))
    return Chart(title, says, change_bars(title, says, money.years, parts, money.net), table, key)


def _parts_of(ripple: Ripple, pot: str) -> list[tuple[str, tuple[float, ...]]]:
    money = by_year(ripple, pot)
    return [("own", money.own), ("elsewhere", money.elsewhere), ("income", money.income)]


def lines_chart(ripple: Ripple, pot: str, year: str) -> Chart | None:
    """Return the change on each budget line of a pot in one year; None where no line moves by much."""
    lines: list[tuple[str, Range]] = sorted(
        (
            (line_name(one.line), one.change)
            for one in effects_of(ripple, pot, year)
            if one.line and max(abs(one.change.low_95), abs(one.change.high_95)) >= _LEAST
        ),
        key=lambda pair: pair[1].mean,
    )
    if not lines:
        return None
    title = f"{upper_first(pot_phrase(pot))}: which budget lines, {year}"
    says = "Each line's mean change with its 80 per cent range: left of 0 is saved, right of 0 is spent."
    rows = tuple(Row(name, (range_cell(change, pounds_change),)) for name, change in lines)
    table = DataTable(title, "Pounds, at the prices of that year.", "Budget line", ("Change",), rows)
    return Chart(title, says, line_dots(title, says, lines), table)


def measure_chart(moved: MovedMeasure, year: str) -> Chart:
    """Return a measure's fans without and with the proposals, and of the change."""
    years = [financial_year_ending(one.year).year for one in moved.effects]
    says = f"{upper_first(sentence(moved.in_year(year)))}."
    svg = fan_pair(
        moved.measure.says,
        says,
        moved.measure.unit,
        Series("without", years, [one.without for one in moved.effects]),
        Series("with", years, [one.with_ for one in moved.effects]),
        [one.change for one in moved.effects],
    )
    key = (("Without", "without"), ("With", "with"))
    return Chart(moved.measure.says, says, svg, measure_by_year(moved), key)
