"""Looked-after children, their placements and care leavers."""

from joinedup.services.care._equations import service

__all__ = ["service"]
