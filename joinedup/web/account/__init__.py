"""Signing in and out."""

from joinedup.web.account._views import SECTION

__all__ = ["SECTION"]
