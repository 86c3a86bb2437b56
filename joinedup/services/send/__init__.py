"""EHC plans, special school places and high needs."""

from joinedup.services.send._equations import service

__all__ = ["service"]
