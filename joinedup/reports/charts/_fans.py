"""Fans: the middle of a forecast with its 50, 80 and 95 per cent ranges, beside the past and the naive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair
from markupsafe import Markup

from joinedup.council import Range
from joinedup.reports.charts._drawing import COLOURS, HEIGHT, WIDTH, Picture

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
        rule = altair.Chart(picture.numbers([{"value": level}])).mark_rule(
            color=COLOURS[level_is], strokeWidth=2
        )
        layers.append(rule.encode(y=_upright("value", unit)))
    chart = altair.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    return picture.draw(chart, title, says)


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
    upper = altair.layer(*both).properties(width=WIDTH, height=HEIGHT - 20)
    zero = altair.Chart(picture.numbers([{"value": 0}])).mark_rule(color=COLOURS["net"])
    moved = _fan_layers(picture, Series("with", without.years, change), f"change in {unit}")
    lower = altair.layer(*moved, zero.encode(y="value:Q")).properties(width=WIDTH, height=_CHANGE_HEIGHT)
    return picture.draw(altair.vconcat(upper, lower, spacing=14), title, says)


def _fan_layers(picture: Picture, series: Series, unit: str) -> list[Any]:
    rows = [
        {
            "year": year,
            "middle": _drawn(one.median),
            **{end: _drawn(getattr(one, end)) for low, high, _ in _BANDS for end in (low, high)},
        }
        for year, one in zip(series.years, series.ranges, strict=True)
    ]
    base = altair.Chart(picture.numbers(rows)).encode(x=_across())
    colour = COLOURS[series.name]
    bands = [
        base.mark_area(color=colour, opacity=opacity, strokeWidth=0).encode(
            y=_upright(low, unit), y2=f"{high}:Q"
        )
        for low, high, opacity in _BANDS
        if series.name != "naive"
    ]
    line = base.mark_line(color=colour, strokeWidth=2.2, strokeDash=_DASHES[series.name])
    return [*bands, line.encode(y=_upright("middle", unit))]


def _held(picture: Picture, held: Sequence[tuple[float, float]], unit: str) -> Any:
    rows = [{"year": year, "value": value} for year, value in held]
    base = altair.Chart(picture.numbers(rows)).encode(x=_across(), y=_upright("value", unit))
    line = base.mark_line(color=COLOURS["held"], strokeWidth=1.5)
    return altair.layer(line, base.mark_point(color=COLOURS["held"], filled=True, size=28))


def _drawn(value: float) -> float:
    """Return a number without the digits that no reader could see, which keep equal numbers apart."""
    return float(f"{value:.6g}")


def _room(picture: Picture, values: Sequence[float], unit: str) -> list[Any]:
    """Return unseen points above and below what hardly varies, so that it is drawn as the flat line it is."""
    low, high = min(values), max(values)
    size = max(abs(low), abs(high))
    if high - low > _FLAT * size:
        return []
    spread = size / 10 or 1.0
    rows = [{"value": _drawn(low - spread)}, {"value": _drawn(high + spread)}]
    return [altair.Chart(picture.numbers(rows)).mark_point(opacity=0).encode(y=_upright("value", unit))]


def _across() -> Any:
    """Return the axis of years: 2031 is written `2030/31`."""
    label = "(datum.value - 1) + '/' + slice(toString(datum.value), 2)"
    axis = altair.Axis(title=None, labelExpr=label, grid=False, tickCount=5, format="d", tickMinStep=1)
    return altair.X("year:Q", scale=altair.Scale(zero=False, nice=False), axis=axis)


def _upright(name: str, unit: str) -> Any:
    axis = altair.Axis(
        title=unit, tickCount=5, titleAnchor="start", titleAngle=0, titleAlign="left", titleY=-8, titleX=-30
    )
    return altair.Y(f"{name}:Q", scale=altair.Scale(zero=False), axis=axis)
