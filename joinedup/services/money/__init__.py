"""Budget lines that only rise with prices, and what pays for them."""

from joinedup.services.money._equations import service

__all__ = ["service"]
