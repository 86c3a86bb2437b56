"""Whatever is known of whom, the patches of a council add up to the council."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_store import NORTH, SOUTH, made_council, made_store, patch_values

from joinedup.store import Count, own_data
from joinedup.vocabulary import CARE_PLACEMENTS

pytestmark = pytest.mark.property

ON = date(2026, 3, 31)
COUNTS = st.lists(
    st.builds(
        Count,
        st.just(ON),
        st.sampled_from(CARE_PLACEMENTS),
        st.sampled_from([NORTH, SOUTH, None]),
        st.integers(0, 50).map(float),
    ),
    min_size=1,
    max_size=20,
)


@given(counts=COUNTS)
@settings(max_examples=40, deadline=None)
def test_patches_add_up_and_none_loses_whom_it_is_known_to_hold(counts: list[Count]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        council = made_council(Path(folder))
        with own_data(made_store(council), council) as own:
            values = own.figures(
                "looked_after_by_placement", counts, "Return", bands=CARE_PLACEMENTS, days=[ON]
            )
    whole = {one.band: one.value for one in values if one.area == council.ons_code}
    assert sum(whole.values()) == sum(one.value for one in counts)
    is_anybody_placed = any(one.patch and one.value for one in counts)
    for band, value in whole.items():
        parts = patch_values(values, "looked_after_by_placement", band)
        if value and not is_anybody_placed:
            assert parts == {}
            continue
        assert sum(parts.values()) == pytest.approx(value)
        for patch, part in parts.items():
            known = sum(one.value for one in counts if (one.band, one.patch) == (band, patch))
            assert part >= known
