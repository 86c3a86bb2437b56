"""People by school-year cohort, adults and older people."""

from joinedup.services.population._equations import COHORTS, cohort, service

__all__ = ["COHORTS", "cohort", "service"]
