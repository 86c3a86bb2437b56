"""Attendance, suspensions and exclusions."""

from joinedup.services.attendance._equations import service

__all__ = ["service"]
