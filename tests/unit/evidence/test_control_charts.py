"""Natural limits of a series."""

from __future__ import annotations

import numpy as np
import pytest

from joinedup.evidence import natural_limits

pytestmark = pytest.mark.unit


def test_the_limits_are_those_of_the_published_example() -> None:
    """Wheeler: limits stand 2.66 mean moving ranges from the mean."""
    values = np.array([39.0, 41, 41, 41, 43, 44, 41, 42, 40, 41, 44, 40])
    found = natural_limits(values)
    assert found is not None
    reach = 2.66 * np.abs(np.diff(values)).mean()
    assert found.middle == pytest.approx(values.mean())
    assert (found.high - found.middle, found.middle - found.low) == pytest.approx((reach, reach), rel=1e-3)


def test_a_value_far_out_is_outside_and_one_near_is_not() -> None:
    found = natural_limits(np.array([10.0, 11, 10, 11, 10, 11]))
    assert found is not None
    assert found.outside(np.array([10.5, 13.4, 7.0])).tolist() == [False, True, True]


def test_one_value_has_no_limits() -> None:
    assert natural_limits(np.array([3.0])) is None
