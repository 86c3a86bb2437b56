"""Signing in and out, one's own password and one-time codes, and whether the application is well."""

from joinedup.web.account._section import HEALTH, SECTION

__all__ = ["HEALTH", "SECTION"]
