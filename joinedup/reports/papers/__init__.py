"""Papers: what a decision or an incident needs in writing, as a page, a PDF and a Word document.

A paper is sections of paragraphs, lists, tables and charts; each number says where it comes from.
"""

from joinedup.reports.papers._docx import as_docx
from joinedup.reports.papers._html import as_html, in_full, paper_context
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

__all__ = [
    "DEBIAN_PACKAGES",
    "EXEMPT_MARK",
    "Block",
    "Bullets",
    "ChartBlock",
    "Paper",
    "Paragraph",
    "Section",
    "Source",
    "Subheading",
    "TableBlock",
    "Traced",
    "Words",
    "as_docx",
    "as_html",
    "as_pdf",
    "in_full",
    "paper_context",
    "paragraphs_of",
    "sources_of",
    "why_no_pdf",
    "without_exempt",
]
