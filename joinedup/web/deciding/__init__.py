"""Deciding, delivering and listening: the second half of a decision's life."""

from joinedup.web.deciding._section import SECTION

__all__ = ["SECTION"]
