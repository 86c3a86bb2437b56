"""Forecasts against what happened, and against the naive forecast; control charts."""

from joinedup.evidence._control_charts import Limits, natural_limits
from joinedup.evidence._naive import persistence
from joinedup.evidence._scores import crps, skill

__all__ = ["Limits", "crps", "natural_limits", "persistence", "skill"]
