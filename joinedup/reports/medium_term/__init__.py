"""The medium-term plan as a page, a pack for the section 25 report, a workbook with formulas and JSON."""

from joinedup.reports.medium_term._numbers import as_json
from joinedup.reports.medium_term._page import MediumTermPage, medium_term_page
from joinedup.reports.medium_term._section_25 import SectionPack, section_pack
from joinedup.reports.medium_term._terminal import plan_summary
from joinedup.reports.medium_term._words import balance_says
from joinedup.reports.medium_term._workbook import plan_workbook
from joinedup.reports.medium_term._write import PlanFiles, write_plan

__all__ = [
    "MediumTermPage",
    "PlanFiles",
    "SectionPack",
    "as_json",
    "balance_says",
    "medium_term_page",
    "plan_summary",
    "plan_workbook",
    "section_pack",
    "write_plan",
]
