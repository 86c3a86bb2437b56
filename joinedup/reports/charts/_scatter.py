"""Points between two aims, each with its name beside it and a size that tells a third."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from joinedup.reports.charts._drawing import COLOURS, Picture, above, layer, number

_WIDTH, _HEIGHT = 520, 300
_SMALLEST, _LARGEST = 60, 460
_SHAPES = {"found": "circle", "ours": "diamond", "slices": "square"}
_COLOURS = {"found": COLOURS["own"], "ours": COLOURS["with"], "slices": COLOURS["naive"]}


@dataclass(frozen=True)
class Point:
    """One point.

    Args:
        label: its name.
        across: how far to the right it lies.
        up: how high it lies.
        size: what its area tells.
        kind: `found`, `ours` or `slices`: its shape and colour.
    """

    label: str
    across: float
    up: float
    size: float
    kind: str


def scatter(title: str, says: str, across: str, up: str, points: Sequence[Point]) -> Markup:
    """Return points between two aims.

    Args:
        title: its title.
        says: what it shows, in words.
        across: title of the level axis.
        up: title of the upright axis.
        points: the points.
    """
    picture = Picture()
    rows = [
        {"label": one.label, "across": one.across, "up": one.up, "size": one.size, "kind": one.kind}
        for one in points
    ]
    data, kinds = picture.numbers(rows), list(_SHAPES)
    where = {
        "x": number("across", scale={"zero": False, "padding": 26}, axis={"title": across}),
        "y": number("up", scale={"zero": False, "padding": 22}, axis=above(up)),
    }
    kind = {"field": "kind", "type": "nominal", "legend": None}
    colours = {"domain": kinds, "range": [_COLOURS[one] for one in kinds]}
    shapes = {"domain": kinds, "range": [_SHAPES[one] for one in kinds]}
    size = number("size", scale={"range": [_SMALLEST, _LARGEST], "zero": False}, legend=None)
    marks = where | {"size": size, "color": kind | {"scale": colours}, "shape": kind | {"scale": shapes}}
    dots = layer(data, "point", marks, filled=True, opacity=0.75, stroke="white", strokeWidth=1)
    nought = layer(picture.numbers([{"up": 0}]), "rule", {"y": number("up")}, color=COLOURS["net"])
    name = where | {"text": {"field": "label", "type": "nominal"}}
    names = layer(data, "text", name, dx=0, dy=-17, fontSize=13, fontWeight="bold", color=COLOURS["net"])
    return picture.draw({"layer": [nought, dots, names], "width": _WIDTH, "height": _HEIGHT}, title, says)
