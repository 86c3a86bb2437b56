"""The council's area by ward: its boundaries and how many people live in each part, as loaded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from joinedup.folder import Council
from joinedup.store import Store

Polygon = tuple[tuple[tuple[float, float], ...], ...]
_YEARS_OF_A_CHILD = 18
_JUNE_30, _AUGUST_31 = (6, 30), (8, 31)


@dataclass(frozen=True)
class Area:
    """A part of the council's area.

    Args:
        code: its ONS code.
        name: its name; the code where none is held.
        patch: identifier of the patch it is part of.
        shape: its polygons, each an outer ring and then its holes, in degrees; none where none is loaded.
    """

    code: str
    name: str
    patch: str
    shape: tuple[Polygon, ...] = ()


@dataclass(frozen=True)
class AreaCounts:
    """How many of something are in each area.

    Args:
        name: what is counted, as an identifier.
        says: what is counted, in words.
        unit: its unit.
        as_at: the day, or the last day of the year counted.
        source: where it comes from.
        values: how many, by the area's code.
    """

    name: str
    says: str
    unit: str
    as_at: date
    source: str
    values: dict[str, int]


def areas_of(council: Council) -> tuple[Area, ...]:
    """Return the areas that the council's patches are made of, with the boundaries that are loaded.

    Raises:
        StoreRefused: a file that the store's manifest names is missing.
    """
    store = Store(council.workings)
    held = store.read("boundaries") if "boundaries" in store.tables() else None
    shapes: dict[str, str] = {}
    names = _ward_names(store)
    if held is not None:
        rows = held.select("area", "area_name", "shape").rows()
        shapes = {code: shape for code, _, shape in rows}
        names |= {code: name for code, name, _ in rows if name}
    return tuple(
        Area(code, names.get(code, code), patch.id, _shape(shapes.get(code)))
        for patch in council.patches
        for code in (*patch.wards, *patch.districts, *patch.lsoas)
    )


def area_counts(council: Council) -> tuple[AreaCounts, ...]:
    """Return what the council's own tables count by ward, newest year: people, children and births.

    Raises:
        StoreRefused: a file that the store's manifest names is missing.
    """
    store = Store(council.workings)
    held = set(store.tables())
    found = []
    connection = store.connect()
    try:
        if "ward_population" in held:
            people = connection.execute(_PEOPLE, {"years": _YEARS_OF_A_CHILD}).fetchall()
            if people:
                on = date(int(people[0][3]), *_JUNE_30)
                source = "population by ward and age"
                for name, says, unit, place in (
                    ("children", "Children aged 0 to 17", "children", 1),
                    ("people", "People of all ages", "people", 2),
                ):
                    values = {row[0]: int(row[place] or 0) for row in people}
                    found.append(AreaCounts(name, says, unit, on, source, values))
        if "ward_births" in held:
            births = connection.execute(_BIRTHS).fetchall()
            if births:
                on = date(int(births[0][2]), *_AUGUST_31)
                values = {ward: int(number or 0) for ward, number, _ in births}
                found.append(AreaCounts("births", "Births in a year", "births", on, "births by ward", values))
    finally:
        connection.close()
    return tuple(found)


# Single years of age are figures; the two bands above them are not, and hold no child.
_PEOPLE = """
    SELECT ward, sum(persons) FILTER (WHERE try_cast(age AS INTEGER) < $years), sum(persons),
           any_value(mid_year)
    FROM ward_population WHERE mid_year = (SELECT max(mid_year) FROM ward_population)
    GROUP BY ward ORDER BY ward
"""
# A year is written as 2025 or as the day on which it ends.
_BIRTHS = """
    SELECT ward, sum(births), any_value(regexp_extract(year_ending, '[0-9]{4}'))
    FROM ward_births WHERE year_ending = (SELECT max(year_ending) FROM ward_births)
    GROUP BY ward ORDER BY ward
"""


def _ward_names(store: Store) -> dict[str, str]:
    if "ward_population" not in store.tables():
        return {}
    rows = store.read("ward_population").select("ward", "ward_name").unique(maintain_order=True).rows()
    return {ward: name for ward, name in rows if name}


def _shape(written: str | None) -> tuple[Polygon, ...]:
    if written is None:
        return ()
    return tuple(
        tuple(tuple((float(east), float(north)) for east, north in ring) for ring in polygon)
        for polygon in json.loads(written)
    )
