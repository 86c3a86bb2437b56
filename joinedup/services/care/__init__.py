"""Looked-after children, their placements and care leavers."""

from joinedup.services.care._equations import service
from joinedup.services.care._own import own_figures

__all__ = ["own_figures", "service"]
