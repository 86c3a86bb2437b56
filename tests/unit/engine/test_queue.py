"""A queue: in balance at the start, served as there is room, and given up where there is not."""

from __future__ import annotations

import pytest
from small_models import compiled, run_small

from joinedup.declared import Over
from joinedup.engine import Equations, lever, parameter, serve_queue, start_queue

pytestmark = pytest.mark.unit

NAMES = ("made.waiting", "made.arrive", "made.served", "made.leave")


def queue_of(
    *, arriving: float = 1.0, room: float = 1.0, free: float = 0.0, years: int = 5
) -> dict[str, float]:
    """Return the last year of a queue of 100 a month, arriving and served at so much of the start."""
    equations = Equations("made")
    places = 100 * (1 + parameter("free"))
    start = start_queue(equations, "made.waiting", "Waiting.", arriving=100, room=places, wait_months=2)
    equations.flow("made.arrive", 100 * lever("arriving"), "Arrive.", enters="made.waiting")
    queue = serve_queue(equations, "made.waiting", start, room=places * lever("room"), patience_months=4)
    equations.flow("made.served", queue.served, "Served.", leaves="made.waiting")
    equations.flow("made.leave", queue.gave_up, "Give up.", leaves="made.waiting")
    recorded = dict.fromkeys(NAMES, Over.YEAR_SUM) | {"made.waiting": Over.YEAR_END}
    inputs = {"parameter/free": free, "lever/arriving": arriving, "lever/room": room}
    out = run_small(compiled(equations, recorded=recorded), inputs, months=12 * years)
    return {name: float(values[0, 0, -1]) for name, values in out.items()}


@pytest.mark.parametrize("free", [0.0, 0.05, 0.3])
def test_it_stays_as_it_is_however_much_is_free(free: float) -> None:
    done = queue_of(free=free)
    assert done["made.served"] + done["made.leave"] == pytest.approx(1_200)
    assert done["made.waiting"] == pytest.approx(queue_of(free=free, years=1)["made.waiting"])


def test_the_less_is_free_the_more_give_up_even_at_the_start() -> None:
    assert queue_of(free=0.3)["made.leave"] < 1 < queue_of(free=0.05)["made.leave"] < 12


def test_while_there_is_room_more_are_served_and_nobody_gives_up_more() -> None:
    done = queue_of(arriving=1.1, free=0.4)
    assert done["made.served"] == pytest.approx(1_320, rel=1e-3)
    assert done["made.leave"] < 1


def test_where_room_is_short_as_many_give_up_as_there_is_no_room_for() -> None:
    done = queue_of(room=0.8)
    assert done["made.served"] == pytest.approx(960, rel=0.01)
    assert done["made.leave"] == pytest.approx(240, rel=0.05)
    assert done["made.waiting"] > queue_of()["made.waiting"]


def test_without_any_room_nobody_is_served_and_all_give_up_in_the_end() -> None:
    done = queue_of(room=0.0)
    assert done["made.served"] == 0
    assert done["made.leave"] == pytest.approx(1_200, rel=0.01)


def test_nobody_arriving_leaves_nobody_waiting() -> None:
    assert queue_of(arriving=0.0)["made.waiting"] == pytest.approx(0, abs=1)
