"""The patches a council starts with, and what is shared out to them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from joinedup.national import OpenData, authorities, find_authority
from joinedup.national._patch_figures import patch_share
from joinedup.national._patches import (
    MOST_DISTRICTS,
    MOST_GROUPS,
    _compass_names,
    _split,
    areas_of,
    patches_of,
)
from joinedup.national._small_areas import small_areas

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def data(shared_data: Path) -> OpenData:
    return OpenData(shared_data)


def test_wards_are_cut_into_balanced_groups() -> None:
    """A grid of 8 by 4 equal wards falls into four groups of eight."""
    middles = np.array([(float(east), float(north)) for east in range(8) for north in range(4)])
    groups = _split(np.arange(32), middles, np.ones(32), 4)
    assert sorted(len(group) for group in groups) == [8, 8, 8, 8]
    assert sorted(np.concatenate(groups)) == list(range(32))


def test_groups_are_named_by_where_they_lie() -> None:
    middles = np.array([(0.0, 5.0), (5.0, 0.0), (0.0, -5.0), (-5.0, 0.0)])
    groups = [np.array([place]) for place in range(4)]
    assert _compass_names(np.zeros(2), middles, np.ones(4), groups) == ["north", "east", "south", "west"]


def test_two_groups_never_share_a_name() -> None:
    middles = np.array([(0.0, 5.0), (0.1, 9.0), (0.0, -5.0)])
    groups = [np.array([place]) for place in range(3)]
    names = _compass_names(np.zeros(2), middles, np.ones(3), groups)
    assert len(set(names)) == 3


def test_every_small_area_lies_in_one_patch(data: OpenData) -> None:
    for authority in authorities():
        patches = patches_of(data, authority)
        assert len(patches) <= (MOST_DISTRICTS if authority.is_two_tier else MOST_GROUPS)
        assert len({patch.id for patch in patches}) == len(patches)
        inside = [area.code for patch in patches for area in areas_of(data, authority, patch)]
        assert sorted(inside) == [area.code for area in small_areas(data, authority)]


def test_a_county_starts_with_its_districts(data: OpenData) -> None:
    names = [patch.name for patch in patches_of(data, find_authority("Staffordshire"))]
    assert len(names) == 8
    assert "Newcastle-under-Lyme" in names


def test_a_county_with_many_districts_joins_the_smallest_to_their_neighbours(data: OpenData) -> None:
    patches = patches_of(data, find_authority("Kent"))
    assert len(patches) == MOST_DISTRICTS
    assert sum(len(patch.districts) for patch in patches) == 12
    assert "Dartford and Gravesham" in [patch.name for patch in patches]


def test_the_patches_of_one_council_are_balanced(data: OpenData) -> None:
    sizes = [
        len(areas_of(data, find_authority("Lambeth"), patch))
        for patch in patches_of(data, find_authority("Lambeth"))
    ]
    assert len(sizes) == MOST_GROUPS
    assert max(sizes) / min(sizes) < 1.5


def test_shares_of_patches_add_up_to_one(data: OpenData) -> None:
    for name in ("Lambeth", "Staffordshire", "Isles of Scilly"):
        authority = find_authority(name)
        shares = [
            patch_share(data, authority, patch.id, ("0", "17")) for patch in patches_of(data, authority)
        ]
        assert sum(shares) == pytest.approx(1.0)
