"""A network as a picture: names on a circle, arrows between them, thicker where there is more."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from joinedup.reports.charts._drawing import COLOURS, Picture, Spec, layer, number

_SIZE = 640
_WIDE = 900
_LABEL_AT = 1.07
_POINTS = 14
_NEAR, _FAR, _SIDE = 0.8, 0.45, 0.1
_HEAD_AT = 0.96
_ACROSS, _UP = 1.75, 1.25


@dataclass(frozen=True)
class Node:
    """One name on the circle; nodes of one group stand side by side.

    Args:
        name: its name.
        group: the group, shown below the name.
    """

    name: str
    group: str


@dataclass(frozen=True)
class Arrow:
    """An arrow from one node to another.

    Args:
        source: name of the node that acts.
        target: name of the node that is moved.
        weight: how thick it is.
        kind: which colour and dashes it has.
    """

    source: str
    target: str
    weight: int
    kind: str


def network(
    title: str,
    says: str,
    nodes: Sequence[Node],
    arrows: Sequence[Arrow],
    kinds: Mapping[str, tuple[str, Sequence[int]]],
) -> Markup:
    """Return a network as a picture.

    Args:
        title: its title.
        says: what it shows, in words.
        nodes: the nodes, in order around the circle.
        arrows: the arrows; what acts on itself is not drawn.
        kinds: colour and dashes of each kind.
    """
    picture = Picture()
    at = _places(nodes)
    drawn = [one for one in arrows if one.source != one.target]
    rows = [row for place, one in enumerate(drawn) for row in _curve(place, one, at)]
    curves = layer(picture.numbers(rows), "line", _curves(kinds), opacity=0.85)
    heads = layer(
        picture.numbers([_head(one, at) for one in drawn]),
        "point",
        _where() | {"angle": number("angle", scale=None), "color": _colours(kinds)},
        shape="triangle",
        filled=True,
        size=70,
        opacity=1,
    )
    held = picture.numbers([{"x": at[one.name][0], "y": at[one.name][1]} for one in nodes])
    dots = layer(held, "circle", _where(), size=90, color=COLOURS["net"], opacity=1)
    layers = [curves, heads, dots, *_labels(picture, nodes, at)]
    look = {"layer": layers, "width": _WIDE, "height": _SIZE}
    return picture.draw(look, title, says)


def _places(nodes: Sequence[Node]) -> dict[str, tuple[float, float]]:
    """Return where each node stands: evenly around the circle, with a gap where the group changes."""
    turns, turn, before = [], 0.0, nodes[-1].group if nodes else ""
    for one in nodes:
        turn += 1.0 if one.group == before else 1.4
        turns.append(turn)
        before = one.group
    whole = turn or 1.0
    angles = [math.pi / 2 - 2 * math.pi * one / whole for one in turns]
    return {one.name: (math.cos(angle), math.sin(angle)) for one, angle in zip(nodes, angles, strict=True)}


def _curve(place: int, one: Arrow, at: Mapping[str, tuple[float, float]]) -> list[dict[str, Any]]:
    return [
        {
            "arrow": place,
            "x": x,
            "y": y,
            "order": step,
            "kind": one.kind,
            "width": 0.8 + 0.8 * min(one.weight, 6),
        }
        for step in range(_POINTS)
        for x, y in [_on(one, at, _HEAD_AT * step / (_POINTS - 1))]
    ]


def _on(one: Arrow, at: Mapping[str, tuple[float, float]], share: float) -> tuple[float, float]:
    """Return a point on the arrow's curve, which bends towards the middle and to its right."""
    (x0, y0), (x1, y1) = at[one.source], at[one.target]
    # Far apart, a curve runs near the middle; side by side, it only just leaves the circle.
    pull = _NEAR - _FAR * math.dist((x0, y0), (x1, y1)) / 2
    bend = (pull * (x0 + x1) / 2 + _SIDE * (y1 - y0), pull * (y0 + y1) / 2 - _SIDE * (x1 - x0))
    first, second, third = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return (
        first * x0 + second * bend[0] + third * x1,
        first * y0 + second * bend[1] + third * y1,
    )


def _head(one: Arrow, at: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    (x0, y0), (x1, y1) = _on(one, at, _HEAD_AT - 0.05), _on(one, at, _HEAD_AT)
    # The triangle points up; angles turn it with the clock, in the picture's own proportions.
    across, up = (x1 - x0) * _WIDE / (2 * _ACROSS), (y1 - y0) * _SIZE / (2 * _UP)
    return {"x": x1, "y": y1, "kind": one.kind, "angle": math.degrees(math.atan2(across, up))}


def _labels(picture: Picture, nodes: Sequence[Node], at: Mapping[str, tuple[float, float]]) -> list[Spec]:
    layers = []
    for align, least, most in (("right", -2.0, -0.15), ("center", -0.15, 0.15), ("left", 0.15, 2.0)):
        rows = [_label(one, at[one.name]) for one in nodes if least <= at[one.name][0] < most]
        held = picture.numbers(rows)
        for text, look in (
            ("name", {"fontSize": 14, "fontWeight": "bold", "color": COLOURS["net"], "dy": -7}),
            ("group", {"fontSize": 11, "color": COLOURS["naive"], "dy": 8}),
        ):
            encoding = _where() | {"text": {"field": text, "type": "nominal"}}
            layers.append(layer(held, "text", encoding, align=align, **look))
    return layers


def _label(one: Node, at: tuple[float, float]) -> dict[str, Any]:
    return {"x": at[0] * _LABEL_AT, "y": at[1] * (_LABEL_AT + 0.03), "name": one.name, "group": one.group}


def _curves(kinds: Mapping[str, tuple[str, Sequence[int]]]) -> Spec:
    dashes = {"domain": list(kinds), "range": [list(dash) for _, dash in kinds.values()]}
    return _where() | {
        "detail": {"field": "arrow", "type": "nominal"},
        "order": number("order"),
        "strokeWidth": number("width", scale=None),
        "strokeDash": {"field": "kind", "type": "nominal", "scale": dashes, "legend": None},
        "color": _colours(kinds),
    }


def _colours(kinds: Mapping[str, tuple[str, Sequence[int]]]) -> Spec:
    colours = {"domain": list(kinds), "range": [colour for colour, _ in kinds.values()]}
    return {"field": "kind", "type": "nominal", "scale": colours, "legend": None}


def _where() -> Spec:
    return {
        "x": number("x", scale={"domain": [-_ACROSS, _ACROSS]}, axis=None),
        "y": number("y", scale={"domain": [-_UP, _UP]}, axis=None),
    }
