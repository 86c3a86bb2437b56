"""Budget lines that only rise with prices, and what pays for them."""

from joinedup.services.money._equations import service
from joinedup.services.money._own import own_figures

__all__ = ["own_figures", "service"]
