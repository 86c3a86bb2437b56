"""Family Help and early help."""

from joinedup.services.family_help._equations import service
from joinedup.services.family_help._own import own_figures

__all__ = ["own_figures", "service"]
