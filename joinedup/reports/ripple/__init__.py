"""The ripple of proposals, as a page, a table in the terminal, CSV and JSON."""

from joinedup.reports.ripple._answer import PotAnswer, answer_in_short, answers, nothing_changes
from joinedup.reports.ripple._money import is_felt, years_of
from joinedup.reports.ripple._numbers import COLUMNS, RIPPLE_SCHEMA, as_csv, as_json
from joinedup.reports.ripple._page import RipplePage, ripple_page, title_of, year_spoken_of
from joinedup.reports.ripple._people import MovedMeasure, is_moved, main_measures
from joinedup.reports.ripple._room import has_moved_room, room
from joinedup.reports.ripple._sure import certainty_of, how_exact
from joinedup.reports.ripple._terminal import ripple_summary, ways_summary
from joinedup.reports.ripple._ways import ways_as_json, ways_in_words
from joinedup.reports.ripple._workbook import ripple_workbook
from joinedup.reports.ripple._write import RippleFiles, slug, write_ripple

__all__ = [
    "COLUMNS",
    "RIPPLE_SCHEMA",
    "MovedMeasure",
    "PotAnswer",
    "RippleFiles",
    "RipplePage",
    "certainty_of",
    "has_moved_room",
    "how_exact",
    "ripple_workbook",
    "room",
    "ways_as_json",
    "ways_in_words",
    "ways_summary",
    "years_of",
    "answer_in_short",
    "answers",
    "as_csv",
    "as_json",
    "is_felt",
    "is_moved",
    "main_measures",
    "nothing_changes",
    "ripple_page",
    "ripple_summary",
    "slug",
    "title_of",
    "write_ripple",
    "year_spoken_of",
]
