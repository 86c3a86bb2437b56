"""Each case that is worded of the room that services have left."""

from __future__ import annotations

import pytest
from made_results import made_council, made_ripple, made_tipping

from joinedup.reports.ripple import has_moved_room, room
from joinedup.reports.ripple._room import room_in_words, room_table, sentence

pytestmark = pytest.mark.unit

COUNCIL = made_council()


@pytest.mark.parametrize(
    ("slack", "says"),
    [
        (0.03, "room for 3 in 100 more"),
        (0.004, "no room left"),
        (0.0, "no room left"),
        (-0.004, "no room left"),
        (-0.05, "5 in 100 over full"),
    ],
)
def test_room_is_said_of_a_hundred(slack: float, says: str) -> None:
    assert room(slack) == says


def test_a_proposal_that_takes_the_last_room_is_said_to() -> None:
    assert sentence(made_tipping(), COUNCIL) == (
        "Social workers in North: no room left in 2028/29, where without this there is room for 3 in "
        "100 more. The chance that it is full somewhere in the first five years is 41 in 100, 12 in 100 "
        "because of this. "
        "When full: cases stay open longer and more social workers leave."
    )


def test_what_is_over_full_either_way_is_said_so() -> None:
    said = sentence(made_tipping(-0.05, -0.08, 1.0, 1.0, 0.0), COUNCIL)
    assert "8 in 100 over full in 2028/29; without this, 5 in 100 over full." in said
    assert "It is full at some time in every case, with this or without." in said


def test_room_that_stays_and_room_that_is_given() -> None:
    stays = sentence(made_tipping(0.03, 0.03, 0.0, 0.0, 0.0), COUNCIL)
    assert "room for 3 in 100 more in 2028/29, with this or without. It is full in no case." in stays
    gives = sentence(made_tipping(0.01, 0.05, 0.4, 0.1, 0.0), COUNCIL)
    assert "is 10 in 100, against 40 in 100 without this." in gives


def test_only_what_the_proposals_move_is_told() -> None:
    assert not has_moved_room(made_tipping(0.03, 0.03, 0.1, 0.1, 0.0))
    still = made_ripple(tipping=[made_tipping(0.03, 0.03, 0.1, 0.1, 0.0)])
    assert room_in_words(still, COUNCIL) == ["No service has less room with this than without."]
    assert room_in_words(made_ripple(), COUNCIL) == ["Nothing in the model that can be full is in use."]
    many = made_ripple(tipping=[made_tipping() for _ in range(6)])
    assert len(room_in_words(many, COUNCIL)) == 4


def test_the_table_holds_everything_that_can_be_full() -> None:
    table = room_table([made_tipping(0.03, -0.02)], COUNCIL)
    assert table is not None
    (row,) = table.rows
    assert [cell.text for cell in row.cells] == [
        "North, 2028/29",
        "3%",
        "−2%",
        "29 in 100",
        "41 in 100",
        "12 in 100",
    ]
    assert room_table([], COUNCIL) is None
