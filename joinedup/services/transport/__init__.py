"""Home-to-school transport."""

from joinedup.services.transport._equations import service
from joinedup.services.transport._own import own_figures

__all__ = ["own_figures", "service"]
