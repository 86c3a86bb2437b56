"""Fair shares against published ones, against another program and against trying every order one by one."""

from __future__ import annotations

import numpy as np
import pytest
from made_games import by_every_order, game, random_game

from joinedup.council.portfolios._owen import owen
from joinedup.council.portfolios._shapley import interactions, shapley

pytestmark = pytest.mark.peers

# Worked out by shapiq 1.4.1 (ExactComputer: SV, and SII of order 2) for the game of `remainders`.
SHAPIQ_SHARES = [15.766666666666666, 4.266666666666666, 21.683333333333337, 16.1, 29.183333333333334]
SHAPIQ_PAIRS = {
    (0, 1): 2.0,
    (0, 2): 13.833333333333332,
    (0, 3): -11.0,
    (0, 4): 20.166666666666668,
    (1, 2): -27.16666666666668,
    (1, 3): 4.0,
    (1, 4): -46.83333333333336,
    (2, 3): -30.66666666666667,
    (2, 4): -3.0,
    (3, 4): -12.333333333333336,
}


def remainders() -> np.ndarray:
    """Return a game that anybody can make again: 7 (S + 1)² modulo 97, where S is the number of the set."""
    values = np.array([float((chosen + 1) ** 2 * 7 % 97) for chosen in range(1 << 5)])
    values[0] = 0.0
    return values[:, None]


def voting(votes: list[int], needed: int) -> np.ndarray:
    return game(len(votes), lambda players: sum(votes[player] for player in players) >= needed)


def test_shares_are_those_of_another_program() -> None:
    assert shapley(remainders())[:, 0] == pytest.approx(SHAPIQ_SHARES, abs=1e-9)


def test_interactions_of_pairs_are_those_of_another_program() -> None:
    found = {pair: float(value[0]) for pair, value in interactions(remainders()).items()}
    assert found == pytest.approx(SHAPIQ_PAIRS, abs=1e-9)


def test_power_in_the_first_council_of_the_european_communities_is_as_published() -> None:
    """Luxembourg could never turn a vote (Brams and Affuso 1976, doi:10.1007/BF00141101)."""
    found = shapley(voting([4, 4, 4, 2, 2, 1], 12))[:, 0]
    assert found == pytest.approx([14 / 60, 14 / 60, 14 / 60, 9 / 60, 9 / 60, 0], abs=1e-9)


def test_power_in_the_first_security_council_is_as_published() -> None:
    """Five with a veto hold 76/77 of it, six others 1/77 (Shapley and Shubik 1954, doi:10.2307/1951053)."""
    found = shapley(voting([7] * 5 + [1] * 6, 7 * 5 + 2))[:, 0]
    assert found[:5].sum() == pytest.approx(76 / 77, abs=1e-9)
    assert found[5:] == pytest.approx([1 / 462] * 6, abs=1e-9)


@pytest.mark.parametrize("n", [1, 2, 5, 7])
def test_shares_are_the_mean_over_all_orders(n: int) -> None:
    values = random_game(n, seed=n, series=2)
    assert shapley(values) == pytest.approx(by_every_order(values), abs=1e-9)


@pytest.mark.parametrize("groups", ["aaabbcc", "abcabca", "aaaaaab"])
def test_shares_within_groups_are_the_mean_over_orders_that_keep_them_together(groups: str) -> None:
    values = random_game(7, seed=2)
    assert owen(values, groups) == pytest.approx(by_every_order(values, groups), abs=1e-9)
