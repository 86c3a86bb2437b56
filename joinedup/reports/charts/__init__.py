"""Charts as pictures that need no script: Vega-Lite drawn by vl-convert, readable without colour."""

from joinedup.reports.charts._bars import chance_line, change_bars, line_dots, share_bars
from joinedup.reports.charts._drawing import COLOURS
from joinedup.reports.charts._fans import Series, fan, fan_pair
from joinedup.reports.charts._months import months_added_up
from joinedup.reports.charts._network import Arrow, Node, network
from joinedup.reports.charts._scatter import Point, scatter

__all__ = [
    "COLOURS",
    "Arrow",
    "Node",
    "Point",
    "Series",
    "chance_line",
    "change_bars",
    "fan",
    "fan_pair",
    "line_dots",
    "months_added_up",
    "network",
    "scatter",
    "share_bars",
]
