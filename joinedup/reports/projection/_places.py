"""School places if nothing is decided, by planning area."""

from __future__ import annotations

from joinedup.council import AreaCourse, Projection
from joinedup.reports._parts import Cell, Chart, DataTable, Row
from joinedup.reports._wording import listed, quantity
from joinedup.reports.charts import Series, fan
from joinedup.reports.projection._measures import quantity_cell
from joinedup.vocabulary import financial_year_ending

_LEAST = 0.5


def places_says(projection: Projection) -> str:
    """Return which planning areas are expected to be short of places, in words."""
    if not projection.areas:
        return "No planning area is known, so nothing can be said of school places."
    short = [one.name for one in projection.areas if any(year.median >= _LEAST for year in one.short)]
    if not short:
        return "More likely than not, no planning area is short of school places in any year of the plan."
    verb = "is" if len(short) == 1 else "are"
    return f"More likely than not, {listed(short)} {verb} short of school places in some year of the plan."


def areas_table(projection: Projection) -> DataTable:
    """Return pupils against places, and places short in the worst year, by planning area."""
    first, last = projection.years[0], projection.years[-1]
    return DataTable(
        "School places by planning area",
        "Pupils on roll against places. Places short are counted by year group: an area can be short in one "
        "with places free in another. 80 per cent ranges below each.",
        "Planning area",
        ("Places", f"Pupils, {first}", f"Pupils, {last}", "Worst year", "Short in that year"),
        tuple(_row(one, projection.years) for one in projection.areas),
    )


def _row(one: AreaCourse, years: tuple[str, ...]) -> Row:
    worst = max(range(len(years)), key=lambda place: one.short[place].mean)
    is_short = one.short[worst].mean >= _LEAST
    return Row(
        one.name,
        (
            Cell(quantity(one.places, "places")),
            quantity_cell(one.pupils[0], "pupils"),
            quantity_cell(one.pupils[-1], "pupils"),
            Cell(years[worst] if is_short else "none"),
            quantity_cell(one.short[worst], "places") if is_short else Cell("0"),
        ),
    )


def area_chart(one: AreaCourse, years: tuple[str, ...]) -> Chart:
    """Return the pupils of one planning area against its places."""
    ends = [financial_year_ending(year).year for year in years]
    spare = one.places - one.pupils[-1].mean
    says = (
        f"{quantity(one.places, 'places')} places; {quantity(one.pupils[-1].mean, 'pupils')} pupils expected "
        f"in {years[-1]}, {quantity(abs(spare), 'places')} {'fewer' if spare > 0 else 'more'} than places."
    )
    svg = fan(one.name, says, "pupils", [Series("expected", ends, one.pupils)], level=one.places)
    table = DataTable(
        f"{one.name}: pupils and places short",
        "80 per cent ranges below each.",
        "Year",
        ("Pupils", "Places short"),
        tuple(
            Row(year, (quantity_cell(pupils, "pupils"), quantity_cell(short, "places")))
            for year, pupils, short in zip(years, one.pupils, one.short, strict=True)
        ),
    )
    return Chart(one.name, says, svg, table, (("Pupils expected", "expected"), ("Places", "places")))
