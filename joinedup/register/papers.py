"""Papers about decisions, for the pages that show them.

The register is a Django application, so its own `__init__` may import no model; this is its face instead.
"""

from joinedup.register._paper_words import GONE, NEW, SectionWords, differences, merged
from joinedup.register._papers import (
    SomebodyElseWrote,
    content_of,
    keep_making,
    last_edit,
    standing_words,
    write,
)

__all__ = [
    "GONE",
    "NEW",
    "SectionWords",
    "SomebodyElseWrote",
    "content_of",
    "differences",
    "keep_making",
    "last_edit",
    "merged",
    "standing_words",
    "write",
]
