"""Bars from what is claimed to what comes, and dots for each part of it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from joinedup.reports.charts._drawing import COLOURS, Picture, Spec, layer, number

_MILLION = 1_000_000
_ROW = 34
_DOT_ROW = 24
_LABELLED = {"title": None, "labelLimit": 360, "domain": False, "ticks": False}
SHAPES = {"proposed": "circle", "alone": "triangle-up", "fair": "diamond"}


def step_bars(title: str, says: str, bars: Sequence[tuple[str, float, float, float]]) -> Markup:
    """Return one bar below the other, each with its sum written beside it and its range where it has one.

    Args:
        title: its title.
        says: what it shows, in words.
        bars: name, sum in pounds and the ends of its range, the same as the sum where it has none; what is
            saved is positive.
    """
    rows = [
        {
            "part": name,
            "value": value / _MILLION,
            "low": low / _MILLION,
            "high": high / _MILLION,
            "said": f"£{abs(value) / _MILLION:,.1f}m {'saved' if value >= 0 else 'spent'}",
            "end": max(value, high, 0) / _MILLION,
        }
        for name, value, low, high in bars
    ]
    picture = Picture()
    held = picture.numbers(rows)
    upright = _upright([name for name, *_ in bars])
    across = {"title": "£ million: right of 0 is saved", "tickCount": 5}
    room = 1.45 * max(*(float(str(row["end"])) for row in rows), 0.001)
    least = min(*(float(str(row["low"])) for row in rows), 0.0)
    bar = layer(
        held,
        "bar",
        {"y": upright, "x": number("value", axis=across, scale={"domain": [1.1 * least, room]})},
        color=COLOURS["own"],
        opacity=0.4,
        height=_ROW - 12,
    )
    ends = layer(
        picture.numbers([row for row in rows if row["low"] != row["high"]]),
        "rule",
        {"y": upright, "x": number("low"), "x2": {"field": "high"}},
        color=COLOURS["net"],
        strokeWidth=2,
    )
    said = layer(
        held,
        "text",
        {"y": upright, "x": number("end"), "text": {"field": "said"}},
        align="left",
        dx=6,
        fontSize=12,
        color=COLOURS["net"],
    )
    layers = [bar, _zero(picture), ends, said]
    return picture.draw({"layer": layers, "width": 300, "height": _ROW * len(rows)}, title, says)


def part_dots(
    title: str, says: str, parts: Sequence[tuple[str, Sequence[tuple[str, float]]]], names: dict[str, str]
) -> Markup:
    """Return a row of marks for each part: what is claimed, alone and its fair share.

    Args:
        title: its title.
        says: what it shows, in words.
        parts: name of each part and, by kind of mark, its sum in pounds; what is saved is positive.
        names: what each kind of mark is called.
    """
    rows = [
        {"part": part, "kind": names[kind], "value": value / _MILLION}
        for part, marks in parts
        for kind, value in marks
    ]
    picture = Picture()
    held = picture.numbers(rows)
    kinds = list(names)
    looks = {"domain": [names[kind] for kind in kinds], "range": [SHAPES[kind] for kind in kinds]}
    colours = {
        "domain": looks["domain"],
        "range": [COLOURS[name] for name in ("naive", "elsewhere", "own")][: len(kinds)],
    }
    legend = {"title": None, "orient": "top", "labelFontSize": 12, "labelLimit": 220, "symbolSize": 90}
    upright = _upright([part for part, _ in parts])
    across = {"title": "£ million: right of 0 is saved, left of 0 is spent", "tickCount": 6}
    lines = layer(
        held,
        "line",
        {"y": upright, "x": number("value"), "detail": {"field": "part"}},
        color="#b1b4b6",
        strokeWidth=2,
    )
    marks = layer(
        held,
        "point",
        {
            "y": upright,
            "x": number("value", axis=across, scale={"padding": 12}),
            "shape": {"field": "kind", "type": "nominal", "scale": looks, "legend": legend},
            "color": {"field": "kind", "type": "nominal", "scale": colours, "legend": legend},
        },
        size=75,
        strokeWidth=2,
        fill="white",
        opacity=1,
    )
    layers = [_zero(picture), lines, marks]
    return picture.draw({"layer": layers, "width": 420, "height": _DOT_ROW * len(parts)}, title, says)


def _upright(names: Sequence[str]) -> Spec:
    return {"field": "part", "type": "nominal", "sort": list(names), "axis": _LABELLED}


def _zero(picture: Picture) -> Spec:
    return layer(picture.numbers([{"value": 0}]), "rule", {"x": number("value")}, color=COLOURS["net"])
