"""Homes, and families without one."""

from joinedup.services.housing._equations import service

__all__ = ["service"]
