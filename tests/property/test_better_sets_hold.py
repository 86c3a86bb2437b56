"""What is true of every search: limits only narrow it, order does not matter, and rules hold."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_choices import LOAD, MadePortfolio, menu_of, rule, saves_at_least, searched

from joinedup.council.better_sets import Asked, Limit, Row, find_front

pytestmark = pytest.mark.property

QUICKLY = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SEEDS = st.integers(0, 10_000)
N = 7


@QUICKLY
@given(SEEDS, st.floats(-3, 3), st.sampled_from(["saves", "outcome", "worst"]))
def test_another_limit_never_improves_the_best(seed: int, bound: float, aim: str) -> None:
    portfolio, menu = MadePortfolio(N, seed, draws=8), menu_of(N)
    target, load = saves_at_least(0.5), Limit("load", "load", (Row((LOAD,), bound),))
    for exhaustive in (0, 10**6):
        wide = searched(portfolio, menu, [target], exhaustive)
        narrow = searched(portfolio, menu, [target, load], exhaustive)
        if exhaustive:
            before, after = wide.best(aim).bound, narrow.best(aim).bound
        else:
            before, after = (one.programme.solve(Asked(aim)).bound for one in (wide, narrow))
        assert not after > before + 1e-5 * max(1.0, abs(before))


@QUICKLY
@given(SEEDS, st.permutations(range(N)))
def test_the_order_of_proposals_does_not_matter(seed: int, order: list[int]) -> None:
    portfolio, menu = MadePortfolio(N, seed, draws=8), menu_of(N)
    one = searched(portfolio, menu).best("saves").choice
    other = searched(portfolio.reordered(order), menu).best("saves").choice
    assert one is not None
    assert other is not None
    assert one == {order[place] for place in other}


@QUICKLY
@given(SEEDS, st.integers(1, 4))
def test_rules_always_hold(seed: int, most: int) -> None:
    portfolio = MadePortfolio(N, seed, draws=8, noise=0.1)
    menu = menu_of(
        N,
        rule("not together", N, {0: 1.0, 1: 1.0}, 1.0),
        rule("needs", N, {2: 1.0, 3: -1.0}, 0.0),
        rule("starting", N, dict.fromkeys(range(N), 1.0), float(most)),
    )
    finder = searched(portfolio, menu)
    front = find_front(finder, None)
    for choice in (*front.choices, *finder.verified):
        assert not {0, 1} <= choice
        assert 3 in choice or 2 not in choice
        assert len(choice) <= most
