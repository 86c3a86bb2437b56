"""Room left in what can be full, if nothing is decided."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.council import Projection, RoomCourse
from joinedup.folder import Council
from joinedup.reports._parts import Cell, DataTable, Row, range_cell
from joinedup.reports._wording import fair_chance, lower_first, percent
from joinedup.reports.projection import FIRST_YEARS
from joinedup.reports.ripple import room
from joinedup.reports.services._named import NamedService

# More likely than not.
_LIKELY = 0.5


def rooms_of(projection: Projection, service: NamedService, patch: str = "") -> list[RoomCourse]:
    """Return the room of what can be full in a service, for the council or a patch."""
    loads = [one.load for one in service.capacities]
    return [one for one in projection.rooms if one.capacity.load in loads and one.patch == patch]


def is_near_full(one: RoomCourse) -> bool:
    """Whether a capacity is more likely than not full in one of the first five years."""
    return max(one.p_full[:FIRST_YEARS]) >= _LIKELY


def full_from(one: RoomCourse, years: Sequence[str]) -> str:
    """Return the first year in which a capacity is more likely than not full; "" if never."""
    return next((year for year, chance in zip(years, one.p_full, strict=True) if chance >= _LIKELY), "")


def room_says(one: RoomCourse, years: Sequence[str], where: str) -> str:
    """Return in a sentence or two how much room a capacity has, and whether it will be full.

    Args:
        one: the capacity's course.
        years: financial years.
        where: where that is, as `in South Vale`; "somewhere in the council" for the whole.
    """
    fifth = min(FIRST_YEARS, len(years)) - 1
    first, later = room(one.room[0].mean), room(one.room[fifth].mean)
    rooms = f"{first} in {years[0]}" + ("" if later == first else f", {later} in {years[fifth]}")
    full = full_from(one, years)
    # What happens when it is full is worth a sentence only where it may well be.
    if not full:
        return f"{one.capacity.says}: {rooms}. In no year is it more likely than not full {where}."
    return (
        f"{one.capacity.says}: {rooms}. More likely than not full {where} from {full}. "
        f"When full: {lower_first(one.capacity.when_full)}"
    )


def room_table(
    projection: Projection, service: NamedService, council: Council, patch: str = ""
) -> DataTable | None:
    """Return the room left in a service by patch; None where nothing in it can be full."""
    patches = [one for one in council.patches if patch in ("", one.id)]
    held = {(one.capacity.load, one.patch): one for one in projection.rooms}
    rows = [
        Row(f"{capacity.says}: {place.name}", _cells(held[capacity.load, place.id], projection.years))
        for capacity in service.capacities
        for place in patches
        if (capacity.load, place.id) in held
    ]
    if not rows:
        return None
    fifth = projection.years[min(FIRST_YEARS, len(projection.years)) - 1]
    first = projection.years[0]
    return DataTable(
        "Room left, by patch",
        "The share free of what can be managed; a minus is over full. 80 per cent ranges below each.",
        "What can be full",
        (f"Room, {first}", f"Room, {fifth}", f"Full in {first}", f"Full in {fifth}"),
        tuple(rows),
    )


def _cells(one: RoomCourse, years: Sequence[str]) -> tuple[Cell, ...]:
    fifth = min(FIRST_YEARS, len(years)) - 1
    return (
        *(range_cell(one.room[place], percent) for place in (0, fifth)),
        *(Cell(fair_chance(one.p_full[place])) for place in (0, fifth)),
    )
