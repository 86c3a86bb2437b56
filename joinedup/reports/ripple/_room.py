"""Room left: how near to full each service is, without the proposals and with them."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.council import Range, Ripple, Tipping
from joinedup.folder import Council
from joinedup.reports._parts import Cell, DataTable, Row, range_cell
from joinedup.reports._wording import fair_chance, lower_first, percent

# Room that changes by less than this, and a chance smaller than that, are not spoken of.
_LEAST_ROOM = 0.005
_LEAST_CHANCE = 0.01
_MOST_TOLD = 4


def room(slack: float) -> str:
    """Return the room that is left: `room for 3 in 100 more`, `no room left`, `5 in 100 over full`."""
    size = round(abs(slack) * 100)
    if slack > 0 and size:
        return f"room for {size} in 100 more"
    if slack < 0 and size:
        return f"{size} in 100 over full"
    return "no room left"


def has_moved_room(one: Tipping) -> bool:
    """Whether the proposals take or give room that is worth speaking of."""
    moves = abs(one.slack_with.mean - one.slack_without.mean) >= _LEAST_ROOM
    return moves or one.p_tips >= _LEAST_CHANCE or abs(one.p_full_with - one.p_full_without) >= _LEAST_CHANCE


def room_in_words(ripple: Ripple, council: Council) -> list[str]:
    """Return a few sentences on the room that proposals take or give, most moved first."""
    moved = [one for one in ripple.tipping if has_moved_room(one)]
    if not ripple.tipping:
        return ["Nothing in the model that can be full is in use."]
    if not moved:
        return ["No service has less room with this than without."]
    return [sentence(one, council) for one in moved[:_MOST_TOLD]]


def sentence(one: Tipping, council: Council) -> str:
    """Return the room one capacity has, where and when it has least, and how likely it is to be full."""
    names = {patch.id: patch.name for patch in council.patches}
    where = f" in {names[one.patch]}" if len(names) > 1 and one.patch in names else ""
    before, after = room(one.slack_without.mean), room(one.slack_with.mean)
    rooms = (
        f"{before} in {one.year}, with this or without"
        if before == after
        else f"{after} in {one.year}, where without this there is {before}"
        if one.slack_without.mean >= _LEAST_ROOM
        else f"{after} in {one.year}; without this, {before}"
    )
    when_full = lower_first(one.capacity.when_full)
    return f"{one.capacity.says}{where}: {rooms}. {chances(one)} When full: {when_full}"


def chances(one: Tipping) -> str:
    """Return how likely a capacity is to be full at some time, and how much of that the proposals bring."""
    if one.p_full_with == one.p_full_without == 0.0:
        return "It is full in no case."
    if one.p_full_with == one.p_full_without == 1.0:
        return "It is full at some time in every case, with this or without."
    because = f", {fair_chance(one.p_tips)} because of this" if one.p_tips else ""
    if not one.p_tips and one.p_full_with < one.p_full_without:
        because = f", against {fair_chance(one.p_full_without)} without this"
    chance = fair_chance(one.p_full_with)
    return f"The chance that it is full somewhere in the first five years is {chance}{because}."


def room_table(tipping: Sequence[Tipping], council: Council) -> DataTable | None:
    """Return every capacity with its room and its chances; None where nothing can be full."""
    if not tipping:
        return None
    names = {patch.id: patch.name for patch in council.patches}
    return DataTable(
        "Room left, where and when there is least",
        "Of what can be managed, the share that is free; a minus is over full; 80 per cent ranges below "
        "each. Chances are of being full in some patch in some of the first five years.",
        "What can be full",
        ("Where and when", "Room without", "Room with", "Full without", "Full with", "Because of this"),
        tuple(
            Row(
                one.capacity.says,
                (
                    Cell(f"{names.get(one.patch, one.patch)}, {one.year}"),
                    _slack(one.slack_without),
                    _slack(one.slack_with),
                    Cell(fair_chance(one.p_full_without)),
                    Cell(fair_chance(one.p_full_with)),
                    Cell(fair_chance(one.p_tips)),
                ),
            )
            for one in tipping
        ),
    )


def _slack(one: Range) -> Cell:
    return range_cell(one, percent)
