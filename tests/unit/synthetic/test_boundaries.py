"""The boundaries of Middleshire: valid, sharing their edges, in patches that hang together."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from joinedup.returns import FileRead, read_file
from joinedup.synthetic._boundaries import ward_rings

pytestmark = pytest.mark.unit


def twice_area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


@pytest.mark.parametrize("each", [4, 16])
def test_rings_are_closed_run_against_the_clock_and_cross_nowhere(each: int) -> None:
    for ring in ward_rings(each):
        assert ring[0] == ring[-1]
        assert twice_area(ring) > 0
        assert len({tuple(point) for point in ring}) == len(ring) - 1


@pytest.mark.parametrize("each", [4, 16])
def test_each_edge_is_shared_by_two_wards_or_lies_on_the_outline(each: int) -> None:
    edges = Counter(
        tuple(sorted((tuple(a), tuple(b)))) for ring in ward_rings(each) for a, b in pairwise(ring)
    )
    assert set(edges.values()) == {1, 2}
    outline = Counter(point for edge, times in edges.items() if times == 1 for point in edge)
    assert set(outline.values()) == {2}, "the outline is closed, without a hole between wards"


@pytest.mark.parametrize("each", [4, 16])
def test_the_wards_of_a_patch_hang_together(each: int) -> None:
    rings = ward_rings(each)
    for first in range(0, 4 * each, each):
        points = [{tuple(point) for point in ring} for ring in rings[first : first + each]]
        reached = points.pop()
        while near := [one for one in points if len(one & reached) > 1]:
            reached |= set().union(*near)
            points = [one for one in points if one not in near]
        assert points == []


def test_the_file_is_read_as_boundaries_of_every_ward(small_county: Path) -> None:
    file = small_county / "data" / "geography" / "ward_boundaries.geojson"
    found = read_file(file)
    assert isinstance(found, FileRead)
    assert found.recognised_as == "boundaries"
    assert found.n_set_aside == 0
    births = pl.read_csv(small_county / "data/population/births_by_ward.csv", encoding="latin1")
    assert set(found.tables[0].rows["area"]) == set(births["Ward code"])


def test_most_postcodes_lie_in_their_ward(small_county: Path) -> None:
    areas = json.loads((small_county / "data/geography/ward_boundaries.geojson").read_text())["features"]
    rings = {one["properties"]["WD24CD"]: one["geometry"]["coordinates"][0] for one in areas}
    postcodes = pl.read_csv(small_county / "data/geography/postcode_directory.csv")
    inside = [
        _is_inside(rings[ward], east, north)
        for ward, east, north in postcodes.select("osward", "long", "lat").iter_rows()
    ]
    assert sum(inside) > 0.9 * len(inside)


def _is_inside(ring: list[list[float]], east: float, north: float) -> bool:
    crossed = 0
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 > north) != (y1 > north):
            crossed += east < x0 + (north - y0) / (y1 - y0) * (x1 - x0)
    return crossed % 2 == 1
