"""People by school-year cohort, adults and older people."""

from joinedup.services.population._equations import COHORTS, GONE_BY_APRIL, cohort, service
from joinedup.services.population._own import own_figures

__all__ = ["COHORTS", "GONE_BY_APRIL", "cohort", "own_figures", "service"]
