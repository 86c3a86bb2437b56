"""Whatever the counts, no small one can be worked out by trying every possibility."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.reports.suppression import HIDDEN_SHOWN_AS, SMALL, SMALL_SHOWN_AS, Sum, suppress

pytestmark = pytest.mark.property


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=4))
def test_every_small_count_could_be_at_least_two_numbers(parts: list[int]) -> None:
    total = sum(parts)
    words = suppress([total, *parts], [Sum(0, tuple(range(1, len(parts) + 1)))])
    possible = [_possible(word) for word in words]
    worlds = [world for world in product(*possible[1:]) if sum(world) in possible[0]]
    assert tuple(parts) in worlds
    for place, count in enumerate(parts):
        if 1 <= count <= SMALL:
            assert len({world[place] for world in worlds}) >= 2


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=5))
def test_nothing_small_is_shown_and_nothing_is_hidden_without_need(parts: list[int]) -> None:
    words = suppress([sum(parts), *parts], [Sum(0, tuple(range(1, len(parts) + 1)))])
    small = [1 <= count <= SMALL for count in (sum(parts), *parts)]
    assert all(
        word in (SMALL_SHOWN_AS, HIDDEN_SHOWN_AS)
        for word, is_small in zip(words, small, strict=True)
        if is_small
    )
    if not any(small):
        assert words == tuple(f"{count:,}" for count in (sum(parts), *parts))


def _possible(word: str) -> range:
    """Return what a reader who knows only that small counts are hidden can say of one cell."""
    if word == SMALL_SHOWN_AS:
        return range(1, SMALL + 1)
    if word == HIDDEN_SHOWN_AS:
        return range(1, 61)
    return range(int(word), int(word) + 1)
