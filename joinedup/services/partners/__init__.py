"""Partners: what the council's decisions cost the NHS, police and courts."""

from joinedup.services.partners._equations import service

__all__ = ["service"]
