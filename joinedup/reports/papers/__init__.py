"""Papers: what a decision or an incident needs in writing, as a page, a PDF and a Word document.

A paper is sections of paragraphs, lists, tables and charts; each number says where it comes from.
"""

from joinedup.reports.papers._checked import NumberCheck, checked, facts_of_paper
from joinedup.reports.papers._docx import as_docx
from joinedup.reports.papers._facts import (
    DecisionFacts,
    ExemptFacts,
    OptionFacts,
    Party,
    RecordFacts,
    Remark,
    RouteFacts,
    Tested,
)
from joinedup.reports.papers._html import as_html, in_full, paper_context
from joinedup.reports.papers._kinds import PaperKind, paper_of
from joinedup.reports.papers._markdown import LONGEST, as_blocks, as_markdown, names_of, names_placed
from joinedup.reports.papers._numbers import Fact, numbers_in, sourced
from joinedup.reports.papers._parts import (
    EXEMPT_MARK,
    Block,
    Bullets,
    ChartBlock,
    Paper,
    Paragraph,
    Section,
    Source,
    Subheading,
    TableBlock,
    Traced,
    Words,
    paragraphs_of,
    sources_of,
    without_exempt,
)
from joinedup.reports.papers._pdf import DEBIAN_PACKAGES, as_pdf, why_no_pdf
from joinedup.reports.papers._reading import OLDEST_FOR_PUBLIC, reading_age
from joinedup.reports.papers._sections import exempt_key, is_exempt_key

__all__ = [
    "DEBIAN_PACKAGES",
    "EXEMPT_MARK",
    "LONGEST",
    "OLDEST_FOR_PUBLIC",
    "Block",
    "Bullets",
    "ChartBlock",
    "DecisionFacts",
    "ExemptFacts",
    "Fact",
    "NumberCheck",
    "OptionFacts",
    "Paper",
    "PaperKind",
    "Paragraph",
    "Party",
    "RecordFacts",
    "Remark",
    "RouteFacts",
    "Section",
    "Source",
    "Subheading",
    "TableBlock",
    "Tested",
    "Traced",
    "Words",
    "as_blocks",
    "as_docx",
    "as_html",
    "as_markdown",
    "as_pdf",
    "checked",
    "exempt_key",
    "facts_of_paper",
    "in_full",
    "is_exempt_key",
    "names_of",
    "names_placed",
    "numbers_in",
    "paper_context",
    "paper_of",
    "paragraphs_of",
    "reading_age",
    "sourced",
    "sources_of",
    "why_no_pdf",
    "without_exempt",
]
