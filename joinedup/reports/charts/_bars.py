"""Bars and dots for money: what changes each year, and on which budget lines."""

from __future__ import annotations

from collections.abc import Sequence

import altair
from markupsafe import Markup

from joinedup.council import Range
from joinedup.reports.charts._drawing import COLOURS, HEIGHT, Picture

_MILLION = 1_000_000
_WIDTH = 560
_ROW = 26
UNIT = "£ million a year"


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
    colours = altair.Scale(domain=names, range=[COLOURS[name] for name in names])
    across = altair.X("year:O", axis=altair.Axis(title=None, labelAngle=0))
    upright = altair.Axis(
        title=UNIT, titleAnchor="start", titleAngle=0, titleAlign="left", titleY=-8, titleX=-30
    )
    bars = (
        altair.Chart(picture.numbers(rows))
        .mark_bar(stroke="white", strokeWidth=0.5)
        .encode(
            x=across,
            y=altair.Y("value:Q", axis=upright),
            color=altair.Color("part:N", scale=colours, legend=None),
        )
    )
    base = altair.Chart(picture.numbers(sums)).encode(x=across)
    ends = base.mark_rule(color=COLOURS["net"], strokeWidth=1.6).encode(y="low:Q", y2="high:Q")
    middle = base.mark_point(color=COLOURS["net"], fill="white", shape="diamond", size=55, opacity=1).encode(
        y="mean:Q"
    )
    zero = altair.Chart(picture.numbers([{"value": 0}])).mark_rule(color=COLOURS["net"]).encode(y="value:Q")
    return picture.draw(
        altair.layer(bars, zero, ends, middle).properties(width=_WIDTH, height=HEIGHT + 60), title, says
    )


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
    order = [name for name, _ in lines]
    base = altair.Chart(picture.numbers(rows)).encode(
        y=altair.Y(
            "line:N", sort=order, axis=altair.Axis(title=None, labelLimit=270, domain=False, ticks=False)
        )
    )
    across = altair.X("low:Q", axis=altair.Axis(title=f"{UNIT}: left of 0 is saved, right of 0 is spent"))
    ends = base.mark_rule(color=COLOURS["own"], strokeWidth=3).encode(x=across, x2="high:Q")
    middle = base.mark_point(color=COLOURS["own"], fill="white", size=60, opacity=1, strokeWidth=2).encode(
        x="mean:Q"
    )
    zero = altair.Chart(picture.numbers([{"value": 0}])).mark_rule(color=COLOURS["net"]).encode(x="value:Q")
    return picture.draw(
        altair.layer(zero, ends, middle).properties(width=330, height=_ROW * len(rows)), title, says
    )
