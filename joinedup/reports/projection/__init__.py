"""The do-nothing projection, as a page, a table in the terminal, CSV and JSON."""

from joinedup.reports.projection._money import general_fund
from joinedup.reports.projection._numbers import COLUMNS, PROJECTION_SCHEMA, as_csv, as_json
from joinedup.reports.projection._page import ProjectionPage, in_short, projection_page
from joinedup.reports.projection._terminal import projection_summary
from joinedup.reports.projection._write import ProjectionFiles, write_projection

__all__ = [
    "COLUMNS",
    "PROJECTION_SCHEMA",
    "ProjectionFiles",
    "ProjectionPage",
    "as_csv",
    "as_json",
    "general_fund",
    "in_short",
    "projection_page",
    "projection_summary",
    "write_projection",
]
