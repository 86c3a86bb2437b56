"""Whole pounds whose parts add up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.council.portfolios._pounds import apportioned, whole_pounds

pytestmark = pytest.mark.unit


def test_pounds_left_over_go_to_those_who_lost_most_by_rounding() -> None:
    assert apportioned(np.array([1.5, 2.6, 2.9]), 7) == [1, 3, 3]


def test_savings_are_shared_out_as_costs_are() -> None:
    assert apportioned(np.array([-1.4, -2.4, -0.2]), -4) == [-1, -3, 0]


@given(st.lists(st.floats(-1e7, 1e7), min_size=1, max_size=30))
def test_parts_add_up_to_the_whole_and_each_is_off_by_less_than_a_pound(parts: list[float]) -> None:
    whole = whole_pounds(sum(parts))
    found = apportioned(np.array(parts), whole)
    assert sum(found) == whole
    assert all(abs(pounds - part) <= 1 for pounds, part in zip(found, parts, strict=True))
    assert all(pounds == 0 for pounds, part in zip(found, parts, strict=True) if part == 0)
