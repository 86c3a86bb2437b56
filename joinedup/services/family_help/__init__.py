"""Family Help and early help."""

from joinedup.services.family_help._equations import service

__all__ = ["service"]
