"""Charts as pictures that need no script: made with Altair, drawn by vl-convert, readable without colour."""

from joinedup.reports.charts._bars import change_bars, line_dots
from joinedup.reports.charts._drawing import COLOURS
from joinedup.reports.charts._fans import Series, fan, fan_pair

__all__ = ["COLOURS", "Series", "change_bars", "fan", "fan_pair", "line_dots"]
