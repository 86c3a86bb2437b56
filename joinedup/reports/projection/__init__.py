"""The do-nothing projection, as a page, a table in the terminal, CSV and JSON."""

from joinedup.reports.projection._backcast import backcast_says, backcast_table
from joinedup.reports.projection._measures import measure_chart, quantity_cell
from joinedup.reports.projection._money import FIRST_YEARS, general_fund, lines_table
from joinedup.reports.projection._numbers import COLUMNS, PROJECTION_SCHEMA, as_csv, as_json
from joinedup.reports.projection._page import ProjectionPage, in_short, projection_page
from joinedup.reports.projection._places import area_chart, areas_table
from joinedup.reports.projection._terminal import projection_summary
from joinedup.reports.projection._write import ProjectionFiles, write_projection

__all__ = [
    "COLUMNS",
    "FIRST_YEARS",
    "PROJECTION_SCHEMA",
    "ProjectionFiles",
    "ProjectionPage",
    "area_chart",
    "areas_table",
    "as_csv",
    "as_json",
    "backcast_says",
    "backcast_table",
    "general_fund",
    "in_short",
    "lines_table",
    "measure_chart",
    "projection_page",
    "projection_summary",
    "quantity_cell",
    "write_projection",
]
