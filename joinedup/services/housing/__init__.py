"""Homes, and families without one."""

from joinedup.services.housing._equations import service
from joinedup.services.housing._own import own_figures

__all__ = ["own_figures", "service"]
