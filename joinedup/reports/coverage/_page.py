"""The coverage page: whose numbers the projection starts from, and what to load next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from joinedup.council import Projection, RunManifest, StartingValue
from joinedup.declared import Origin
from joinedup.folder import Council
from joinedup.reports._parts import Cell, DataTable, KeyFigure, Page, Row, shown
from joinedup.reports._wording import day, percent, upper_first
from joinedup.reports.coverage._rows import ShownStart, is_borrowed, shown_starts, to_load_next
from joinedup.vocabulary import FIGURES

_OLD_YEARS = 3.0


@dataclass(frozen=True)
class CoveragePage(Page):
    """Whose numbers a projection starts from."""

    template: ClassVar[str] = "coverage.html"

    council: str = field(metadata=shown("Name of the council."))
    starts: str = field(metadata=shown("First day of the plan."))
    answer: str = field(
        metadata=shown("How many values are the council's own, published, estimated or borrowed.")
    )
    old: str = field(metadata=shown("How many values had to be carried forward by years."))
    figures: tuple[KeyFigure, ...] = field(metadata=shown("Starting values by whose number they are."))
    next: DataTable | None = field(metadata=shown("What to load next, and how many values it would replace."))
    domains: DataTable = field(metadata=shown("Shares by service."))
    values: tuple[DataTable, ...] = field(metadata=shown("Every starting value, by service."))
    manifest: RunManifest = field(metadata=shown("The run that starts from these values."))


def coverage_page(projection: Projection, council: Council) -> CoveragePage:
    """Return the page of what a projection starts from."""
    starting = projection.starting
    return CoveragePage(
        council=council.name,
        starts=day(council.plan_starts),
        answer=_answer(starting),
        old=_old(starting),
        figures=tuple(
            KeyFigure(
                upper_first(origin.says),
                f"{_count(starting, origin):,}",
                percent(_count(starting, origin) / len(starting)),
            )
            for origin in Origin
        ),
        next=_next(starting),
        domains=_domains(starting),
        values=tuple(_values(shown_starts(starting))),
        manifest=projection.manifest,
    )


def _count(starting: Sequence[StartingValue], origin: Origin) -> int:
    return sum(one.held.origin is origin for one in starting)


def _answer(starting: Sequence[StartingValue]) -> str:
    own, published = _count(starting, Origin.OWN), _count(starting, Origin.PUBLISHED)
    borrowed = sum(map(is_borrowed, starting))
    return (
        f"Of the {len(starting)} values that the projection starts from, {own} come from the council's own "
        f"returns, {published} are its own as published nationally, and {borrowed} are estimated, borrowed "
        "from its region or England, or assumed to be none."
    )


def _old(starting: Sequence[StartingValue]) -> str:
    old = sum(one.years_carried >= _OLD_YEARS for one in starting)
    if not old:
        return "None had to be carried forward by three years or more."
    return f"{old} had to be carried forward by three years or more, which widens their ranges."


def _next(starting: Sequence[StartingValue]) -> DataTable | None:
    rows = to_load_next(starting)
    if not rows:
        return None
    return DataTable(
        "What to load next",
        "The council's own returns replace open values one by one; those that replace most stand first.",
        "Return",
        ("Values it would replace", "Of these estimated or borrowed", "Where it comes from"),
        tuple(
            Row(one.title, (Cell(str(values)), Cell(str(borrowed)), Cell(one.todo)))
            for one, values, borrowed in rows
        ),
        is_text=True,
    )


def _domains(starting: Sequence[StartingValue]) -> DataTable:
    domains = dict.fromkeys(figure.domain for figure in FIGURES.values())
    rows = []
    for domain in domains:
        mine = [one for one in starting if FIGURES[one.figure].domain == domain]
        if mine:
            cells = tuple(Cell(percent(_count(mine, origin) / len(mine))) for origin in Origin)
            rows.append(Row(_domain(domain), (Cell(str(len(mine))), *cells)))
    return DataTable(
        "Whose numbers, by service",
        "Share of the starting values of each service.",
        "Service",
        ("Values", "Own", "Published", "Estimated", "Region", "England", "Assumed"),
        tuple(rows),
    )


def _domain(domain: str) -> str:
    return "SEND" if domain == "send" else upper_first(domain.replace("_", " "))


def _values(starts: Sequence[ShownStart]) -> list[DataTable]:
    domains = dict.fromkeys(FIGURES[one.start.figure].domain for one in starts)
    return [
        DataTable(
            f"{_domain(domain)}: every starting value",
            "Counts of people from 1 to 5 are hidden, with what they could be worked out from.",
            "Figure",
            ("Counted", "Unit", "As at", "Whose number", "Years carried", "At the start", "Source"),
            tuple(_row(one) for one in starts if FIGURES[one.start.figure].domain == domain),
            is_text=True,
        )
        for domain in domains
    ]


def _row(one: ShownStart) -> Row:
    held, years = one.start.held, one.start.years_carried
    note = f" ({held.note})" if held.note else ""
    cells = (
        one.held,
        FIGURES[one.start.figure].unit,
        day(held.as_at),
        held.origin.says,
        f"{years:.1f}",
        one.value,
        f"{held.source}{note}",
    )
    return Row(one.name, tuple(Cell(text) for text in cells))
