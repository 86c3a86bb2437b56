"""What fair shares always keep to, in every game: the axioms that define them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_games import by_every_order, players_renamed, random_game

from joinedup.council.portfolios._owen import owen
from joinedup.council.portfolios._sampled import additions, orders
from joinedup.council.portfolios._shapley import interactions, shapley

pytestmark = pytest.mark.property

games = st.builds(random_game, st.integers(1, 6), st.integers(0, 10_000), st.integers(1, 3))
CLOSE = {"abs": 1e-9}


def grouped(values: np.ndarray, seed: int) -> list[int]:
    n = len(values).bit_length() - 1
    return [int(one) for one in np.random.default_rng(seed).integers(0, 3, size=n)]


def with_another(values: np.ndarray, adds: float) -> np.ndarray:
    """Return a game with one more player, who always adds the same."""
    return np.concatenate([values, values + adds])


@given(games)
def test_shares_add_up_to_what_all_do(values: np.ndarray) -> None:
    assert shapley(values).sum(axis=0) == pytest.approx(values[-1], **CLOSE)


@given(games, st.randoms(use_true_random=False))
def test_shares_do_not_depend_on_how_players_are_called(values: np.ndarray, chance: object) -> None:
    new = list(range(len(values).bit_length() - 1))
    chance.shuffle(new)  # type: ignore[attr-defined]
    assert shapley(players_renamed(values, new))[new] == pytest.approx(shapley(values), **CLOSE)


@given(games)
def test_players_who_do_the_same_get_the_same(values: np.ndarray) -> None:
    # Each set does what it does with the first two players exchanged, too.
    if len(values) < 4:
        return
    n = len(values).bit_length() - 1
    alike = values + players_renamed(values, [1, 0, *range(2, n)])
    first, second = shapley(alike)[:2]
    assert first == pytest.approx(second, **CLOSE)


@given(games)
def test_who_never_adds_anything_gets_exactly_nothing(values: np.ndarray) -> None:
    longer = with_another(values, 0.0)
    assert not shapley(longer)[-1].any()
    assert shapley(longer)[:-1] == pytest.approx(shapley(values), **CLOSE)
    assert not owen(longer, [*grouped(values, 1), 0])[-1].any()


@given(games, st.floats(-5, 5))
def test_who_always_adds_the_same_gets_that(values: np.ndarray, adds: float) -> None:
    assert shapley(with_another(values, adds))[-1] == pytest.approx(adds, **CLOSE)


@given(st.integers(1, 6), st.integers(0, 1_000), st.floats(-3, 3))
def test_shares_of_a_sum_of_games_are_the_sum_of_shares(n: int, seed: int, times: float) -> None:
    one, other = random_game(n, seed), random_game(n, seed + 1)
    together = shapley(one + times * other)
    assert together == pytest.approx(shapley(one) + times * shapley(other), **CLOSE)


@given(games, st.integers(0, 100))
def test_shares_are_the_mean_over_every_order_tried_one_by_one(values: np.ndarray, seed: int) -> None:
    if len(values) > 32:
        return
    groups = grouped(values, seed)
    assert shapley(values) == pytest.approx(by_every_order(values), **CLOSE)
    assert owen(values, groups) == pytest.approx(by_every_order(values, groups), **CLOSE)


@given(games, st.integers(0, 100))
def test_shares_within_groups_add_up_to_what_all_do(values: np.ndarray, seed: int) -> None:
    assert owen(values, grouped(values, seed)).sum(axis=0) == pytest.approx(values[-1], **CLOSE)


@given(games)
def test_groups_of_one_and_one_group_of_all_change_nothing(values: np.ndarray) -> None:
    n = len(values).bit_length() - 1
    assert owen(values, range(n)) == pytest.approx(shapley(values), **CLOSE)
    assert owen(values, ["all"] * n) == pytest.approx(shapley(values), **CLOSE)


@given(games, st.integers(0, 100))
def test_a_group_gets_its_share_of_the_game_that_groups_play(values: np.ndarray, seed: int) -> None:
    groups = grouped(values, seed)
    names = sorted(set(groups))
    members = [sum(1 << player for player, group in enumerate(groups) if group == name) for name in names]
    of_groups = np.array(
        [
            values[sum(one for place, one in enumerate(members) if chosen >> place & 1)]
            for chosen in range(1 << len(names))
        ]
    )
    shares = owen(values, groups)
    by_group = [shares[[group == name for group in groups]].sum(axis=0) for name in names]
    assert np.array(by_group) == pytest.approx(shapley(of_groups), **CLOSE)


@given(games)
def test_who_never_adds_anything_meets_nobody(values: np.ndarray) -> None:
    last = len(values).bit_length() - 1
    for pair, found in interactions(with_another(values, 0.0)).items():
        if last in pair:
            assert found == pytest.approx(np.zeros_like(found), **CLOSE)


@given(games, st.integers(0, 1_000))
def test_what_players_add_in_any_order_adds_up_to_what_all_do(values: np.ndarray, seed: int) -> None:
    order = next(orders(range(len(values).bit_length() - 1), seed))
    assert additions(lambda chosen: values[chosen], order).sum(axis=0) == pytest.approx(values[-1], **CLOSE)


@given(st.integers(3, 7), st.integers(0, 1_000))
def test_an_order_and_its_reverse_are_exact_where_players_meet_two_at_a_time(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    alone, pairs = rng.normal(size=n), np.triu(rng.normal(size=(n, n)), 1)
    taken = (np.arange(1 << n)[:, None] >> np.arange(n)) & 1
    values = (taken @ alone + ((taken @ pairs) * taken).sum(axis=1))[:, None]
    order = next(orders(range(n), seed))
    assert additions(lambda chosen: values[chosen], order) == pytest.approx(shapley(values), **CLOSE)
