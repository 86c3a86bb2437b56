"""A map whose areas are shaded in steps, each with its step or name written on it."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from joinedup.reports.charts._drawing import COLOURS, Picture, Spec

# One hue from light to dark: the order shows in any kind of colour sight and in grey print.
STEPS = ("#e8f1fa", "#b9d5ec", "#7fb2de", "#2f76b5", "#12436d")
NOT_KNOWN = "#ffffff"
_DARK_FROM = 3
_WIDTH, _HEIGHT = 620, 520

Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class ShadedArea:
    """An area of a map.

    Args:
        name: its name.
        group: what it is part of; a line is drawn around each group.
        polygons: its polygons, each an outer ring and then its holes, in degrees.
        step: which of `STEPS` it is shaded with, from 0; None where its value is not known.
        label: what is written on it; "" for nothing.
    """

    name: str
    group: str
    polygons: Sequence[Sequence[Ring]]
    step: int | None
    label: str


def area_map(
    title: str, says: str, areas: Sequence[ShadedArea], labels: Sequence[tuple[str, float, float]] = ()
) -> Markup:
    """Return a map.

    Args:
        title: its title.
        says: what it shows, in words.
        areas: its areas.
        labels: more to write on it: the text and where, in degrees.
    """
    picture = Picture()
    shapes = [_feature(one) for one in areas]
    colour: Spec = {
        "field": "properties.step",
        "type": "nominal",
        "scale": {"domain": [*range(len(STEPS)), -1], "range": [*STEPS, NOT_KNOWN]},
        "legend": None,
    }
    fills = {
        "data": picture.numbers(shapes),
        "mark": {"type": "geoshape", "stroke": "#6f777b", "strokeWidth": 0.6},
        "encoding": {"color": colour},
    }
    lines = {
        "data": picture.numbers(_borders(areas)),
        "mark": {"type": "geoshape", "filled": False, "stroke": COLOURS["net"], "strokeWidth": 2},
    }
    written = [_text(picture, areas, is_dark=dark) for dark in (False, True)]
    names = [{"text": text, "east": east, "north": north} for text, east, north in labels]
    layers = [fills, lines, *written]
    if names:
        layers += [_names(picture, names, width) for width in (4, 0)]
    layered = {"layer": layers, "width": _WIDTH, "height": _HEIGHT, "projection": {"type": "mercator"}}
    return picture.draw(layered, title, says)


def middle_of(polygons: Sequence[Sequence[Ring]]) -> tuple[float, float]:
    """Return the middle of the largest polygon, where its label stands."""
    largest = max((polygon[0] for polygon in polygons), key=lambda ring: abs(_twice_area(ring)))
    area = _twice_area(largest)
    east = north = 0.0
    for (x0, y0), (x1, y1) in itertools.pairwise(largest):
        cross = x0 * y1 - x1 * y0
        east += (x0 + x1) * cross
        north += (y0 + y1) * cross
    return east / (3 * area), north / (3 * area)


def _twice_area(ring: Ring) -> float:
    return math.fsum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))


def _feature(one: ShadedArea) -> dict[str, Any]:
    polygons = [
        [_turned(ring, with_clock=not place) for place, ring in enumerate(polygon)]
        for polygon in one.polygons
    ]
    return {
        "type": "Feature",
        "properties": {"step": -1 if one.step is None else one.step},
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }


def _turned(ring: Ring, *, with_clock: bool) -> list[list[float]]:
    """Return a ring that runs with the clock, or against it: the drawing fills what is on its right.

    GeoJSON has it the other way round; drawn as it comes, an area would be everything but itself.
    """
    points = [[east, north] for east, north in ring]
    return points if (_twice_area(ring) < 0) is with_clock else points[::-1]


def _borders(areas: Sequence[ShadedArea]) -> list[dict[str, Any]]:
    """Return the line around each group: the edges that only one of its areas has."""
    lines = []
    for group in dict.fromkeys(one.group for one in areas):
        edges: Counter[tuple[tuple[float, float], ...]] = Counter()
        for one in areas:
            if one.group == group:
                for polygon in one.polygons:
                    for ring in polygon:
                        edges.update(tuple(sorted(edge)) for edge in itertools.pairwise(ring))
        lines += [[list(point) for point in edge] for edge, times in edges.items() if times == 1]
    return [{"type": "Feature", "geometry": {"type": "MultiLineString", "coordinates": lines}}]


def _text(picture: Picture, areas: Sequence[ShadedArea], *, is_dark: bool) -> Spec:
    rows = []
    for one in areas:
        if one.label and ((one.step or 0) >= _DARK_FROM) is is_dark:
            east, north = middle_of(one.polygons)
            rows.append({"text": one.label, "east": east, "north": north})
    return {
        "data": picture.numbers(rows),
        "mark": {"type": "text", "fontSize": 11, "color": "#ffffff" if is_dark else COLOURS["net"]},
        "encoding": _where(),
    }


def _names(picture: Picture, names: list[dict[str, Any]], halo: int) -> Spec:
    look: Spec = {"type": "text", "fontSize": 14, "fontWeight": "bold", "lineBreak": "\n"}
    look |= {"stroke": "#ffffff", "strokeWidth": halo, "strokeJoin": "round"} if halo else {}
    return {
        "data": picture.numbers(names),
        "mark": look | {"color": COLOURS["net"]},
        "encoding": _where(),
    }


def _where() -> Spec:
    return {
        "longitude": {"field": "east", "type": "quantitative"},
        "latitude": {"field": "north", "type": "quantitative"},
        "text": {"field": "text", "type": "nominal"},
    }
