"""Papers about a decision: made from it, edited by people, sent as Word, PDF and HTML."""

from joinedup.web.papers._section import SECTION

__all__ = ["SECTION"]
