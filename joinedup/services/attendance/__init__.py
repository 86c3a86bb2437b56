"""Attendance, suspensions and exclusions."""

from joinedup.services.attendance._equations import service
from joinedup.services.attendance._own import own_figures

__all__ = ["own_figures", "service"]
