"""How every chart is drawn: its colours, its letters and what it says to those who do not see it.

A picture is written down in Vega-Lite as plain dictionaries and drawn by vl-convert.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import vl_convert
from markupsafe import Markup, escape

# Told apart with any kind of colour sight, light from dark in print; after the Government Analysis Function.
COLOURS = {
    "without": "#12436d",
    "expected": "#12436d",
    "with": "#c1500a",
    "naive": "#595959",
    "held": "#0b0c0c",
    "own": "#12436d",
    "elsewhere": "#f46a25",
    "income": "#28a197",
    "net": "#0b0c0c",
    "places": "#801650",
}
WIDTH = 330
HEIGHT = 170
_LOOK = {
    "font": "Arial, Helvetica, sans-serif",
    "aria": False,
    "padding": {"left": 2, "right": 6, "top": 6, "bottom": 2},
    "view": {"stroke": None},
    "axis": {
        "labelColor": "#0b0c0c",
        "titleColor": "#0b0c0c",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": "#e3e4e5",
        "domainColor": "#6f777b",
        "tickColor": "#6f777b",
        "labelOverlap": "greedy",
    },
}

Spec = dict[str, Any]


class Picture:
    """A picture being made; layers that draw the same rows share them."""

    def __init__(self) -> None:
        self._datasets: dict[str, Sequence[Mapping[str, Any]]] = {}

    def numbers(self, rows: Sequence[Mapping[str, Any]]) -> Spec:
        """Return rows for a layer to draw."""
        name = f"n{len(self._datasets)}"
        self._datasets[name] = rows
        return {"name": name}

    def draw(self, chart: Spec, title: str, says: str) -> Markup:
        """Return a chart as inline SVG.

        Args:
            chart: a Vega-Lite chart whose layers draw `numbers`.
            title: its title, read first by a screen reader.
            says: what it shows, in words.
        """
        svg = vl_convert.vegalite_to_svg(chart | {"datasets": self._datasets, "config": _LOOK})
        return Markup(_named(svg, title, says))  # noqa: S704  (title and text are escaped in `_named`)


def layer(data: Spec, mark: str, encoding: Spec, **look: Any) -> Spec:
    """Return one layer of a chart.

    Args:
        data: its rows.
        mark: kind of mark, such as `line`.
        encoding: what each channel shows.
        look: how the mark looks.
    """
    return {"data": data, "mark": {"type": mark} | look, "encoding": encoding}


def number(name: str, **how: Any) -> Spec:
    """Return a channel that shows a number."""
    return {"field": name, "type": "quantitative"} | how


def above(title: str) -> Spec:
    """Return an upright axis whose title stands above it, where it is read without turning one's head."""
    return {
        "title": title,
        "titleAnchor": "start",
        "titleAngle": 0,
        "titleAlign": "left",
        "titleY": -8,
        "titleX": -30,
    }


def _named(svg: str, title: str, says: str) -> str:
    """Return the picture as one image with a name and a description, that scales with its column."""
    body = svg[svg.index(">") + 1 :]
    size = svg.split('viewBox="', 1)[1].split('"', 1)[0]
    key = hashlib.sha256(f"{title}{says}{body}".encode()).hexdigest()[:10]
    # Inside one image nothing has a role of its own.
    body = body.replace(' role="graphics-object"', "").replace(' role="graphics-symbol"', "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t{key} d{key}" '
        f'viewBox="{size}" '
        f'width="{float(size.split()[2]) * 1.35:.0f}">'
        f'<title id="t{key}">{escape(title)}</title><desc id="d{key}">{escape(says)}</desc>{body}'
    )
