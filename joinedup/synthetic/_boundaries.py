"""Boundaries of the county's wards: cells around seeds, four patches of equally many, inside one outline."""

from __future__ import annotations

import json
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import Voronoi

from joinedup.synthetic._places import PATCHES, Places
from joinedup.synthetic.writers import Output

_CENTRE = (-2.2, 52.51)
_REACH = (0.37, 0.23)  # degrees of longitude and latitude from the centre to the edge
_CORNERS = 11
# The patches lie as their names say: north, east, south and west of the centre.
_TURNS = {"north": 0.25, "east": 0.0, "south": 0.75, "west": 0.5}
_SHAPE, _GRID, _ROUNDS = 7, 160, 40
_PARTS, _BEND = 6, 0.07
_PLACES = 5

Points = NDArray[np.float64]


def write_boundaries(out: Output, places: Places) -> None:
    """Write the boundaries of the wards as the Office for National Statistics publishes them."""
    rings = ward_rings(len(places.wards) // len(PATCHES))
    features = [
        {
            "type": "Feature",
            "properties": {"WD24CD": code, "WD24NM": name},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for code, name, ring in zip(places.wards["code"], places.wards["name"], rings, strict=True)
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    out.text("data/geography/ward_boundaries.geojson", content + "\n", len(features))


@cache
def ward_rings(each: int) -> tuple[list[list[float]], ...]:
    """Return the closed ring of each ward, patch by patch, in degrees; neighbours share their edges.

    Always the same for the same number of wards: no chance of the county is used.

    Args:
        each: wards of each patch.
    """
    corners = _outline()
    seeds = np.concatenate([_seeds(corners, _TURNS[patch], each) for patch, *_ in PATCHES])
    # Seen in the mirror of each edge of the outline, every seed has a twin outside, so that cells end there.
    found = Voronoi(np.concatenate([seeds, *_mirrored(seeds, corners)]))
    rings = []
    for place in range(len(seeds)):
        cell = found.regions[found.point_region[place]]
        around = np.round(found.vertices[cell], 9)
        angles = np.arctan2(*(around - around.mean(axis=0)).T[::-1])
        rings.append(_drawn(around[np.argsort(angles)]))
    return tuple(rings)


def _outline() -> Points:
    """Return the corners of a county of no regular shape, around the unit circle and against the clock."""
    rng = np.random.default_rng(_SHAPE)
    turns = (np.arange(_CORNERS) + rng.uniform(-0.3, 0.3, _CORNERS)) / _CORNERS * 2 * np.pi
    return np.stack([np.cos(turns), np.sin(turns)], axis=1)


def _seeds(corners: Points, turn: float, each: int) -> Points:
    """Return the middles of equally large parts of a quarter of the county."""
    side = np.linspace(-1, 1, _GRID)
    grid = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    angle = np.arctan2(grid[:, 1], grid[:, 0]) / (2 * np.pi)
    apart = np.abs((angle - turn + 0.5) % 1 - 0.5)
    inside = grid[(apart <= 0.125) & _is_inside(grid, corners)]
    rng = np.random.default_rng([_SHAPE, round(turn * 4)])
    seeds = inside[rng.choice(len(inside), each, replace=False)]
    for _ in range(_ROUNDS):
        nearest = ((inside[:, None] - seeds[None]) ** 2).sum(axis=2).argmin(axis=1)
        seeds = np.stack([inside[nearest == one].mean(axis=0) for one in range(each)])
    return np.asarray(seeds)


def _is_inside(points: Points, corners: Points) -> NDArray[np.bool_]:
    inside = np.ones(len(points), dtype=bool)
    for first, second in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        along = second - first
        inside &= along[0] * (points[:, 1] - first[1]) - along[1] * (points[:, 0] - first[0]) > 0
    return inside


def _mirrored(seeds: Points, corners: Points) -> list[Points]:
    found = []
    for first, second in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        along = (second - first) / np.linalg.norm(second - first)
        across = np.array([-along[1], along[0]])
        found.append(seeds - 2 * ((seeds - first) @ across)[:, None] * across)
    return found


def _drawn(corners: Points) -> list[list[float]]:
    """Return a cell as a closed ring in degrees, its edges bent a little, as boundaries are."""
    ring = []
    for first, second in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        ring += _bent(tuple(first), tuple(second))[:-1]
    ring.append(ring[0])
    return [
        [round(_CENTRE[place] + _REACH[place] * float(point[place]), _PLACES) for place in (0, 1)]
        for point in ring
    ]


def _bent(first: tuple[float, ...], second: tuple[float, ...]) -> list[Points]:
    """Return the points of an edge: the same from either side, so that two neighbours share it."""
    start, end = sorted((first, second))
    along = np.array(end) - np.array(start)
    across = np.array([-along[1], along[0]])
    key = [int(abs(part) * 1e6) for part in (*start, *end)]
    rng = np.random.default_rng(key)
    shares = np.linspace(0, 1, _PARTS + 1)
    bends = rng.uniform(-_BEND, _BEND, _PARTS + 1) * np.sin(np.pi * shares)
    points = [np.array(start) + s * along + b * across for s, b in zip(shares, bends, strict=True)]
    return points if first == start else points[::-1]
