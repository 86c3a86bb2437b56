"""The ripple of proposals, as a page, a table in the terminal, CSV and JSON."""

from joinedup.reports.ripple._answer import PotAnswer, answers, nothing_changes
from joinedup.reports.ripple._numbers import COLUMNS, RIPPLE_SCHEMA, as_csv, as_json
from joinedup.reports.ripple._page import RipplePage, key_figures, ripple_page, title_of
from joinedup.reports.ripple._terminal import ripple_summary
from joinedup.reports.ripple._write import RippleFiles, slug, write_ripple

__all__ = [
    "COLUMNS",
    "RIPPLE_SCHEMA",
    "PotAnswer",
    "RippleFiles",
    "RipplePage",
    "answers",
    "as_csv",
    "as_json",
    "key_figures",
    "nothing_changes",
    "ripple_page",
    "ripple_summary",
    "slug",
    "title_of",
    "write_ripple",
]
