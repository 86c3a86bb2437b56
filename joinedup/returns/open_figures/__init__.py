"""Open figures: a council's starting values from national tables."""

from joinedup.returns.open_figures import columns
from joinedup.returns.reading import TabularReturn

LIST = TabularReturn(columns.FIGURES, "Open figures", ("figure", "area", "as_at", "value", "origin"))

__all__ = ["LIST", "columns"]
