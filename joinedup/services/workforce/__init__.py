"""Social workers: posts, vacancies, agency and workload."""

from joinedup.services.workforce._equations import service

__all__ = ["service"]
