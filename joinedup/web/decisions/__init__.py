"""Decisions: proposed, tested, answered, decided, delivered and listened to."""

from joinedup.web.decisions._section import SECTION

__all__ = ["SECTION"]
