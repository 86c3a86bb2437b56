"""The plan: the council's money over five years and this year, and sets of proposals."""

from joinedup.web.plan._section import SECTION

__all__ = ["SECTION"]
