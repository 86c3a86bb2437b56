"""Public health: what the grant pays for, and who goes without."""

from joinedup.services.public_health._equations import service

__all__ = ["service"]
