"""EHC plans, special school places and high needs."""

from joinedup.services.send._equations import service
from joinedup.services.send._own import own_figures

__all__ = ["own_figures", "service"]
