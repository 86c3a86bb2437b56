"""Fair shares and interactions in games whose answer is known by hand."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from made_games import game, random_game

from joinedup.council.portfolios._owen import owen
from joinedup.council.portfolios._shapley import interactions, shapley

pytestmark = pytest.mark.unit


def test_the_owner_of_the_only_left_glove_has_two_thirds() -> None:
    gloves = game(3, lambda players: min(len(players & {0}), len(players & {1, 2})))
    assert shapley(gloves)[:, 0] == pytest.approx([2 / 3, 1 / 6, 1 / 6], abs=1e-9)


def test_each_stretch_of_a_runway_is_shared_by_those_who_need_it() -> None:
    needs = np.array([1.0, 3.0, 4.5, 9.0, 9.0, 20.0])
    runway = game(6, lambda players: max((needs[player] for player in players), default=0.0))
    stretches = np.diff(needs, prepend=0.0) / np.arange(6, 0, -1)
    assert shapley(runway)[:, 0] == pytest.approx(np.cumsum(stretches), abs=1e-9)


def test_a_vote_counts_as_often_as_it_turns_a_majority() -> None:
    votes = [2, 1, 1]
    majority = game(3, lambda players: sum(votes[player] for player in players) >= 3)
    assert shapley(majority)[:, 0] == pytest.approx([2 / 3, 1 / 6, 1 / 6], abs=1e-9)


@pytest.mark.parametrize("needed", [{1}, {0, 3}, {0, 1, 4}, {0, 1, 2, 3, 4}])
def test_those_who_are_all_needed_share_equally(needed: set[int]) -> None:
    unanimity = game(5, lambda players: needed <= players)
    expected = [1 / len(needed) if player in needed else 0.0 for player in range(5)]
    assert shapley(unanimity)[:, 0] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("needed", [{0, 3}, {0, 1, 4}, {0, 1, 2, 3, 4}])
def test_every_two_of_those_needed_meet_equally(needed: set[int]) -> None:
    meeting = interactions(game(5, lambda players: needed <= players))
    for pair, found in meeting.items():
        expected = 1 / (len(needed) - 1) if set(pair) <= needed else 0.0
        assert found[0] == pytest.approx(expected, abs=1e-9)


def test_in_a_game_of_two_they_meet_by_what_both_do_beyond_each() -> None:
    values = np.array([[0.0], [3.0], [5.0], [11.0]])
    assert interactions(values)[0, 1][0] == pytest.approx(3.0, abs=1e-12)
    assert shapley(values)[:, 0] == pytest.approx([4.5, 6.5], abs=1e-12)


def test_those_who_meet_only_two_at_a_time_share_what_they_do_together_by_halves() -> None:
    alone, together = np.array([1.0, 2.0, 3.0, 4.0]), {(0, 1): 5.0, (0, 3): -2.0, (2, 3): 1.0}
    values = game(
        4,
        lambda players: (
            sum(alone[list(players)]) + sum(extra for pair, extra in together.items() if set(pair) <= players)
        ),
    )
    assert shapley(values)[:, 0] == pytest.approx([1 + 1.5, 2 + 2.5, 3 + 0.5, 4 - 0.5], abs=1e-9)
    for pair, found in interactions(values).items():
        assert found[0] == pytest.approx(together.get(pair, 0.0), abs=1e-9)


def test_groups_that_are_needed_share_equally_and_so_do_their_members() -> None:
    needed, groups = {0, 1, 2}, "aabbb"
    unanimity = game(5, lambda players: needed <= players)
    assert owen(unanimity, groups)[:, 0] == pytest.approx([1 / 4, 1 / 4, 1 / 2, 0, 0], abs=1e-9)


def test_left_gloves_that_join_hands_get_more_than_apart() -> None:
    gloves = game(3, lambda players: min(len(players & {0}), len(players & {1, 2})))
    assert owen(gloves, "lrr")[:, 0] == pytest.approx([1 / 2, 1 / 4, 1 / 4], abs=1e-9)


def test_series_are_shared_each_by_itself() -> None:
    values = random_game(5, seed=3, series=4)
    for series in range(4):
        assert shapley(values)[:, [series]] == pytest.approx(shapley(values[:, [series]]), abs=1e-12)


@pytest.mark.parametrize("sets", [0, 3, 12])
def test_a_game_that_lacks_sets_is_refused(sets: int) -> None:
    with pytest.raises(ValueError, match="power of two"):
        shapley(np.zeros((sets, 1)))


def test_groups_for_another_number_of_players_are_refused() -> None:
    with pytest.raises(ValueError, match="needs 3 groups, not 2"):
        owen(np.zeros((8, 1)), "ab")


def test_eight_players_are_shared_out_over_all_their_sets() -> None:
    # Nothing but the number of players counts, so that each has an eighth of what all do.
    values = game(8, lambda players: comb(8, len(players)) * len(players))
    assert shapley(values)[:, 0] == pytest.approx([1.0] * 8, abs=1e-9)
