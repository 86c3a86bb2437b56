"""Budget lines that only rise with prices, what pays for everything, council tax and reserves."""

from joinedup.services.money._equations import service
from joinedup.services.money._lines import pot_of, spending_code
from joinedup.services.money._own import own_figures

__all__ = ["own_figures", "pot_of", "service", "spending_code"]
