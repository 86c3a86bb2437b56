"""The ripple of proposals, as a page, a table in the terminal, CSV and JSON."""

from joinedup.reports.ripple._answer import (
    PotAnswer,
    answer_in_short,
    answers,
    nothing_changes,
    rests_on,
    unmoved_pots,
)
from joinedup.reports.ripple._charts import measure_chart, pot_chart
from joinedup.reports.ripple._money import is_felt, years_of
from joinedup.reports.ripple._numbers import COLUMNS, RIPPLE_SCHEMA, as_csv, as_json
from joinedup.reports.ripple._page import (
    RipplePage,
    changes_in_words,
    not_counted,
    ripple_page,
    title_of,
    year_spoken_of,
)
from joinedup.reports.ripple._people import MovedMeasure, for_people, is_moved, main_measures
from joinedup.reports.ripple._room import has_moved_room, room, room_in_words
from joinedup.reports.ripple._sure import (
    by_when,
    certainty_of,
    how_exact,
    of_partners,
    risks_in_a_line,
    switching,
    worst,
)
from joinedup.reports.ripple._tables import FIRST_YEARS, directorates_by_year, patches
from joinedup.reports.ripple._terminal import ripple_summary, ways_summary
from joinedup.reports.ripple._ways import ways_as_json, ways_in_words
from joinedup.reports.ripple._workbook import ripple_workbook
from joinedup.reports.ripple._write import RippleFiles, slug, write_ripple

__all__ = [
    "COLUMNS",
    "FIRST_YEARS",
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
    "by_when",
    "changes_in_words",
    "directorates_by_year",
    "for_people",
    "measure_chart",
    "not_counted",
    "of_partners",
    "patches",
    "pot_chart",
    "rests_on",
    "risks_in_a_line",
    "room_in_words",
    "switching",
    "unmoved_pots",
    "worst",
]
