"""Each measure if nothing is decided: what was, what is expected, and the naive forecast beside it."""

from __future__ import annotations

from datetime import date

from joinedup.council import MeasureCourse, Projection, Range, Summary
from joinedup.folder import Council
from joinedup.reports._parts import Cell, Chart, DataTable, Row, range_cell
from joinedup.reports._past import as_shown, is_hidden
from joinedup.reports._wording import between, day, quantity, upper_first
from joinedup.reports.charts import Series, fan
from joinedup.reports.projection._backcast import verdict
from joinedup.vocabulary import MONTHS_A_YEAR, financial_year_ending

_MARCH = 3


def main_courses(projection: Projection, patch: str = "") -> list[MeasureCourse]:
    """Return the main measures of the council or of a patch."""
    return [one for one in projection.measures if one.measure.is_main and one.patch == patch]


def quantity_cell(one: Range, unit: str) -> Cell:
    """Return a range as a cell: its mean with the 80 per cent range."""
    return range_cell(one, lambda value: quantity(value, unit))


def measure_chart(course: MeasureCourse, years: tuple[str, ...], summary: Summary | None) -> Chart:
    """Return a measure's past, its fan and its naive forecast."""
    measure = course.measure
    ends = [float(financial_year_ending(year).year) for year in years]
    series = [Series("expected", ends, course.expected)]
    key = [("Expected", "expected")]
    if course.naive:
        series.append(Series("naive", ends, course.naive))
        key.append(("“Nothing changes”", "naive"))
    held = [(_year(one.as_at), one.value) for one in course.held if not is_hidden(one)]
    if held:
        key.insert(0, ("Counted", "held"))
    says = _says(course, years, summary)
    svg = fan(measure.says, says, measure.unit, series, held)
    return Chart(measure.says, says, svg, _table(course, years), tuple(key))


def _year(on: date) -> float:
    """Return a day as its place between years that end on 31 March."""
    return on.year + (on.month - _MARCH) / MONTHS_A_YEAR


def _says(course: MeasureCourse, years: tuple[str, ...], summary: Summary | None) -> str:
    unit, last = course.measure.unit, course.expected[-1]
    range_ = between(last.low_80, last.high_80, lambda value: quantity(value, unit))
    says = f"{years[-1]}: about {quantity(last.mean, unit)} ({range_})."
    if course.held:
        newest = course.held[-1]
        says = f"{day(newest.as_at)}: {as_shown(newest)}. {says}"
    return says if summary is None else f"{says} {verdict(summary)}"


def _table(course: MeasureCourse, years: tuple[str, ...]) -> DataTable:
    unit = course.measure.unit
    past = [Row(day(one.as_at), (Cell(as_shown(one)), Cell(""))) for one in course.held]
    naive = [Cell(quantity(one.median, unit)) for one in course.naive] or [Cell("none held")] * len(years)
    ahead = [
        Row(year, (quantity_cell(one, unit), beside))
        for year, one, beside in zip(years, course.expected, naive, strict=True)
    ]
    return DataTable(
        f"{course.measure.says}: past and expected",
        f"{upper_first(unit)} {course.measure.over}; 80 per cent ranges below what is expected. Counts of "
        "people from 1 to 5 are hidden.",
        "Date or year",
        ("Counted or expected", "“Nothing changes”"),
        (*past, *ahead),
    )


def patches_table(projection: Projection, council: Council, year: str) -> DataTable:
    """Return the main measures in each patch in one year."""
    place = projection.years.index(year)
    held = {(one.measure.name, one.patch): one.expected[place] for one in projection.measures}
    # A projection that was kept or frozen may be older than a patch.
    known = [patch for patch in council.patches if any(patch.id == one for _, one in held)]
    rows = [
        Row(
            f"{measure.says} ({measure.unit})",
            tuple(quantity_cell(held[measure.name, patch.id], measure.unit) for patch in known),
        )
        for measure in (one.measure for one in main_courses(projection))
    ]
    return DataTable(
        f"Main measures by patch, {year}",
        "80 per cent ranges below each.",
        "Measure",
        tuple(patch.name for patch in known),
        tuple(rows),
    )
