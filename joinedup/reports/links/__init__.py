"""How services move each other: a map, a list of every effect with its evidence, a workbook and JSON."""

from joinedup.reports.links._files import as_json, links_workbook
from joinedup.reports.links._page import LinksPage, arithmetic_table, effects_table, in_words, links_page
from joinedup.reports.links._shown import (
    ShownLink,
    Size,
    acting,
    directorate_of,
    effects,
    links_of,
    service_name,
    shown_links,
)
from joinedup.reports.links._terminal import links_summary
from joinedup.reports.links._write import LinksFiles, write_links

__all__ = [
    "LinksFiles",
    "LinksPage",
    "ShownLink",
    "Size",
    "acting",
    "arithmetic_table",
    "as_json",
    "directorate_of",
    "effects",
    "effects_table",
    "in_words",
    "links_of",
    "links_page",
    "links_summary",
    "links_workbook",
    "service_name",
    "shown_links",
    "write_links",
]
