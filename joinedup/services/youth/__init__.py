"""Services for young people and youth justice."""

from joinedup.services.youth._equations import service

__all__ = ["service"]
