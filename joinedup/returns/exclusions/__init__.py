"""Suspensions and permanent exclusions."""

from joinedup.returns.exclusions import columns
from joinedup.returns.reading import TabularReturn

LIST = TabularReturn(
    columns.EXCLUSIONS, "Suspensions and exclusions", ("upn", "category", "started", "sessions")
)

__all__ = ["LIST", "columns"]
