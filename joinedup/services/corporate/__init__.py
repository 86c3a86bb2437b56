"""Central staff, buildings, debt and the council's own capacity for change."""

from joinedup.services.corporate._equations import service

__all__ = ["service"]
