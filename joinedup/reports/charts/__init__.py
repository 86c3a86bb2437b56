"""Charts as pictures that need no script: Vega-Lite drawn by vl-convert, readable without colour."""

from joinedup.reports.charts._areas import STEPS, ShadedArea, area_map, middle_of
from joinedup.reports.charts._bars import chance_line, change_bars, line_dots, share_bars
from joinedup.reports.charts._bridges import bridge_bars, tornado
from joinedup.reports.charts._drawing import COLOURS
from joinedup.reports.charts._fans import Series, fan, fan_pair
from joinedup.reports.charts._months import months_added_up
from joinedup.reports.charts._network import Arrow, Node, network
from joinedup.reports.charts._scatter import Point, scatter
from joinedup.reports.charts._steps import part_dots, step_bars

__all__ = [
    "COLOURS",
    "Arrow",
    "Node",
    "Point",
    "STEPS",
    "Series",
    "ShadedArea",
    "area_map",
    "bridge_bars",
    "chance_line",
    "change_bars",
    "fan",
    "fan_pair",
    "line_dots",
    "middle_of",
    "months_added_up",
    "network",
    "part_dots",
    "scatter",
    "share_bars",
    "tornado",
    "step_bars",
]
