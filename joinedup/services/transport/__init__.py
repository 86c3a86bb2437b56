"""Home-to-school transport."""

from joinedup.services.transport._equations import service

__all__ = ["service"]
