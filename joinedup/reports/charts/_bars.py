"""Bars and dots for money: what changes each year, and on which budget lines."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from joinedup.council import Range
from joinedup.reports.charts._drawing import COLOURS, HEIGHT, WIDTH, Picture, Spec, above, layer, number

_MILLION = 1_000_000
_WIDTH = 560
_ROW = 26
UNIT = "£ million a year"
_HOLLOW = {"color": COLOURS["net"], "fill": "white", "opacity": 1}


def change_bars(
    title: str,
    says: str,
    years: Sequence[str],
    parts: Sequence[tuple[str, Sequence[float]]],
    net: Sequence[Range],
) -> Markup:
    """Return bars of what changes each year, part by part, with the sum and its 80 per cent range.

    Args:
        title: its title.
        says: what it shows, in words.
        years: financial years.
        parts: name (`own`, `elsewhere`, `income`) and mean change of each year, in pounds.
        net: the sum of all parts, one range a year.
    """
    rows = [
        {"year": year, "part": name, "value": value / _MILLION}
        for name, values in parts
        for year, value in zip(years, values, strict=True)
    ]
    sums = [
        {
            "year": year,
            "mean": one.mean / _MILLION,
            "low": one.low_80 / _MILLION,
            "high": one.high_80 / _MILLION,
        }
        for year, one in zip(years, net, strict=True)
    ]
    picture = Picture()
    names = [name for name, _ in parts]
    colours = {"domain": names, "range": [COLOURS[name] for name in names]}
    across = {"field": "year", "type": "ordinal", "axis": {"title": None, "labelAngle": 0}}
    bars = layer(
        picture.numbers(rows),
        "bar",
        {
            "x": across,
            "y": number("value", axis=above(UNIT)),
            "color": {"field": "part", "type": "nominal", "scale": colours, "legend": None},
        },
        stroke="white",
        strokeWidth=0.5,
    )
    held = picture.numbers(sums)
    ends = layer(
        held,
        "rule",
        {"x": across, "y": number("low"), "y2": {"field": "high"}},
        color=COLOURS["net"],
        strokeWidth=1.6,
    )
    middle = layer(held, "point", {"x": across, "y": number("mean")}, shape="diamond", size=55, **_HOLLOW)
    layers = [bars, _zero(picture, "y"), ends, middle]
    return picture.draw({"layer": layers, "width": _WIDTH, "height": HEIGHT + 60}, title, says)


def line_dots(title: str, says: str, lines: Sequence[tuple[str, Range]]) -> Markup:
    """Return the change on each budget line in one year: its mean with the 80 per cent range.

    Args:
        title: its title.
        says: what it shows, in words.
        lines: name of each line and its change in pounds, in the order in which they are drawn.
    """
    rows = [
        {
            "line": name,
            "mean": one.mean / _MILLION,
            "low": one.low_80 / _MILLION,
            "high": one.high_80 / _MILLION,
        }
        for name, one in lines
    ]
    picture = Picture()
    upright = {
        "field": "line",
        "type": "nominal",
        "sort": [name for name, _ in lines],
        "axis": {"title": None, "labelLimit": 270, "domain": False, "ticks": False},
    }
    across = {"title": f"{UNIT}: left of 0 is saved, right of 0 is spent"}
    held = picture.numbers(rows)
    ends = layer(
        held,
        "rule",
        {"y": upright, "x": number("low", axis=across), "x2": {"field": "high"}},
        color=COLOURS["own"],
        strokeWidth=3,
    )
    middle = layer(
        held,
        "point",
        {"y": upright, "x": number("mean")},
        size=60,
        strokeWidth=2,
        **_HOLLOW | {"color": COLOURS["own"]},
    )
    layers = [_zero(picture, "x"), ends, middle]
    return picture.draw({"layer": layers, "width": 330, "height": _ROW * len(rows)}, title, says)


def chance_line(title: str, says: str, years: Sequence[str], chances: Sequence[float]) -> Markup:
    """Return chances by year, in so many of 100, with a rule where both ways are as likely.

    Args:
        title: its title.
        says: what it shows, in words.
        years: financial years.
        chances: one probability a year.
    """
    rows = [{"year": year, "chance": 100 * one} for year, one in zip(years, chances, strict=True)]
    picture = Picture()
    held = picture.numbers(rows)
    encoding = {
        "x": {"field": "year", "type": "ordinal", "axis": {"title": None, "labelAngle": 0}},
        "y": number(
            "chance",
            scale={"domain": [0, 100]},
            axis=above("Chance, of 100") | {"values": [0, 25, 50, 75, 100]},
        ),
    }
    even = layer(
        picture.numbers([{"chance": 50}]),
        "rule",
        {"y": number("chance")},
        color=COLOURS["naive"],
        strokeDash=[4, 3],
    )
    line = layer(held, "line", encoding, color=COLOURS["own"], strokeWidth=2)
    points = layer(held, "point", encoding, size=50, opacity=1, fill="white", color=COLOURS["own"])
    return picture.draw({"layer": [line, even, points], "width": WIDTH, "height": HEIGHT - 30}, title, says)


def share_bars(title: str, says: str, rows: Sequence[tuple[str, float, float, float, float]]) -> Markup:
    """Return shares of 100 as bars: in all as a bar with its interval, alone as a point on it.

    Args:
        title: its title.
        says: what it shows, in words.
        rows: name, share in all, its low and high end, and share alone, in the order in which they are drawn.
    """
    held = [
        {"name": name, "total": 100 * total, "low": 100 * low, "high": 100 * high, "first": 100 * first}
        for name, total, low, high, first in rows
    ]
    picture = Picture()
    data = picture.numbers(held)
    upright = {
        "field": "name",
        "type": "nominal",
        "sort": [name for name, *_ in rows],
        "axis": {"title": None, "labelLimit": 330, "domain": False, "ticks": False},
    }
    across = number("total", axis={"title": "Share of the uncertainty, of 100"}, scale={"domainMin": 0})
    bars = layer(data, "bar", {"y": upright, "x": across}, color=COLOURS["own"], opacity=0.35)
    ends = layer(
        data,
        "rule",
        {"y": upright, "x": number("low"), "x2": {"field": "high"}},
        color=COLOURS["own"],
        strokeWidth=2,
    )
    alone = layer(data, "point", {"y": upright, "x": number("first")}, shape="diamond", size=60, **_HOLLOW)
    return picture.draw({"layer": [bars, ends, alone], "width": 330, "height": _ROW * len(held)}, title, says)


def _zero(picture: Picture, channel: str) -> Spec:
    """Return a rule at nought."""
    return layer(picture.numbers([{"value": 0}]), "rule", {channel: number("value")}, color=COLOURS["net"])
