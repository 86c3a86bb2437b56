"""Reports: pages, workbooks and terminal tables that people read and send."""

from joinedup.reports._chart_files import (
    ChartFile,
    ChartForm,
    chart_file,
    chart_key,
    charts_in,
    table_csv,
    table_workbook,
)
from joinedup.reports._numbers import json_text
from joinedup.reports._pages import render_page, template_filters
from joinedup.reports._parts import Cell, Chart, DataTable, KeyFigure, Page, Row, range_cell, shown

__all__ = [
    "Cell",
    "Chart",
    "ChartFile",
    "ChartForm",
    "DataTable",
    "KeyFigure",
    "Page",
    "Row",
    "chart_file",
    "chart_key",
    "charts_in",
    "json_text",
    "range_cell",
    "render_page",
    "shown",
    "table_csv",
    "table_workbook",
    "template_filters",
]
