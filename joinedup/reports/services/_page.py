"""The page of one service: where it is heading if nothing is decided, what moves it and what it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from joinedup.council import Backcast, MeasureCourse, Projection, RunManifest, Summary
from joinedup.declared import Measure
from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.reports._parts import Chart, DataTable, KeyFigure, Page, Row, shown
from joinedup.reports._past import as_shown
from joinedup.reports._wording import between, day, quantity, upper_first
from joinedup.reports.links import ShownLink, arithmetic_table, effects, effects_table, in_words
from joinedup.reports.projection import (
    FIRST_YEARS,
    area_chart,
    areas_table,
    backcast_says,
    backcast_table,
    lines_table,
    measure_chart,
    quantity_cell,
)
from joinedup.reports.services._named import PLACES, NamedService, named_services
from joinedup.reports.services._room import room_says, room_table, rooms_of
from joinedup.vocabulary import Directorate


@dataclass(frozen=True)
class PatchChoice:
    """A patch whose numbers can be chosen.

    Args:
        name: its name.
        address: where its numbers are.
        is_here: whether these are they.
    """

    name: str
    address: str
    is_here: bool


@dataclass(frozen=True)
class ServicePage(Page):
    """One service if nothing is decided."""

    template: ClassVar[str] = "service.html"

    council: str = field(metadata=shown("Name of the council."))
    service: str = field(metadata=shown("Name of the service."))
    says: str = field(metadata=shown("What the service is."))
    directorate: str = field(metadata=shown("The directorate that answers for it."))
    patch: str = field(metadata=shown("The patch whose numbers these are; empty for the whole council."))
    choices: tuple[PatchChoice, ...] = field(metadata=shown("The patches that can be chosen."))
    older: str = field(metadata=shown("Data loaded since; filled in when the page is shown."))
    answer: str = field(metadata=shown("Where its headline measure is heading, in words."))
    figures: tuple[KeyFigure, ...] = field(metadata=shown("Its headline measure now and later."))
    room_says: tuple[str, ...] = field(metadata=shown("How much room is left in what can be full, in words."))
    skill_says: str = field(metadata=shown("How good such forecasts of this service have been, in words."))
    measures: tuple[Chart, ...] = field(metadata=shown("Each measure: past, expected and naive."))
    by_patch: DataTable | None = field(metadata=shown("Each measure in each patch, in the fifth year."))
    areas: DataTable | None = field(metadata=shown("School places by planning area."))
    area_charts: tuple[Chart, ...] = field(metadata=shown("Pupils against places in each planning area."))
    room: DataTable | None = field(metadata=shown("Room left in what can be full, by patch."))
    skill: DataTable | None = field(metadata=shown("How far off each measure would have been."))
    links_say: str = field(metadata=shown("How many links it has and what stands behind them."))
    links_in: DataTable | None = field(metadata=shown("What moves it, with the evidence."))
    links_out: DataTable | None = field(metadata=shown("What it moves, with the evidence."))
    arithmetic: DataTable | None = field(metadata=shown("The links that only count or pass on."))
    money: DataTable | None = field(metadata=shown("What it spends, by budget line."))
    manifest: RunManifest = field(metadata=shown("The run that the numbers come from."))


def service_page(
    projection: Projection,
    backcast: Backcast,
    council: Council,
    links: Sequence[ShownLink],
    service: str,
    *,
    patch: str = "",
    choices: Sequence[PatchChoice] = (),
) -> ServicePage:
    """Return the page of one service.

    Args:
        projection: the projection.
        backcast: how far off it would have been.
        council: the council.
        links: every link between services.
        service: identifier of the service.
        patch: identifier of the patch whose numbers are shown; "" for the whole council.
        choices: the patches that can be chosen, with their addresses.

    Raises:
        InputRefused: there is no such service, or no such patch.
    """
    one, place = _service(service), _patch_name(council, patch)
    own = _courses(projection, one, patch)
    past = replace(backcast, scored=tuple(s for s in backcast.scored if s.measure in one.measures))
    mine = [link for link in links if service in (link.service, link.moved)]
    areas = _areas(projection, council, one, patch)
    return ServicePage(
        council=council.name,
        service=one.name,
        says=one.says,
        directorate=council.directorate_name(one.directorate),
        patch=place,
        choices=tuple(choices),
        older="",
        answer=_answer(own[0], projection.years, place),
        figures=_figures(own[0], projection.years),
        room_says=_rooms(projection, one, patch, place),
        skill_says=backcast_says(past) if past.scored else _NOT_SCORED,
        measures=tuple(measure_chart(c, projection.years, _summaries(past).get(c.measure)) for c in own),
        by_patch=None if patch else _by_patch(projection, council, one),
        areas=areas_table(areas) if areas.areas else None,
        area_charts=tuple(area_chart(area, projection.years) for area in areas.areas),
        room=room_table(projection, one, council, patch),
        skill=backcast_table(past),
        links_say=in_words(mine),
        links_in=_effects([link for link in mine if link.moved == service], f"What moves {one.name}"),
        links_out=_effects([link for link in mine if link.service == service], f"What {one.name} moves"),
        arithmetic=arithmetic_table(mine),
        money=_money(projection, council, one),
        manifest=projection.manifest,
    )


_NOT_SCORED = (
    "Nobody counts these measures year by year in a return that was loaded, so how far off such a forecast "
    "would have been is not known."
)


def _service(service: str) -> NamedService:
    held = named_services()
    if service not in held:
        raise InputRefused(f"There is no service {service!r}.", f"Services: {', '.join(held)}.")
    return held[service]


def _patch_name(council: Council, patch: str) -> str:
    names = {one.id: one.name for one in council.patches}
    if patch and patch not in names:
        raise InputRefused(f"{council.name} has no such patch.", f"Patches: {', '.join(names)}.")
    return names.get(patch, "")


def _courses(projection: Projection, service: NamedService, patch: str) -> list[MeasureCourse]:
    held = {(one.measure.name, one.patch): one for one in projection.measures}
    return [held[one.name, patch] for one in service.measures]


def _summaries(past: Backcast) -> Mapping[Measure, Summary]:
    return {one.measure: one for one in past.summaries()}


def _answer(course: MeasureCourse, years: Sequence[str], where: str) -> str:
    unit, fifth = course.measure.unit, min(FIRST_YEARS, len(years)) - 1
    first, later = course.expected[0], course.expected[fifth]
    place = f" in {where}" if where else ""
    likely = between(later.low_80, later.high_80, lambda value: quantity(value, unit))
    if quantity(first.mean, unit) == quantity(later.mean, unit):
        return (
            f"{course.measure.says}{place}: about {quantity(later.mean, unit)} every year to {years[fifth]} "
            f"({likely}) if nothing is decided."
        )
    return (
        f"{course.measure.says}{place}: from about {quantity(first.mean, unit)} in {years[0]} to about "
        f"{quantity(later.mean, unit)} in {years[fifth]} ({likely}) if nothing is decided."
    )


def _figures(course: MeasureCourse, years: Sequence[str]) -> tuple[KeyFigure, ...]:
    unit, fifth, last = course.measure.unit, min(FIRST_YEARS, len(years)) - 1, len(years) - 1
    found = []
    if course.held:
        newest = course.held[-1]
        found.append(KeyFigure(f"Counted, {day(newest.as_at)}", as_shown(newest)))
    for place in dict.fromkeys((0, fifth, last)):
        cell = quantity_cell(course.expected[place], unit)
        found.append(KeyFigure(f"Expected, {years[place]}", cell.text, cell.range))
    if course.naive:
        naive = quantity(course.naive[fifth].median, unit)
        found.append(KeyFigure(f"“Nothing changes”, {years[fifth]}", naive))
    return tuple(found)


def _rooms(projection: Projection, service: NamedService, patch: str, place: str) -> tuple[str, ...]:
    where = f"in {place}" if place else "somewhere in the council"
    return tuple(room_says(one, projection.years, where) for one in rooms_of(projection, service, patch))


def _by_patch(projection: Projection, council: Council, service: NamedService) -> DataTable | None:
    if len(council.patches) < 2:
        return None
    fifth = min(FIRST_YEARS, len(projection.years)) - 1
    held = {(one.measure.name, one.patch): one.expected[fifth] for one in projection.measures}
    return DataTable(
        f"Each measure by patch, {projection.years[fifth]}",
        "If nothing is decided; 80 per cent ranges below each.",
        "Measure",
        tuple(patch.name for patch in council.patches),
        tuple(
            Row(
                f"{one.says} ({one.unit})",
                tuple(quantity_cell(held[one.name, patch.id], one.unit) for patch in council.patches),
            )
            for one in service.measures
        ),
    )


def _areas(projection: Projection, council: Council, service: NamedService, patch: str) -> Projection:
    """Return the projection with the planning areas of the page alone: none but for school places."""
    inside = {one.code for one in council.planning_areas if patch in ("", one.patch)}
    areas = [one for one in projection.areas if service.id == PLACES and one.area in inside]
    return replace(projection, areas=tuple(areas))


def _effects(links: Sequence[ShownLink], caption: str) -> DataTable | None:
    found = effects(links)
    return replace(effects_table("", found), caption=caption) if found else None


def _money(projection: Projection, council: Council, service: NamedService) -> DataTable | None:
    lines = tuple(one for one in projection.lines if one.line in service.spending)
    names = {one.value: council.directorate_name(one) for one in Directorate}
    if not lines:
        return None
    table = lines_table(replace(projection, lines=lines), names)
    return replace(table, caption=f"What {upper_first(service.name)} spends, whole council")
