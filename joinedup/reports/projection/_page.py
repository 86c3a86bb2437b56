"""The page of the do-nothing projection: where the council is heading if nothing is decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from joinedup.council import Backcast, Projection, RunManifest
from joinedup.folder import Council
from joinedup.reports._parts import Chart, DataTable, Page, shown
from joinedup.reports.projection._backcast import backcast_says, backcast_table, not_run
from joinedup.reports.projection._measures import main_courses, measure_chart, patches_table
from joinedup.reports.projection._money import (
    FIRST_YEARS,
    balanced,
    general_fund,
    has_gap,
    high_needs,
    lines_table,
    pot_chart,
)
from joinedup.reports.projection._places import area_chart, areas_table, places_says
from joinedup.vocabulary import Directorate


@dataclass(frozen=True)
class ProjectionPage(Page):
    """Where a council is heading if nothing is decided."""

    template: ClassVar[str] = "projection.html"

    council: str = field(metadata=shown("Name of the council."))
    first: str = field(metadata=shown("First year of the plan."))
    last: str = field(metadata=shown("Last year of the plan."))
    general_fund: str = field(metadata=shown("The gap of the General Fund, in words."))
    balance: str = field(metadata=shown("Whether the General Fund is balanced, and who must advise if not."))
    high_needs: str = field(metadata=shown("The gap and deficit of the high needs block, in words."))
    places_say: str = field(metadata=shown("Which planning areas are short of places, in words."))
    backcast_says: str = field(metadata=shown("How the model did against “nothing changes”, in words."))
    pots: tuple[Chart, ...] = field(metadata=shown("The gap of each pot by year."))
    balanced: str = field(metadata=shown("The pots in balance throughout."))
    lines: DataTable = field(metadata=shown("Net spending by budget line."))
    measures: tuple[Chart, ...] = field(metadata=shown("Each main measure: past, expected and naive."))
    patches: DataTable = field(metadata=shown("The main measures by patch."))
    areas_table: DataTable = field(metadata=shown("School places by planning area."))
    areas: tuple[Chart, ...] = field(metadata=shown("Pupils against places in each planning area."))
    backcast: DataTable | None = field(metadata=shown("How far off each measure would have been."))
    not_run: tuple[str, ...] = field(
        metadata=shown("The years from which the model could not be run, and why.")
    )
    manifest: RunManifest = field(metadata=shown("The run that the numbers come from."))


def projection_page(projection: Projection, backcast: Backcast, council: Council) -> ProjectionPage:
    """Return the page of a projection with its backcast."""
    years = projection.years
    summaries = {one.measure.name: one for one in backcast.summaries()}
    says, balance = general_fund(projection)
    names = {one.value: council.directorate_name(one) for one in Directorate}
    return ProjectionPage(
        council=council.name,
        first=years[0],
        last=years[-1],
        general_fund=says,
        balance=balance,
        high_needs=high_needs(projection),
        places_say=places_says(projection),
        backcast_says=backcast_says(backcast),
        balanced=balanced(projection),
        pots=tuple(pot_chart(one, years) for one in projection.pots if has_gap(one)),
        lines=lines_table(projection, names),
        measures=tuple(
            measure_chart(one, years, summaries.get(one.measure.name)) for one in main_courses(projection)
        ),
        patches=patches_table(projection, council, years[min(FIRST_YEARS, len(years)) - 1]),
        areas_table=areas_table(projection),
        areas=tuple(area_chart(one, years) for one in projection.areas),
        backcast=backcast_table(backcast),
        not_run=tuple(not_run(backcast)),
        manifest=projection.manifest,
    )


def in_short(projection: Projection, backcast: Backcast) -> tuple[str, str]:
    """Return where the council heads and how good such forecasts have been, each in a few sentences."""
    says, balance = general_fund(projection)
    return f"{says} {balance}".strip(), backcast_says(backcast)
