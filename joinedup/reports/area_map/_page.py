"""The map of patches and wards: one measure at a time, shaded in steps, with its table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from joinedup.council import Area, AreaCounts, MeasureCourse, Projection
from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.reports._parts import Cell, Chart, DataTable, Page, Row, shown
from joinedup.reports._wording import day, quantity, span, upper_first
from joinedup.reports.area_map._rates import CHILDREN, Rates, people_of, rates_of_patches, rates_of_wards
from joinedup.reports.area_map._steps import Steps, steps_of
from joinedup.reports.charts import ShadedArea, area_map, middle_of
from joinedup.reports.projection import FIRST_YEARS
from joinedup.reports.services import named_services
from joinedup.reports.suppression import SMALL
from joinedup.reports.suppression import shown as shown_count

WARD = "ward:"


@dataclass(frozen=True)
class Choice:
    """A measure that can be shown.

    Args:
        key: what chooses it.
        says: what it is.
        group: by what area it is known.
        is_here: whether it is the one shown.
    """

    key: str
    says: str
    group: str
    is_here: bool


@dataclass(frozen=True)
class Named:
    """An area in the list beside the map.

    Args:
        rate: its value for every thousand people, which is what is shaded; "" where it has none.
        name: its name.
        part_of: the patch it is part of; the patch itself where it is one.
        value: its value.
        range: its range, or "".
        step: which step it is shaded with, counted from 1; 0 where its value is not shown.
        address: where its numbers are; "" where there is no page of them.
    """

    name: str
    part_of: str
    value: str
    range: str
    step: int
    address: str
    rate: str = ""


@dataclass(frozen=True)
class MapPage(Page):
    """One measure by patch or ward, on a map."""

    template: ClassVar[str] = "area_map.html"

    council: str = field(metadata=shown("Name of the council."))
    title: str = field(metadata=shown("What the map shows, and of when."))
    says: str = field(metadata=shown("Where it is highest and lowest, in words."))
    choices: tuple[Choice, ...] = field(metadata=shown("The measures that can be shown."))
    map: Chart | None = field(metadata=shown("The map with its table."))
    without_map: str = field(metadata=shown("Why no map can be drawn, and which file would give it."))
    areas: tuple[Named, ...] = field(metadata=shown("Every area with its value and step."))
    first: str = field(metadata=shown("What the areas are: patches or wards."))
    per: str = field(default="", metadata=shown("Of whom the rate is that is shaded; empty for a count."))


@dataclass(frozen=True)
class _Shown:
    """What a map shows."""

    title: str
    unit: str
    values: dict[str, float | None]
    cells: dict[str, Cell]
    is_by_ward: bool
    rates: Rates | None = None

    @property
    def shaded(self) -> dict[str, float | None]:
        """What is shaded: the rate where there is one, else the value itself."""
        if self.rates is None:
            return self.values
        return {area: self.rates.values.get(area) for area in self.values}

    @property
    def shaded_unit(self) -> str:
        """The unit of what is shaded."""
        return self.unit if self.rates is None else self.rates.per

    def said(self, area: str) -> str:
        """Return what is shaded of an area, as it is printed."""
        rate = self.rates.of(area) if self.rates is not None else ""
        return rate or self.cells[area].text


def map_page(
    council: Council,
    areas: Sequence[Area],
    counts: Sequence[AreaCounts],
    projection: Projection | None,
    chosen: str = "",
    addresses: str = "",
) -> MapPage:
    """Return the map of one measure.

    Args:
        council: the council.
        areas: the areas that its patches are made of.
        counts: what is counted by ward.
        projection: the projection, whose measures are shown by patch; None where none was run.
        chosen: which measure; the first there is where "".
        addresses: where the numbers of a service and patch are, as `{service}` and `{patch}`; "" for nowhere.

    Raises:
        InputRefused: there is nothing to show, or no such measure.
    """
    courses = _courses(projection)
    choices = _choices(courses, counts, chosen)
    if not choices:
        raise InputRefused(
            "There is nothing to put on a map yet.",
            "Project the council, or load the population by ward and age.",
        )
    here = next((one.key for one in choices if one.is_here), "")
    if not here:
        raise InputRefused("There is no such measure to put on a map.", "Choose one of those listed.")
    held = (
        _of_wards(next(one for one in counts if f"{WARD}{one.name}" == here), areas, people_of(tuple(counts)))
        if here.startswith(WARD)
        else _of_patches(here, council, courses, projection)
    )
    steps = steps_of([one for one in held.shaded.values() if one is not None])
    return MapPage(
        council=council.name,
        title=held.title,
        says=_says(held, council, areas),
        choices=choices,
        map=_chart(held, steps, council, areas),
        without_map=_without(areas),
        areas=_named(held, steps, council, areas, here, addresses),
        first="Ward" if held.is_by_ward else "Patch",
        per=held.rates.per if held.rates is not None else "",
    )


def _courses(projection: Projection | None) -> dict[str, list[MeasureCourse]]:
    found: dict[str, list[MeasureCourse]] = {}
    for one in projection.measures if projection else ():
        if one.patch and one.measure.is_main:
            found.setdefault(one.measure.name, []).append(one)
    return found


def _choices(
    courses: dict[str, list[MeasureCourse]], counts: Sequence[AreaCounts], chosen: str
) -> tuple[Choice, ...]:
    keys = [(f"{WARD}{one.name}", one.says, "By ward, as counted") for one in counts]
    keys = [
        *((name, held[0].measure.says, "By patch, as expected") for name, held in courses.items()),
        *keys,
    ]
    first = chosen or (keys[0][0] if keys else "")
    return tuple(Choice(key, says, group, key == first) for key, says, group in keys)


def _of_patches(
    name: str, council: Council, courses: dict[str, list[MeasureCourse]], projection: Projection | None
) -> _Shown:
    assert projection is not None
    fifth = min(FIRST_YEARS, len(projection.years)) - 1
    held = {one.patch: one for one in courses[name]}
    measure = courses[name][0].measure
    ranges = {patch.id: held[patch.id].expected[fifth] for patch in council.patches if patch.id in held}

    children = {one.patch: one.expected[fifth].mean for one in courses.get(CHILDREN, ())}
    means = {patch: one.mean for patch, one in ranges.items()}

    def written(value: float) -> str:
        return quantity(value, measure.unit)

    return _Shown(
        f"{measure.says} by patch, expected {measure.over} {projection.years[fifth]}".replace(
            "on 31 March ", "at the end of "
        )
        .replace("over the year to 31 March ", "in ")
        .replace("on average over the year to 31 March ", "in "),
        measure.unit,
        dict(means),
        {patch: Cell(written(one.mean), span(one, written)) for patch, one in ranges.items()},
        False,
        rates_of_patches(measure, means, children),
    )


def _of_wards(counts: AreaCounts, areas: Sequence[Area], people: AreaCounts | None) -> _Shown:
    values: dict[str, float | None] = {}
    cells = {}
    for one in areas:
        number = counts.values.get(one.code)
        # A small count must not be told from its shade either.
        is_hidden = number is None or 1 <= number <= SMALL
        values[one.code] = None if is_hidden or number is None else float(number)
        cells[one.code] = Cell("not known" if number is None else shown_count(number))
    title, rates = f"{counts.says} by ward, {day(counts.as_at)}", rates_of_wards(counts, people)
    return _Shown(title, counts.unit, values, cells, True, rates)


def _says(held: _Shown, council: Council, areas: Sequence[Area]) -> str:
    names = {one.code: one.name for one in areas} | {one.id: one.name for one in council.patches}
    known = {key: value for key, value in held.shaded.items() if value is not None}
    if not known:
        return "Nothing is known of any area."
    low, high = min(known, key=lambda key: known[key]), max(known, key=lambda key: known[key])
    if known[low] == known[high]:
        return f"The same everywhere: {held.said(high)} {held.shaded_unit}."
    if held.rates is not None:
        return (
            f"Highest in {names[high]} ({held.said(high)} {held.rates.per}; {held.cells[high].text} "
            f"{held.unit}), lowest in {names[low]} ({held.said(low)}; {held.cells[low].text})."
        )
    return (
        f"Highest in {names[high]} ({held.cells[high].text} {held.unit}), lowest in {names[low]} "
        f"({held.cells[low].text}). A larger area with more people has more of most things."
    )


def _chart(held: _Shown, steps: Steps, council: Council, areas: Sequence[Area]) -> Chart | None:
    drawn = [one for one in areas if one.shape]
    if not drawn:
        return None
    shaded = []
    for one in drawn:
        value = held.shaded.get(one.code if held.is_by_ward else one.patch)
        step = None if value is None else steps.of(value)
        label = ("?" if step is None else str(step + 1)) if held.is_by_ward else ""
        shaded.append(ShadedArea(one.name, one.patch, one.shape, step, label))
    says = _says(held, council, areas)
    labels = [] if held.is_by_ward else _patch_labels(held, steps, council, drawn)
    key = tuple(
        (f"{number}: {steps.says(number - 1, held.shaded_unit)}", f"step-{number}")
        for number in range(1, steps.number + 1)
    )
    return Chart(
        held.title, says, area_map(held.title, says, shaded, labels), _table(held, steps, council, areas), key
    )


def _patch_labels(
    held: _Shown, steps: Steps, council: Council, areas: Sequence[Area]
) -> list[tuple[str, float, float]]:
    labels = []
    for patch in council.patches:
        middles = [middle_of(one.shape) for one in areas if one.patch == patch.id]
        if middles and patch.id in held.cells:
            east = sum(one[0] for one in middles) / len(middles)
            north = sum(one[1] for one in middles) / len(middles)
            labels.append((f"{patch.name}\n{held.said(patch.id)}", east, north))
    return labels


def _table(held: _Shown, steps: Steps, council: Council, areas: Sequence[Area]) -> DataTable:
    patches = {one.id: one.name for one in council.patches}
    if held.is_by_ward:
        rows = [Row(one.name, (Cell(patches[one.patch]), *_cells(held, steps, one.code))) for one in areas]
        return DataTable(
            held.title,
            f"{upper_first(held.unit)}. Counts of people from 1 to 5 are hidden.",
            "Ward",
            ("Patch", *_columns(held)),
            tuple(rows),
            is_text=True,
        )
    return DataTable(
        held.title,
        f"{upper_first(held.unit)}, if nothing is decided; 80 per cent ranges below each.",
        "Patch",
        _columns(held),
        tuple(Row(one.name, _cells(held, steps, one.id)) for one in council.patches if one.id in held.cells),
    )


def _columns(held: _Shown) -> tuple[str, ...]:
    rate = () if held.rates is None else (upper_first(held.rates.per),)
    return (upper_first(held.unit), *rate, "Shade")


def _cells(held: _Shown, steps: Steps, key: str) -> tuple[Cell, ...]:
    rate = () if held.rates is None else (Cell(held.rates.of(key) or "not shown"),)
    return (held.cells[key], *rate, _step(held, steps, key))


def _step(held: _Shown, steps: Steps, key: str) -> Cell:
    value = held.shaded.get(key)
    return Cell("not shaded" if value is None else str(steps.of(value) + 1))


def _named(
    held: _Shown, steps: Steps, council: Council, areas: Sequence[Area], here: str, addresses: str
) -> tuple[Named, ...]:
    service = next((one.id for one in named_services().values() for m in one.measures if m.name == here), "")
    patches = {one.id: one.name for one in council.patches}
    names = [(one.code, one.name, patches[one.patch], "") for one in areas]
    if not held.is_by_ward:
        link = addresses if service else ""
        names = [
            (one.id, one.name, one.name, link.format(service=service, patch=one.id))
            for one in council.patches
        ]
    found = []
    for key, name, part_of, address in names:
        if key in held.cells:
            cell, value = held.cells[key], held.shaded.get(key)
            step = 0 if value is None else steps.of(value) + 1
            rate = held.rates.of(key) if held.rates is not None else ""
            found.append(Named(name, part_of, cell.text, cell.range, step, address, rate))
    return tuple(found)


def _without(areas: Sequence[Area]) -> str:
    lacking = [one for one in areas if not one.shape]
    if not lacking:
        return ""
    some = "No map can be drawn" if len(lacking) == len(areas) else f"{len(lacking)} areas are not drawn"
    return (
        f"{some}: their boundaries have not been loaded. Load the generalised boundaries of the Office for "
        "National Statistics as GeoJSON, with the column WD24CD for wards or LAD24CD for districts."
    )
