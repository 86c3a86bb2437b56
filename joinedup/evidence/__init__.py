"""Forecasts against what happened, and against the naive forecast."""

from joinedup.evidence._naive import persistence
from joinedup.evidence._scores import crps, skill

__all__ = ["crps", "persistence", "skill"]
