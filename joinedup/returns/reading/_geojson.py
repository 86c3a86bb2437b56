"""Boundaries as GeoJSON: each area a row, its shape checked and kept as text."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from joinedup.returns.reading._reads import SOURCE_ROW, CannotRead
from joinedup.returns.reading._sheets import Cells, Sheet, without_empty

SHAPE = "geometry"
# Boundaries drawn for pictures have some hundred points an area; those drawn for surveyors have many more.
MOST_POINTS = 2_000_000
_FEWEST_OF_A_RING = 4
# Five places of a degree are about a metre.
_PLACES = 5
_WEST, _EAST, _SOUTH, _NORTH = -9.0, 3.0, 49.0, 61.5

Ring = list[list[float]]


class _NotAShape(Exception):
    """The shape of an area cannot be drawn; the message says why."""


def is_collection(content: object) -> bool:
    """Whether JSON is a collection of areas."""
    return isinstance(content, dict) and content.get("type") == "FeatureCollection"


def feature_sheets(collection: dict[str, Any]) -> list[Sheet]:
    """Return the areas of a GeoJSON collection as a sheet; the first area is row 1.

    An area whose shape cannot be drawn is set aside with why.

    Raises:
        CannotRead: it is no list of areas, or has more points than a picture needs.
    """
    features = collection.get("features")
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise CannotRead("The GeoJSON file holds no list of areas.", "Download it again and load that.")
    records: list[dict[str, str | None]] = []
    set_aside: list[tuple[int, str]] = []
    n_points = 0
    for number, feature in enumerate(features, start=1):
        try:
            shape = polygons_of(feature.get("geometry"))
        except _NotAShape as why:
            set_aside.append((number, str(why)))
            continue
        n_points += sum(len(ring) for polygon in shape for ring in polygon)
        if n_points > MOST_POINTS:
            raise CannotRead(
                f"The boundaries have more than {MOST_POINTS:,} points, far more than a map shows.",
                "Download the generalised or super generalised boundaries (BGC, BSC or BUC) and load those.",
            )
        written = json.dumps(shape, separators=(",", ":"))
        records.append(_properties(feature) | {SHAPE: written, SOURCE_ROW: str(number)})
    return [_sheet(records, set_aside)]


def polygons_of(geometry: object) -> list[list[Ring]]:
    """Return the polygons of a shape, each its outer ring and then its holes, in degrees.

    Raises:
        _NotAShape: it is no polygon, or one of its rings is not closed, has no area or lies elsewhere.
    """
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise _NotAShape("its shape is not a polygon")
    assert isinstance(geometry, dict)
    held = geometry.get("coordinates")
    polygons = [held] if kind == "Polygon" else held
    if not isinstance(polygons, list) or not polygons or not all(map(_is_list, polygons)):
        raise _NotAShape("its shape has no rings")
    return [[_ring(ring) for ring in polygon] for polygon in polygons]


def _ring(ring: object) -> Ring:
    if not isinstance(ring, list) or len(ring) < _FEWEST_OF_A_RING:
        raise _NotAShape("a ring of its shape has fewer than four points")
    points = [_point(one) for one in ring]
    if points[0] != points[-1]:
        raise _NotAShape("a ring of its shape is not closed")
    if not _area(points):
        raise _NotAShape("a ring of its shape has no area")
    return points


def _point(one: object) -> list[float]:
    if not isinstance(one, list) or len(one) < 2 or not all(_is_number(part) for part in one[:2]):
        raise _NotAShape("its shape has a point that is not two numbers")
    east, north = float(one[0]), float(one[1])
    if not (_WEST <= east <= _EAST and _SOUTH <= north <= _NORTH):
        raise _NotAShape("its shape is not in longitude and latitude (WGS84), or lies outside Britain")
    return [round(east, _PLACES), round(north, _PLACES)]


def _is_number(part: object) -> bool:
    return isinstance(part, int | float) and not isinstance(part, bool) and math.isfinite(part)


def _is_list(held: object) -> bool:
    return isinstance(held, list) and bool(held)


def _area(points: Sequence[Sequence[float]]) -> float:
    pairs: Iterator[tuple[Sequence[float], Sequence[float]]] = itertools.pairwise(points)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)


def _properties(feature: dict[str, Any]) -> dict[str, str | None]:
    held = feature.get("properties")
    if not isinstance(held, dict):
        return {}
    return {
        str(name): None if value is None or isinstance(value, dict | list) else str(value)
        for name, value in held.items()
        if str(name) != SHAPE
    }


def _sheet(records: list[dict[str, str | None]], set_aside: list[tuple[int, str]]) -> Sheet:
    names = list(dict.fromkeys(name for one in records for name in one if name != SOURCE_ROW))
    frame = pl.DataFrame(
        {str(place): [one.get(name) for one in records] for place, name in enumerate(names)},
        schema={str(place): pl.String for place in range(len(names))},
    ).with_columns(pl.Series(SOURCE_ROW, [int(one[SOURCE_ROW] or 0) for one in records], dtype=pl.Int64))

    def load(row: int, width: int) -> Cells:
        kept = [str(place) for place in range(min(width, len(names)))]
        return without_empty(Cells(frame.select(SOURCE_ROW, *kept), list(set_aside)))

    return Sheet("", [(0, names)], load)
