"""Fans: the middle of a forecast with its 50, 80 and 95 per cent ranges, beside the past and the naive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from joinedup.council import Range
from joinedup.reports.charts._drawing import COLOURS, HEIGHT, WIDTH, Picture, Spec, above, layer, number

_BANDS = (("low_95", "high_95", 0.14), ("low_80", "high_80", 0.2), ("low_50", "high_50", 0.3))
_CHANGE_HEIGHT = 100
# Less variation than this share of its size is drawn as a flat line.
_FLAT = 0.02
_DASHES = {"without": [5, 3], "expected": [1, 0], "with": [1, 0], "naive": [2, 3]}


@dataclass(frozen=True)
class Series:
    """A forecast to draw.

    Args:
        name: which colour and line it has: `expected`, `without`, `with` or `naive`.
        years: the year in which each value ends, such as 2031 for 2030/31.
        ranges: one range a year.
    """

    name: str
    years: Sequence[float]
    ranges: Sequence[Range]


def fan(
    title: str,
    says: str,
    unit: str,
    series: Sequence[Series],
    held: Sequence[tuple[float, float]] = (),
    level: float | None = None,
    level_is: str = "places",
) -> Markup:
    """Return a fan chart.

    Args:
        title: its title.
        says: what it shows, in words.
        unit: title of the upright axis.
        series: forecasts; a naive one is drawn as a line without bands.
        held: past values, as (year, value).
        level: a constant to compare with, such as places; None where there is none.
        level_is: the colour of that constant.
    """
    picture = Picture()
    layers = [layer for one in series for layer in _fan_layers(picture, one, unit)]
    layers += _room(
        picture, [end for one in series for at in one.ranges for end in (at.low_95, at.high_95)], unit
    )
    if held:
        layers.append(_held(picture, held, unit))
    if level is not None:
        at = picture.numbers([{"value": level}])
        layers.append(
            layer(at, "rule", {"y": _upright("value", unit)}, color=COLOURS[level_is], strokeWidth=2)
        )
    return picture.draw({"layer": layers, "width": WIDTH, "height": HEIGHT}, title, says)


def fan_pair(
    title: str, says: str, unit: str, without: Series, with_: Series, change: Sequence[Range]
) -> Markup:
    """Return the fans of a measure without and with proposals, above the fan of the change.

    Args:
        title: its title.
        says: what it shows, in words.
        unit: title of the upright axes.
        without: without the proposals.
        with_: with them.
        change: the difference, one range a year.
    """
    picture = Picture()
    both = [*_fan_layers(picture, without, unit), *_fan_layers(picture, with_, unit)]
    upper = {"layer": both, "width": WIDTH, "height": HEIGHT - 20}
    zero = layer(picture.numbers([{"value": 0}]), "rule", {"y": number("value")}, color=COLOURS["net"])
    moved = _fan_layers(picture, Series("with", without.years, change), f"change in {unit}")
    lower = {"layer": [*moved, zero], "width": WIDTH, "height": _CHANGE_HEIGHT}
    return picture.draw({"vconcat": [upper, lower], "spacing": 14}, title, says)


def _fan_layers(picture: Picture, series: Series, unit: str) -> list[Spec]:
    rows = [
        {
            "year": year,
            "middle": _drawn(one.median),
            **{end: _drawn(getattr(one, end)) for low, high, _ in _BANDS for end in (low, high)},
        }
        for year, one in zip(series.years, series.ranges, strict=True)
    ]
    data, across, colour = picture.numbers(rows), _across(), COLOURS[series.name]
    bands = [
        layer(
            data,
            "area",
            {"x": across, "y": _upright(low, unit), "y2": {"field": high}},
            color=colour,
            opacity=opacity,
            strokeWidth=0,
        )
        for low, high, opacity in _BANDS
        if series.name != "naive"
    ]
    encoding = {"x": across, "y": _upright("middle", unit)}
    look = {"color": colour, "strokeWidth": 2.2, "strokeDash": _DASHES[series.name]}
    return [*bands, layer(data, "line", encoding, **look)]


def _held(picture: Picture, held: Sequence[tuple[float, float]], unit: str) -> Spec:
    rows = [{"year": year, "value": value} for year, value in held]
    data, encoding = picture.numbers(rows), {"x": _across(), "y": _upright("value", unit)}
    line = layer(data, "line", encoding, color=COLOURS["held"], strokeWidth=1.5)
    points = layer(data, "point", encoding, color=COLOURS["held"], filled=True, size=28)
    return {"layer": [line, points]}


def _drawn(value: float) -> float:
    """Return a number without the digits that no reader could see, which keep equal numbers apart."""
    return float(f"{value:.6g}")


def _room(picture: Picture, values: Sequence[float], unit: str) -> list[Spec]:
    """Return unseen points above and below what hardly varies, so that it is drawn as the flat line it is."""
    low, high = min(values), max(values)
    size = max(abs(low), abs(high))
    if high - low > _FLAT * size:
        return []
    spread = size / 10 or 1.0
    rows = [{"value": _drawn(low - spread)}, {"value": _drawn(high + spread)}]
    return [layer(picture.numbers(rows), "point", {"y": _upright("value", unit)}, opacity=0)]


def _across() -> Spec:
    """Return the axis of years: 2031 is written `2030/31`."""
    label = "(datum.value - 1) + '/' + slice(toString(datum.value), 2)"
    axis = {
        "title": None,
        "labelExpr": label,
        "grid": False,
        "tickCount": 5,
        "format": "d",
        "tickMinStep": 1,
    }
    return number("year", scale={"zero": False, "nice": False}, axis=axis)


def _upright(name: str, unit: str) -> Spec:
    return number(name, scale={"zero": False}, axis=above(unit) | {"tickCount": 5})
