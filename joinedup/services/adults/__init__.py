"""Adult social care: who asks, who waits, who has care where, and what it costs."""

from joinedup.services.adults._equations import service

__all__ = ["service"]
