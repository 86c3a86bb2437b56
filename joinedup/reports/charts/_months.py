"""Bars that add up month by month, beside what was expected and where the year is heading."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from joinedup.council import Range
from joinedup.reports.charts._drawing import COLOURS, HEIGHT, WIDTH, Picture, above, layer, number

_MILLION = 1_000_000
UNIT = "£ million since 1 April"


def months_added_up(
    title: str,
    says: str,
    months: Sequence[str],
    spent: Sequence[float],
    expected: Sequence[float],
    forecast: Range,
) -> Markup:
    """Return sums since the start of the year as bars, the expected sums as a line, and the year's forecast.

    Args:
        title: its title.
        says: what it shows, in words.
        months: short names of the months.
        spent: pounds since the start, for the months that have been closed.
        expected: pounds expected since the start, for every month.
        forecast: the forecast of the whole, shown at the last month with its 80 per cent range.
    """
    picture = Picture()
    across = {
        "field": "month",
        "type": "ordinal",
        "sort": list(months),
        "axis": {"title": None, "labelAngle": 0},
    }
    bars = layer(
        picture.numbers([{"month": m, "sum": one / _MILLION} for m, one in zip(months, spent, strict=False)]),
        "bar",
        {"x": across, "y": number("sum", axis=above(UNIT))},
        color=COLOURS["income"],
    )
    line = layer(
        picture.numbers(
            [{"month": m, "sum": one / _MILLION} for m, one in zip(months, expected, strict=True)]
        ),
        "line",
        {"x": across, "y": number("sum")},
        color=COLOURS["held"],
        strokeWidth=1.5,
        point={"filled": True, "size": 26, "color": COLOURS["held"]},
    )
    ends = picture.numbers(
        [
            {
                "month": months[-1],
                "sum": forecast.mean / _MILLION,
                "low": forecast.low_80 / _MILLION,
                "high": forecast.high_80 / _MILLION,
            }
        ]
    )
    reach = layer(
        ends,
        "rule",
        {"x": across, "y": number("low"), "y2": {"field": "high"}},
        color=COLOURS["net"],
        strokeWidth=2,
    )
    middle = layer(
        ends,
        "point",
        {"x": across, "y": number("sum")},
        shape="diamond",
        size=70,
        color=COLOURS["net"],
        fill="white",
        opacity=1,
        strokeWidth=1.5,
    )
    layers = [bars, line, reach, middle]
    return picture.draw({"layer": layers, "width": WIDTH, "height": HEIGHT}, title, says)
