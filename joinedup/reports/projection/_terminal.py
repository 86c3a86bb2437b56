"""The do-nothing projection in the terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from joinedup.council import Backcast, Projection
from joinedup.reports._parts import DataTable, Row
from joinedup.reports._terminal import table
from joinedup.reports.projection._backcast import backcast_says, backcast_table
from joinedup.reports.projection._measures import main_courses, quantity_cell
from joinedup.reports.projection._money import FIRST_YEARS, gaps_table, general_fund, high_needs
from joinedup.reports.projection._places import places_says


def projection_summary(projection: Projection, backcast: Backcast) -> Group:
    """Return what to print after a projection."""
    says, balance = general_fund(projection)
    words = (says, balance, high_needs(projection), places_says(projection), backcast_says(backcast))
    years = f"{projection.years[0]} to {projection.years[-1]}"
    title = f"{projection.manifest.council} if nothing is decided, {years}"
    parts: list[RenderableType] = [Text(title, style="bold")]
    parts += [Text(one) for one in words if one]
    parts += [table(gaps_table(projection)), table(_measures(projection))]
    scored = backcast_table(backcast)
    return Group(*parts, *([table(scored)] if scored else []))


def _measures(projection: Projection) -> DataTable:
    years = projection.years[:FIRST_YEARS]
    return DataTable(
        "Main measures if nothing is decided",
        "In each measure's own unit; 80 per cent ranges below each.",
        "Measure",
        years,
        tuple(
            Row(
                f"{one.measure.says} ({one.measure.unit})",
                tuple(quantity_cell(at, one.measure.unit) for at in one.expected[: len(years)]),
            )
            for one in main_courses(projection)
        ),
    )
