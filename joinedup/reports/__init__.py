"""Reports: pages, workbooks and terminal tables that people read and send."""

from joinedup.reports._pages import render_page, template_filters
from joinedup.reports._parts import Cell, Chart, DataTable, KeyFigure, Page, Row, range_cell, shown

__all__ = [
    "Cell",
    "Chart",
    "DataTable",
    "KeyFigure",
    "Page",
    "Row",
    "range_cell",
    "render_page",
    "shown",
    "template_filters",
]
