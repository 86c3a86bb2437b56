"""Fair shares from some of the orders, against those from every set, and against their own errors."""

from __future__ import annotations

from itertools import islice, pairwise

import numpy as np
import pytest
from made_games import crowded_game, random_game

from joinedup.council.portfolios._owen import owen
from joinedup.council.portfolios._sampled import (
    FEWEST_PAIRS,
    FairShares,
    Watched,
    orders,
    sample,
    sets_along,
)
from joinedup.council.portfolios._shapley import shapley

pytestmark = pytest.mark.unit

PART = "a pot"


def watched(series: int = 1, smallest: float = 1e-6, name: str = PART) -> Watched:
    return Watched(name, np.eye(series), np.full(series, smallest))


def sampled(values: np.ndarray, seed: int, most: int, groups: object = None) -> FairShares:
    n = len(values).bit_length() - 1
    return sample(lambda chosen: values[chosen], groups or range(n), [watched()], seed, most=most)  # type: ignore[arg-type]


@pytest.mark.parametrize("most", [3, 6, 12])
@pytest.mark.parametrize("make", [crowded_game, random_game])
def test_twice_the_error_covers_the_exact_share_about_as_often_as_it_says(make: object, most: int) -> None:
    covered = []
    for seed in range(40):
        values = make(10, seed)  # type: ignore[operator]
        found = sampled(values, seed, most)
        off = np.abs(found.mean(PART) - shapley(values))[:, 0]
        covered.append(off <= 2 * found.error(PART, [0]))
    assert 0.88 <= np.mean(covered) <= 0.995


def test_the_error_of_groups_covers_the_exact_share_too() -> None:
    groups, covered = "aaabbbccdd", []
    for seed in range(60):
        values = crowded_game(10, seed)
        found = sampled(values, seed, 6, groups)
        off = np.abs(found.mean(PART) - owen(values, groups))[:, 0]
        covered.append(off <= 2 * found.error(PART, [0]))
    assert 0.88 <= np.mean(covered) <= 0.995


def test_more_orders_come_nearer_to_the_exact_share() -> None:
    values = crowded_game(10, 1)
    off = [
        np.mean(
            [np.abs(sampled(values, seed, most).mean(PART) - shapley(values)).mean() for seed in range(20)]
        )
        for most in (3, 48)
    ]
    # Sixteen times as many orders leave about a quarter of the error.
    assert off[1] < off[0] / 2.5


def test_shares_add_up_to_what_all_do_however_few_the_orders() -> None:
    values = random_game(11, 5, series=3)
    found = sample(lambda chosen: values[chosen], range(11), [watched(3)], 1, most=4)
    assert found.mean(PART).sum(axis=0) == pytest.approx(values[-1], abs=1e-9)


def test_who_never_adds_anything_gets_exactly_nothing_without_any_error() -> None:
    values = random_game(9, 5)
    found = sampled(np.concatenate([values, values]), 1, 4)
    assert found.mean(PART)[9, 0] == 0.0
    assert found.error(PART, [0])[9] == 0.0


def test_where_players_meet_two_at_a_time_the_fewest_orders_are_exact() -> None:
    rng, taken = np.random.default_rng(2), (np.arange(1 << 10)[:, None] >> np.arange(10)) & 1
    pairs = np.triu(rng.normal(size=(10, 10)), 1)
    values = (taken @ rng.normal(size=10) + ((taken @ pairs) * taken).sum(axis=1))[:, None]
    found = sampled(values, 1, 50)
    assert len(found.by_pair) == FEWEST_PAIRS
    assert found.error(PART, [0]) == pytest.approx(np.zeros(10), abs=1e-9)
    assert found.mean(PART) == pytest.approx(shapley(values), abs=1e-9)


def test_orders_are_tried_until_every_error_is_below_a_hundredth_of_the_largest_share() -> None:
    values = crowded_game(10, 3)
    found = sampled(values, 1, 500)
    largest = np.abs(found.mean(PART)).max()
    assert FEWEST_PAIRS < len(found.by_pair) < 500
    assert found.error(PART, [0]).max() <= 0.01 * largest
    before = FairShares(found.by_pair[:-1], is_exact=False)
    assert before.error(PART, [0]).max() > 0.01 * np.abs(before.mean(PART)).max()
    assert not found.unsettled


def test_where_that_takes_too_many_the_error_is_stated_as_it_is() -> None:
    found = sampled(random_game(10, 3), 1, 5)
    assert len(found.by_pair) == 5
    assert found.unsettled == {PART}
    assert found.error(PART, [0]).max() > 0.01 * np.abs(found.mean(PART)).max()


def test_a_sum_too_small_to_be_reported_is_not_waited_for() -> None:
    values = random_game(10, 3)
    small = watched(smallest=2 * float(np.abs(values).max()))
    found = sample(lambda chosen: values[chosen], range(10), [small], 1, most=40)
    assert len(found.by_pair) == FEWEST_PAIRS
    assert not found.unsettled


def test_each_part_takes_the_orders_that_it_needs_itself() -> None:
    easy, hard = crowded_game(10, 1), random_game(10, 1)
    parts = [
        Watched(name, np.eye(2)[:, [place]], np.array([1e-6])) for place, name in enumerate(("easy", "hard"))
    ]

    def shares(one: np.ndarray, other: np.ndarray) -> FairShares:
        both = np.concatenate([one, other], axis=1)
        return sample(lambda chosen: both[chosen], range(10), parts, 1, most=60)

    with_hard, by_itself = shares(easy, hard), shares(easy, easy)
    assert len(with_hard.by_pair) > len(by_itself.by_pair)
    assert np.array_equal(with_hard.mean("easy")[:, 0], by_itself.mean("easy")[:, 0])
    assert np.array_equal(with_hard.error("easy", [0]), by_itself.error("easy", [0]))


def test_the_same_seed_tries_the_same_orders() -> None:
    first = list(islice(orders("aabbc", 7), 5))
    assert first == list(islice(orders("aabbc", 7), 5))
    assert first != list(islice(orders("aabbc", 8), 5))


def test_orders_keep_groups_together_and_leave_nobody_out() -> None:
    groups = "abcab"
    for order in islice(orders(groups, 1), 40):
        assert sorted(order) == [0, 1, 2, 3, 4]
        along = [groups[player] for player in order]
        assert sum(one != other for one, other in pairwise(along)) == 2


def test_every_order_of_single_players_is_as_likely() -> None:
    drawn = list(islice(orders(range(3), 1), 6_000))
    shares = [drawn.count(order) / 6_000 for order in set(drawn)]
    assert len(shares) == 6
    assert max(shares) - min(shares) < 0.03


def test_the_sets_along_an_order_are_those_before_each_player_both_ways_round() -> None:
    assert sets_along((2, 0, 1)) == [0b100, 0b101, 0b111, 0b010, 0b011, 0b111]


def test_every_set_is_announced_before_it_is_asked_for() -> None:
    values, announced = random_game(9, 1), {0}

    def asked(chosen: int) -> np.ndarray:
        assert chosen in announced
        return np.asarray(values[chosen])

    sample(asked, range(9), [watched()], 1, most=5, run=announced.update)
    assert len(announced) > 9
