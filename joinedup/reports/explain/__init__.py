"""What an answer hangs on, as a page, a terminal summary, a workbook and JSON."""

from joinedup.reports.explain._files import ExplanationFiles, as_json, explanation_workbook, write_explanation
from joinedup.reports.explain._page import ExplainPage, explain_page
from joinedup.reports.explain._terminal import explanation_summary
from joinedup.reports.explain._words import hangs_on, shares_in_words

__all__ = [
    "ExplainPage",
    "ExplanationFiles",
    "as_json",
    "explain_page",
    "explanation_summary",
    "explanation_workbook",
    "hangs_on",
    "shares_in_words",
    "write_explanation",
]
