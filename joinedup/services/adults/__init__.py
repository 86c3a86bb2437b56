"""Adult social care, where children's services lead into it."""

from joinedup.services.adults._equations import service

__all__ = ["service"]
