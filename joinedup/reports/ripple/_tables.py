"""The tables of a ripple."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.council import MeasureEffect, MoneyEffect, Range, Ripple
from joinedup.folder import Council
from joinedup.reports._parts import Cell, DataTable, Row, range_cell
from joinedup.reports._wording import (
    pot_phrase,
    pounds_change,
    quantity,
    quantity_change,
    upper_first,
)
from joinedup.reports.ripple._money import effects_of, line_name, years_of
from joinedup.reports.ripple._people import MovedMeasure, is_moved, main_measures, short_areas, when
from joinedup.vocabulary import Directorate, Pot

FIRST_YEARS = 5
_MINUS_IS_LESS = "A plus is more spent, a minus is less; 80 per cent ranges below each."
_MEASURES_BY_PATCH = 6


def directorates_by_year(ripple: Ripple, council: Council, pot: str, years: Sequence[str]) -> DataTable:
    """Return the change in one pot by directorate and year, with the sum."""
    effects = [one for one in effects_of(ripple, pot) if not one.line]
    rows = [
        _money_row(council.directorate_name(name), [one for one in effects if one.directorate == name], years)
        for name in Directorate
        if any(one.directorate == name for one in effects)
    ]
    whole = _money_row(
        f"All of {pot_phrase(pot)}", [one for one in effects if not one.directorate], years, is_total=True
    )
    return DataTable(
        f"{upper_first(Pot(pot).says)}: change by directorate",
        f"Pounds a year, at the prices of each year. {_MINUS_IS_LESS} Income stands under resources.",
        "Directorate",
        tuple(years),
        (*rows, whole),
    )


def lines_by_year(ripple: Ripple, pot: str) -> DataTable:
    """Return the change in one pot by budget line, in every year."""
    years = years_of(ripple)
    effects = [one for one in effects_of(ripple, pot) if one.line]
    codes = list(dict.fromkeys(one.line for one in effects))
    rows = [
        _money_row(line_name(code), [one for one in effects if one.line == code], years) for code in codes
    ]
    return DataTable(
        f"{upper_first(Pot(pot).says)}: change by budget line, every year",
        f"Pounds a year, at the prices of each year. {_MINUS_IS_LESS}",
        "Budget line",
        years,
        tuple(rows),
    )


def _money_row(
    name: str, effects: Sequence[MoneyEffect], years: Sequence[str], *, is_total: bool = False
) -> Row:
    held = {one.year: one.change for one in effects}
    cells = tuple(range_cell(held[year], pounds_change) if year in held else Cell("£0") for year in years)
    return Row(name, cells, is_total)


def measure_by_year(moved: MovedMeasure) -> DataTable:
    """Return one measure without and with the proposals, in every year."""
    unit = moved.measure.unit
    return DataTable(
        f"{moved.measure.says}: every year",
        f"{upper_first(unit)} {moved.measure.over}; 80 per cent ranges below each.",
        "Year",
        ("Without", "With", "Change"),
        tuple(
            Row(
                effect.year,
                (
                    range_cell(effect.without, lambda value: quantity(value, unit)),
                    range_cell(effect.with_, lambda value: quantity(value, unit)),
                    range_cell(effect.change, lambda value: quantity_change(value, unit)),
                ),
            )
            for effect in moved.effects
        ),
    )


def all_measures(ripple: Ripple, year: str) -> DataTable:
    """Return every measure of the whole council in one year."""
    effects = [one for one in ripple.measures if not one.patch and one.year == year]
    return DataTable(
        f"Every measure, {year}",
        "With the whole council's 80 per cent ranges below each.",
        "Measure",
        ("Without", "With", "Change"),
        tuple(Row(f"{one.measure.says} ({_counted(one)})", _three(one)) for one in effects),
    )


def _counted(one: MeasureEffect) -> str:
    return when(one) if one.measure.unit in ("ratio", "share") else f"{one.measure.unit}, {when(one)}"


def _three(one: MeasureEffect) -> tuple[Cell, ...]:
    unit = one.measure.unit
    return (
        range_cell(one.without, lambda value: quantity(value, unit)),
        range_cell(one.with_, lambda value: quantity(value, unit)),
        range_cell(one.change, lambda value: quantity_change(value, unit)),
    )


def patches(ripple: Ripple, council: Council, year: str) -> DataTable | None:
    """Return the change of the most moved measures in each patch; None where nothing moves."""
    moved = [one for one in main_measures(ripple) if is_moved(one)][:_MEASURES_BY_PATCH]
    if not moved:
        return None
    names = [one.measure.name for one in moved]
    held = {
        (one.patch, one.measure.name): one
        for one in ripple.measures
        if one.patch and one.year == year and one.measure.name in names
    }
    # A ripple that was frozen may be older than a patch.
    known = [patch for patch in council.patches if (patch.id, names[0]) in held]
    return DataTable(
        f"Change in each patch, {year}",
        "A plus is more, a minus is fewer; 80 per cent ranges below each.",
        "Patch",
        tuple(one.measure.says for one in moved),
        tuple(
            Row(patch.name, tuple(_change_cell(held[patch.id, name]) for name in names)) for patch in known
        ),
    )


def _change_cell(effect: MeasureEffect) -> Cell:
    return range_cell(effect.change, lambda value: quantity_change(value, effect.measure.unit))


def places(ripple: Ripple) -> DataTable | None:
    """Return the planning areas that are short of places; None where none is."""
    short = short_areas(ripple)
    if not short:
        return None
    return DataTable(
        "School places short, by planning area, in its worst year",
        "Places short on average over all runs, with the 80 per cent range below.",
        "Planning area",
        ("Worst year", "Without", "With"),
        tuple(
            Row(one.name, (Cell(one.year), _places(one.without), _places(one.with_)))
            for one in sorted(short, key=lambda one: -one.with_.mean)
        ),
    )


def _places(one: Range) -> Cell:
    if one.high_80 < 0.5 <= one.mean:
        return Cell(quantity(one.mean, "places"), "most often none")
    return range_cell(one, lambda value: quantity(value, "places"))


def moved_by_year(moved: Sequence[MovedMeasure], years: Sequence[str]) -> DataTable:
    """Return the change of the measures that move, in the first years."""
    return DataTable(
        "Main measures that move: change",
        "In each measure's own unit; a plus is more, a minus is fewer; 80 per cent ranges below each.",
        "Measure",
        tuple(years),
        tuple(
            Row(
                f"{one.measure.says} ({one.measure.unit})",
                tuple(_change_cell(one.in_year(year)) for year in years),
            )
            for one in moved
        ),
    )
